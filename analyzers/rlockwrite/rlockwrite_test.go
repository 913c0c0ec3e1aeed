package rlockwrite_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/rlockwrite"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, rlockwrite.Analyzer) }
