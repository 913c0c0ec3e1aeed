package errlog_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/errlog"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, errlog.Analyzer) }
