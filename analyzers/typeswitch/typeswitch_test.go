package typeswitch_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/typeswitch"
)

func Test(t *testing.T) { linttest.Run(t, typeswitch.Analyzer) }
