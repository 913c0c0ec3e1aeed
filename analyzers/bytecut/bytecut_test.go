package bytecut_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/bytecut"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, bytecut.Analyzer) }
