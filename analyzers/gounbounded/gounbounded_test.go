package gounbounded_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/gounbounded"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, gounbounded.Analyzer) }
