package lockorder_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/lockorder"
)

func Test(t *testing.T) { linttest.Run(t, lockorder.Analyzer) }
