package gomaxprocs_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/gomaxprocs"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, gomaxprocs.Analyzer) }
