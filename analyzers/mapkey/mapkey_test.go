package mapkey_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/mapkey"
)

func Test(t *testing.T) { linttest.Run(t, mapkey.Analyzer) }
