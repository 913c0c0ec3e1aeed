package atomicmix_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/atomicmix"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, atomicmix.Analyzer) }
