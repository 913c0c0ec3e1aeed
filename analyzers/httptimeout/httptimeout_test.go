package httptimeout_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/httptimeout"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, httptimeout.Analyzer) }
