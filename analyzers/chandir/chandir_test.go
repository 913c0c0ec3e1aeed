package chandir_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/chandir"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, chandir.Analyzer) }
