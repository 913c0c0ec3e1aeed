package sleepjoin_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/sleepjoin"
)

func Test(t *testing.T) { linttest.Run(t, sleepjoin.Analyzer) }
