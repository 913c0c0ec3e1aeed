package mapslice

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/maploop"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports slices and protocols that depend on the order of a map.
var Analyzer = &analysis.Analyzer{
	Name:     "mapslice",
	Doc:      docs.MustExtract(doc, "mapslice"),
	URL:      docs.URL("mapslice"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, inspect.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	for _, e := range maploop.Effects(pass) {
		if e.Read || deliberate.InTest(pass.Fset, e.Node.Pos()) {
			continue
		}
		report.Diagnostic(pass, analysis.Diagnostic{
			Pos: e.Node.Pos(), End: e.Node.End(),
			Message:        fmt.Sprintf("%s in the order of the map %s, which differs from run to run", e.What, e.Map),
			SuggestedFixes: e.Fixes,
			Related:        []analysis.RelatedInformation{report.Step(e.From, "goes over the map %s here", e.Map), report.Step(e.Node, "lets the order show here")},
		})
	}
	return nil, nil
}
