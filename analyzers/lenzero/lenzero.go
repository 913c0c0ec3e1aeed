package lenzero

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/divisors"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports divisions by a length that may be zero.
var Analyzer = &analysis.Analyzer{
	Name:     "lenzero",
	Doc:      docs.MustExtract(doc, "lenzero"),
	URL:      docs.URL("lenzero"),
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	for _, div := range divisors.Unguarded(pass) {
		if !div.Average && !div.Parsed {
			report.At(pass, flow.Of(pass).Range(div.Instr), "", fmt.Sprintf("the division panics when %s is 0", div.What))
		}
	}
	return nil, nil
}
