package unreachable

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/analysis/passes/unreachable"

	"github.com/interviewlint/interviewlint/analyzers/internal/adopt"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports code that never runs. It is the pass of x/tools of the same
// name.
var Analyzer = &analysis.Analyzer{
	Name:     "unreachable",
	Doc:      docs.MustExtract(doc, "unreachable"),
	URL:      docs.URL("unreachable"),
	Requires: []*analysis.Analyzer{directive.Analyzer, inspect.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	adopt.Run(pass, unreachable.Analyzer, func(d analysis.Diagnostic) {
		d.Message = "this code never runs: what stands before it does not end"
		d.Category, d.URL = "", ""
		report.Diagnostic(pass, d)
	})
	return nil, nil
}
