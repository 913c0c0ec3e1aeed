package prealloc_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/prealloc"
)

func Test(t *testing.T) { linttest.Run(t, prealloc.Analyzer) }
