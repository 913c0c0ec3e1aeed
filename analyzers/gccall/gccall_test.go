package gccall_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/gccall"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, gccall.Analyzer) }
