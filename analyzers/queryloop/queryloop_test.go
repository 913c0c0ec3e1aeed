package queryloop_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/queryloop"
)

func Test(t *testing.T) { linttest.Run(t, queryloop.Analyzer) }
