package rowserr_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/rowserr"
)

func Test(t *testing.T) { linttest.Run(t, rowserr.Analyzer) }
