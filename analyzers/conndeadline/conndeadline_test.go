package conndeadline_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/conndeadline"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, conndeadline.Analyzer) }
