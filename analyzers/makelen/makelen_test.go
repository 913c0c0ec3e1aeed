package makelen_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/makelen"
)

func Test(t *testing.T) { linttest.Run(t, makelen.Analyzer) }
