package txend_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/txend"
)

func Test(t *testing.T) { linttest.Run(t, txend.Analyzer) }
