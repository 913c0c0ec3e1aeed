package slicepin_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/slicepin"
)

func Test(t *testing.T) { linttest.Run(t, slicepin.Analyzer) }
