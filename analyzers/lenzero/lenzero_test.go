package lenzero_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/lenzero"
)

func Test(t *testing.T) { linttest.Run(t, lenzero.Analyzer) }
