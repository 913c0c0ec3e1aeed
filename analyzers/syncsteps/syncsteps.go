package syncsteps

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

// Analyzer reports other steps that another goroutine may get between.
var Analyzer = &analysis.Analyzer{
	Name:     "syncsteps",
	Doc:      docs.MustExtract(doc, "syncsteps"),
	URL:      docs.URL("syncsteps"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	p := flow.Of(pass)
	for _, pair := range twostep.Pairs(p) {
		if pair.Lost {
			continue
		}
		name := p.Name(pair.Load.Call.Args[0])
		message := fmt.Sprintf("Load and Store of %s are two steps: another goroutine may store in between; use LoadOrStore", name)
		if flow.CalleeObject(&pair.Second.Call).Name() == "Delete" {
			message = fmt.Sprintf("Load and Delete of %s are two steps: two goroutines may get the value; use LoadAndDelete", name)
		}
		report.At(pass, p.Range(pair.Second), "", message,
			report.Step(p.Range(pair.Load), "looks for the key here"), report.Step(p.Range(pair.Second), "acts on what it found here"))
	}
	return nil, nil
}
