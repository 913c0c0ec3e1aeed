package assertbare_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/assertbare"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, assertbare.Analyzer) }
