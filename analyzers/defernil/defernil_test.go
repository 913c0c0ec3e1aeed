package defernil_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/defernil"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, defernil.Analyzer) }
