package handlerescape_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/handlerescape"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, handlerescape.Analyzer) }
