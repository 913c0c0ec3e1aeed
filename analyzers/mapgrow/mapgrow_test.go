package mapgrow_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/mapgrow"
)

func Test(t *testing.T) { linttest.Run(t, mapgrow.Analyzer) }
