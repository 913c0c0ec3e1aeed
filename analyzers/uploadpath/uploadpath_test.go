package uploadpath_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/uploadpath"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, uploadpath.Analyzer) }
