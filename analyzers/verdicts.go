package analyzers

import (
	"io"

	"github.com/interviewlint/interviewlint/analyzers/internal/precision"
)

// Verdicts are the judgements on all findings in one body of code, as the files
// of testdata/precision hold them.
type Verdicts = precision.Corpus

// A Judged is one finding of [Verdicts].
type Judged = precision.Finding

// Unjudged is the verdict on a finding that nobody has looked at.
const Unjudged = precision.Unjudged

// ReadVerdicts reads one file.
func ReadVerdicts(r io.Reader) (Verdicts, error) { return precision.Parse(r) }
