package arraycopy_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/arraycopy"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, arraycopy.Analyzer) }
