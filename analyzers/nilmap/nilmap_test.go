package nilmap_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/nilmap"
)

func Test(t *testing.T) { linttest.Run(t, nilmap.Analyzer) }
