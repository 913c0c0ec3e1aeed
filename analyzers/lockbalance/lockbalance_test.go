package lockbalance_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/lockbalance"
)

func Test(t *testing.T) { linttest.Run(t, lockbalance.Analyzer) }
