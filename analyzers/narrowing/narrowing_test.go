package narrowing_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/narrowing"
)

func Test(t *testing.T) { linttest.Run(t, narrowing.Analyzer) }
