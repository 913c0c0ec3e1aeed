package pooluse_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/pooluse"
)

func Test(t *testing.T) { linttest.Run(t, pooluse.Analyzer) }
