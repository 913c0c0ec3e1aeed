package testsig_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/testsig"
)

func Test(t *testing.T) { linttest.Run(t, testsig.Analyzer) }
