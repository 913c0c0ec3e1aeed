package busyselect_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/busyselect"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, busyselect.Analyzer) }
