package mapslice_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/mapslice"
)

func Test(t *testing.T) { linttest.Run(t, mapslice.Analyzer) }
