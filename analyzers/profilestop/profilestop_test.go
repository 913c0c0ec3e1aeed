package profilestop_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/profilestop"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, profilestop.Analyzer) }
