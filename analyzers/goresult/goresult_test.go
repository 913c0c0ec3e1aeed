package goresult_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/goresult"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, goresult.Analyzer) }
