package errdrop_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/errdrop"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, errdrop.Analyzer) }
