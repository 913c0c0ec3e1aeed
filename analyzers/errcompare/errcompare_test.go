package errcompare_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/errcompare"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, errcompare.Analyzer) }
