package rlockwrite_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/rlockwrite"
)

func Test(t *testing.T) { linttest.Run(t, rlockwrite.Analyzer) }
