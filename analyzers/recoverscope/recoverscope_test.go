package recoverscope_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/recoverscope"
)

func Test(t *testing.T) { linttest.Run(t, recoverscope.Analyzer) }
