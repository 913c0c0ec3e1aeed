package uintwrap_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/uintwrap"
)

func Test(t *testing.T) { linttest.Run(t, uintwrap.Analyzer) }
