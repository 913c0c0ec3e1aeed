package doublecheck_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/doublecheck"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, doublecheck.Analyzer) }
