package errbefore_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/errbefore"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, errbefore.Analyzer) }
