package unclosed_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/unclosed"
)

func Test(t *testing.T) { linttest.Run(t, unclosed.Analyzer) }
