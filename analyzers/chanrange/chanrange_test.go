package chanrange_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/chanrange"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, chanrange.Analyzer) }
