package ctxstruct_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/ctxstruct"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, ctxstruct.Analyzer) }
