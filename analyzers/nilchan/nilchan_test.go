package nilchan_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/nilchan"
)

func Test(t *testing.T) { linttest.Run(t, nilchan.Analyzer) }
