package gopanic_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/gopanic"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, gopanic.Analyzer) }
