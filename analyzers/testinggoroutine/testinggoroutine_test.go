package testinggoroutine_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/testinggoroutine"
)

func Test(t *testing.T) { linttest.Run(t, testinggoroutine.Analyzer) }
