package nilempty_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/nilempty"
)

func Test(t *testing.T) { linttest.Run(t, nilempty.Analyzer) }
