package receiver_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/receiver"
)

func Test(t *testing.T) { linttest.Run(t, receiver.Analyzer) }
