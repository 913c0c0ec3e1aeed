package handlerflow_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/handlerflow"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, handlerflow.Analyzer) }
