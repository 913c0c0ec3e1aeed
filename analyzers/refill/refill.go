package refill

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

//go:embed doc.go
var doc string

// Analyzer reports rates of which each call drops a fraction.
var Analyzer = &analysis.Analyzer{
	Name:     "refill",
	Doc:      docs.MustExtract(doc, "refill"),
	URL:      docs.URL("refill"),
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	if !syntax.Imports(pass.Pkg, "time") {
		return nil, nil
	}
	p := flow.Of(pass)
	for _, fn := range p.Functions() {
		for _, span := range spans(fn) {
			for _, cut := range truncations(span) {
				if accumulates(cut) && !asked(cut, span.moved) && !asked(span.value, span.moved) {
					report.At(pass, p.Range(cut.(ssa.Instruction)), "", fmt.Sprintf("each call drops a fraction here and still moves %s, so frequent calls add nothing", p.Name(span.since)))
				}
			}
		}
	}
	return nil, nil
}
