package chanclose_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/chanclose"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, chanclose.Analyzer) }
