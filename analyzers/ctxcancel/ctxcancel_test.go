package ctxcancel_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/ctxcancel"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, ctxcancel.Analyzer) }
