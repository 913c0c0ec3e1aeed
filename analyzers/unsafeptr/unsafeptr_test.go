package unsafeptr_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/unsafeptr"
)

func Test(t *testing.T) { linttest.Run(t, unsafeptr.Analyzer) }
