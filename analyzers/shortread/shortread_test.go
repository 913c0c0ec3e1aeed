package shortread_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/shortread"
)

func Test(t *testing.T) { linttest.Run(t, shortread.Analyzer) }
