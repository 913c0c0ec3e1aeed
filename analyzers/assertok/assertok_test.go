package assertok_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/assertok"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, assertok.Analyzer) }
