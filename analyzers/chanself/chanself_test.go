package chanself_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/chanself"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, chanself.Analyzer) }
