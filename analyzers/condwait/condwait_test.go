package condwait_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/condwait"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, condwait.Analyzer) }
