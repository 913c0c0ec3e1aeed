package chanrange

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/chans"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/explore"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports loops over channels that miss the close.
var Analyzer = &analysis.Analyzer{
	Name:     "chanrange",
	Doc:      docs.MustExtract(doc, "chanrange"),
	URL:      docs.URL("chanrange"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer, explore.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	if !explore.Uses(pass.Files) {
		return nil, nil
	}
	p, runs := flow.Of(pass), explore.Of(pass)
	for _, o := range runs.Outcomes() {
		if o.Kind == explore.Blocked && runs.Owner(o) == explore.Unclosed && !chans.Counted(o.Op) {
			report.At(pass, p.Range(o.Op), "unclosed", o.Doing(p)+" never ends: nobody closes it", report.Step(p.Range(o.Make), "channel made here"))
		}
	}
	index := chans.NewIndex(pass.Files, pass.TypesInfo)
	for _, recv := range blindReceives(pass, index) {
		report.At(pass, recv.expr, "zeros", "the loop does not notice that "+recv.name+" is closed: it spins on zero values")
	}
	return nil, nil
}
