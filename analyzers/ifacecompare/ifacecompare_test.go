package ifacecompare_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/ifacecompare"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, ifacecompare.Analyzer) }
