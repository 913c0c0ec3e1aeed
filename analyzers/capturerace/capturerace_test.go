package capturerace_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/capturerace"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, capturerace.Analyzer) }
