package chanlen_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/chanlen"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, chanlen.Analyzer) }
