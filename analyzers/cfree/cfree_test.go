package cfree_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/cfree"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, cfree.Analyzer) }
