package initorder_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/initorder"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, initorder.Analyzer) }
