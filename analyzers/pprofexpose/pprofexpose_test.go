package pprofexpose_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/pprofexpose"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, pprofexpose.Analyzer) }
