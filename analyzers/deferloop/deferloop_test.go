package deferloop_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/deferloop"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, deferloop.Analyzer) }
