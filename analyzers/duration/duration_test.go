package duration_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/duration"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, duration.Analyzer) }
