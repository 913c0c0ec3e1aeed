package largecopy_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/largecopy"
)

func Test(t *testing.T) { linttest.Run(t, largecopy.Analyzer) }
