package ctxnil_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/ctxnil"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, ctxnil.Analyzer) }
