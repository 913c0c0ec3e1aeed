package perrequest_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/linttest"
	"github.com/interviewlint/interviewlint/analyzers/perrequest"
)

func Test(t *testing.T) { linttest.Run(t, perrequest.Analyzer) }
