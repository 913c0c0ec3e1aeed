package gormuse_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/gormuse"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, gormuse.Analyzer) }
