package onceuse_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/onceuse"
)

func Test(t *testing.T) { linttest.Run(t, onceuse.Analyzer) }
