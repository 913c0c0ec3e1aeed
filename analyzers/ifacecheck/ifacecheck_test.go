package ifacecheck_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/ifacecheck"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, ifacecheck.Analyzer) }
