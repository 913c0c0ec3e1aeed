package errnil_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/errnil"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, errnil.Analyzer) }
