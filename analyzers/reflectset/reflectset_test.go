package reflectset_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/reflectset"
)

func Test(t *testing.T) { linttest.Run(t, reflectset.Analyzer) }
