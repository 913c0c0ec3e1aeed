package profilestop_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/profilestop"
)

func Test(t *testing.T) { linttest.Run(t, profilestop.Analyzer) }
