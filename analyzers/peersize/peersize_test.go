package peersize_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/peersize"
)

func Test(t *testing.T) { linttest.Run(t, peersize.Analyzer) }
