package maprace_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/maprace"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, maprace.Analyzer) }
