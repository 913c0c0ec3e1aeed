package uploadpath_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/uploadpath"
)

func Test(t *testing.T) { linttest.Run(t, uploadpath.Analyzer) }
