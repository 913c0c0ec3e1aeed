package panicerr_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/panicerr"
)

func Test(t *testing.T) { linttest.Run(t, panicerr.Analyzer) }
