package mapcopy_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/mapcopy"
)

func Test(t *testing.T) { linttest.Run(t, mapcopy.Analyzer) }
