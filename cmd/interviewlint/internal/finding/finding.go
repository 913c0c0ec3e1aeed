// Package finding defines what the command reports: findings about code, and
// problems that kept it from looking at some code.
package finding

import (
	"cmp"
	"encoding/json"
	"slices"
)

// A Finding is one diagnostic of one check, free of syntax and types. Its JSON
// form is part of the command's contract.
type Finding struct {
	Check       string    `json:"check"`
	Category    string    `json:"category"`
	Pitfalls    []string  `json:"pitfalls"`
	Severity    string    `json:"severity"`
	Message     string    `json:"message"`
	Span                  // the culprit
	URL         string    `json:"url"`
	Fingerprint string    `json:"fingerprint"`
	Related     []Related `json:"related"`
	Fixes       []Fix     `json:"fixes"`

	// Identity is what the fingerprint is made from, besides the check: the
	// package, the declaration around the finding, and the code it is about.
	Identity string `json:"-"`
	// Generated is set if the file says that a program wrote it.
	Generated bool `json:"-"`
}

// A Span is a range of a file. Lines and columns count from 1, columns in
// bytes; a span without end has zeros there.
type Span struct {
	File      string `json:"file"`
	Line      int    `json:"line"`
	Column    int    `json:"column"`
	EndLine   int    `json:"endLine"`
	EndColumn int    `json:"endColumn"`
}

// A Related is one place of a finding's trace. Traces are in the order of
// execution.
type Related struct {
	Span
	Message string `json:"message"`
}

// MarshalJSON leaves out the end of r, which the contract does not have.
func (r Related) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		File    string `json:"file"`
		Line    int    `json:"line"`
		Column  int    `json:"column"`
		Message string `json:"message"`
	}{r.File, r.Line, r.Column, r.Message})
}

// A Fix is a change that mends a finding.
type Fix struct {
	Message string `json:"message"`
	Edits   []Edit `json:"edits"`
}

// An Edit replaces the bytes from Start up to End of a file.
type Edit struct {
	Span
	Start   int    `json:"start"`
	End     int    `json:"end"`
	NewText string `json:"newText"`
}

// A Problem is an error that kept the command from analysing some code.
type Problem struct {
	Package string `json:"package"`
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"message"`
}

// Merge sorts findings by place and drops repetitions: a file that belongs to
// several variants of a package is analysed in each.
func Merge(findings []Finding) []Finding {
	slices.SortStableFunc(findings, compare)
	return slices.CompactFunc(findings, func(a, b Finding) bool { return compare(a, b) == 0 })
}

func compare(a, b Finding) int {
	return cmp.Or(
		compareSpans(a.Span, b.Span),
		cmp.Compare(a.Check, b.Check),
		cmp.Compare(a.Message, b.Message),
		slices.CompareFunc(a.Related, b.Related, func(a, b Related) int {
			return cmp.Or(compareSpans(a.Span, b.Span), cmp.Compare(a.Message, b.Message))
		}),
	)
}

func compareSpans(a, b Span) int {
	return cmp.Or(
		cmp.Compare(a.File, b.File),
		cmp.Compare(a.Line, b.Line),
		cmp.Compare(a.Column, b.Column),
		cmp.Compare(a.EndLine, b.EndLine),
		cmp.Compare(a.EndColumn, b.EndColumn),
	)
}

// MergeProblems is Merge for problems.
func MergeProblems(problems []Problem) []Problem {
	slices.SortStableFunc(problems, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File),
			cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Message, b.Message),
			cmp.Compare(a.Package, b.Package),
		)
	})
	return slices.CompactFunc(problems, func(a, b Problem) bool {
		if a.File == "" {
			return a == b
		}
		a.Package = b.Package // the same file, as part of another variant
		return a == b
	})
}
