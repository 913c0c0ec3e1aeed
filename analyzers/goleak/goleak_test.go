package goleak_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/goleak"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, goleak.Analyzer) }
