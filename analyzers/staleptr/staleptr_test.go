package staleptr_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/staleptr"
)

func Test(t *testing.T) { linttest.Run(t, staleptr.Analyzer) }
