package recoverlost_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/recoverlost"
)

func Test(t *testing.T) { linttest.Run(t, recoverlost.Analyzer) }
