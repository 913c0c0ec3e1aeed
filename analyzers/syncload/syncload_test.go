package syncload_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/syncload"
)

func Test(t *testing.T) { linttest.Run(t, syncload.Analyzer) }
