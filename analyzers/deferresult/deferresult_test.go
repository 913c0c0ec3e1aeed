package deferresult_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/deferresult"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, deferresult.Analyzer) }
