package appendlost_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/appendlost"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, appendlost.Analyzer) }
