package ginctx_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/ginctx"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, ginctx.Analyzer) }
