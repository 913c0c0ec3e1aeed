package relock_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/relock"
)

func Test(t *testing.T) { linttest.Run(t, relock.Analyzer) }
