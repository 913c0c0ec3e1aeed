package busywait_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/busywait"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, busywait.Analyzer) }
