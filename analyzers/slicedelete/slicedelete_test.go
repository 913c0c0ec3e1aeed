package slicedelete_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/slicedelete"
)

func Test(t *testing.T) { linttest.Run(t, slicedelete.Analyzer) }
