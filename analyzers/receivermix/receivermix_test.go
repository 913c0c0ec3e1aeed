package receivermix_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/receivermix"
)

func Test(t *testing.T) { linttest.Run(t, receivermix.Analyzer) }
