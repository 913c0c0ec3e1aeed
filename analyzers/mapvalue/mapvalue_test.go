package mapvalue_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/mapvalue"
)

func Test(t *testing.T) { linttest.Run(t, mapvalue.Analyzer) }
