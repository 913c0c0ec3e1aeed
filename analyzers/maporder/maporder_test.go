package maporder_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/maporder"
)

func Test(t *testing.T) { linttest.Run(t, maporder.Analyzer) }
