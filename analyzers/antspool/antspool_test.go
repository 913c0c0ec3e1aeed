package antspool_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/antspool"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, antspool.Analyzer) }
