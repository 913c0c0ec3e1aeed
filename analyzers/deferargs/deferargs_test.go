package deferargs_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/deferargs"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, deferargs.Analyzer) }
