package ctxkey_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/ctxkey"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, ctxkey.Analyzer) }
