package exitdefer_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/exitdefer"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, exitdefer.Analyzer) }
