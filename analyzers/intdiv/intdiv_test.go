package intdiv_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/intdiv"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, intdiv.Analyzer) }
