package concatloop_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/concatloop"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, concatloop.Analyzer) }
