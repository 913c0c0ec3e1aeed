package refill_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/refill"
)

func Test(t *testing.T) { linttest.Run(t, refill.Analyzer) }
