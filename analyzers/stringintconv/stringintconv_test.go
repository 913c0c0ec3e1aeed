package stringintconv_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/stringintconv"
)

func Test(t *testing.T) { linttest.Run(t, stringintconv.Analyzer) }
