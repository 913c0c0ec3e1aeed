package maprace_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/maprace"
)

func Test(t *testing.T) { linttest.Run(t, maprace.Analyzer) }
