package broadcast

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/explore"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports single signals for several receivers.
var Analyzer = &analysis.Analyzer{
	Name:     "broadcast",
	Doc:      docs.MustExtract(doc, "broadcast"),
	URL:      docs.URL("broadcast"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer, explore.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	if !explore.Uses(pass.Files) {
		return nil, nil
	}
	p, runs := flow.Of(pass), explore.Of(pass)
	for _, o := range runs.Outcomes() {
		if o.Kind != explore.Blocked || runs.Owner(o) != explore.Broadcast {
			continue
		}
		sends := runs.StatsOf(o.Make).SendOps()
		report.At(pass, p.Range(sends[0]), "", explore.OperandName(p, sends[0])+" gets one value for several receivers: one wakes, the others wait for ever",
			report.Step(p.Range(o.Spawn), "several goroutines are started here"),
			report.Step(p.Range(o.Op), "each waits here"),
			report.Step(p.Range(sends[0]), "one of them is released here"))
	}
	return nil, nil
}
