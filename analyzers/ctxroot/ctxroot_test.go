package ctxroot_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/ctxroot"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, ctxroot.Analyzer) }
