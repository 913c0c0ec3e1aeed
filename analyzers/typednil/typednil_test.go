package typednil_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/typednil"
)

func Test(t *testing.T) { linttest.Run(t, typednil.Analyzer) }
