package ctxignored_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/ctxignored"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, ctxignored.Analyzer) }
