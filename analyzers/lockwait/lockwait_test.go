package lockwait_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/lockwait"
)

func Test(t *testing.T) { linttest.Run(t, lockwait.Analyzer) }
