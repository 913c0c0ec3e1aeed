package divzero_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/divzero"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, divzero.Analyzer) }
