package sqlbuild_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/sqlbuild"
)

func Test(t *testing.T) { linttest.Run(t, sqlbuild.Analyzer) }
