package looptimer_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/looptimer"
)

func Test(t *testing.T) { linttest.Run(t, looptimer.Analyzer) }
