package sigchanyzer_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/sigchanyzer"
)

func Test(t *testing.T) { linttest.Run(t, sigchanyzer.Analyzer) }
