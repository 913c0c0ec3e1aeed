package ctxloop_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/ctxloop"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, ctxloop.Analyzer) }
