package slicearray_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/slicearray"
)

func Test(t *testing.T) { linttest.Run(t, slicearray.Analyzer) }
