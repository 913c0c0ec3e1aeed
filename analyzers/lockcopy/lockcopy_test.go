package lockcopy_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/lockcopy"
)

func Test(t *testing.T) { linttest.Run(t, lockcopy.Analyzer) }
