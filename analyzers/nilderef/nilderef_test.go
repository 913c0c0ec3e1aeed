package nilderef_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/nilderef"
)

func Test(t *testing.T) { linttest.Run(t, nilderef.Analyzer) }
