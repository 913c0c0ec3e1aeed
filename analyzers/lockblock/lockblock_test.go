package lockblock_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/lockblock"
)

func Test(t *testing.T) { linttest.Run(t, lockblock.Analyzer) }
