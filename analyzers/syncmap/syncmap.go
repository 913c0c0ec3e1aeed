package syncmap

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/twostep"
)

//go:embed doc.go
var doc string

// Analyzer reports new objects that one of two goroutines loses.
var Analyzer = &analysis.Analyzer{
	Name:     "syncmap",
	Doc:      docs.MustExtract(doc, "syncmap"),
	URL:      docs.URL("syncmap"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	p := flow.Of(pass)
	for _, pair := range twostep.Pairs(p) {
		if !pair.Lost {
			continue
		}
		name := p.Name(pair.Load.Call.Args[0])
		message := fmt.Sprintf("Load and Store of %s are two steps: another goroutine may store its own object in between; use LoadOrStore", name)
		report.At(pass, p.Range(pair.Second), "", message,
			report.Step(p.Range(pair.Load), "looks for the key here"), report.Step(p.Range(pair.Second), "acts on what it found here"))
	}
	return nil, nil
}
