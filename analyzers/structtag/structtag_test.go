package structtag_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/structtag"
)

func Test(t *testing.T) { linttest.Run(t, structtag.Analyzer) }
