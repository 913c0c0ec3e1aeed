package buildercopy_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/buildercopy"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, buildercopy.Analyzer) }
