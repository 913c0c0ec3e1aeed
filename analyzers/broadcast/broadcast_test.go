package broadcast_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/broadcast"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, broadcast.Analyzer) }
