package deadtimeout_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/deadtimeout"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, deadtimeout.Analyzer) }
