package unreachable_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/unreachable"
)

func Test(t *testing.T) { linttest.Run(t, unreachable.Analyzer) }
