package blankimport_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/blankimport"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, blankimport.Analyzer) }
