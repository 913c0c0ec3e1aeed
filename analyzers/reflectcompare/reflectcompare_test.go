package reflectcompare_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/reflectcompare"
)

func Test(t *testing.T) { linttest.Run(t, reflectcompare.Analyzer) }
