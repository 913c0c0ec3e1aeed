package syncmap_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/syncmap"
)

func Test(t *testing.T) { linttest.Run(t, syncmap.Analyzer) }
