package guardedby_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/guardedby"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, guardedby.Analyzer) }
