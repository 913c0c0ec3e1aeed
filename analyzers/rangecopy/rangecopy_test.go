package rangecopy_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/rangecopy"
)

func Test(t *testing.T) { linttest.Run(t, rangecopy.Analyzer) }
