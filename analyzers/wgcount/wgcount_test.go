package wgcount_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/wgcount"
)

func Test(t *testing.T) { linttest.Run(t, wgcount.Analyzer) }
