package jsonnumber_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/jsonnumber"
)

func Test(t *testing.T) { linttest.Run(t, jsonnumber.Analyzer) }
