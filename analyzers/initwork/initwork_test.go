package initwork_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/initwork"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, initwork.Analyzer) }
