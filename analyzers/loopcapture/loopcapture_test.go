package loopcapture_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/loopcapture"
)

func Test(t *testing.T) { linttest.Run(t, loopcapture.Analyzer) }
