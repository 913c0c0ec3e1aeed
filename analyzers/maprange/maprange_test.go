package maprange_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/maprange"
)

func Test(t *testing.T) { linttest.Run(t, maprange.Analyzer) }
