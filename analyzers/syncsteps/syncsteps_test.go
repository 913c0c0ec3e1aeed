package syncsteps_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/syncsteps"
)

func Test(t *testing.T) { linttest.Run(t, syncsteps.Analyzer) }
