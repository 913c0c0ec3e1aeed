package pprofexpose_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/pprofexpose"
)

func Test(t *testing.T) { linttest.Run(t, pprofexpose.Analyzer) }
