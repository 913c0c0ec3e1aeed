package appendalias_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/appendalias"
	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
)

func Test(t *testing.T) { linttest.Run(t, appendalias.Analyzer) }
