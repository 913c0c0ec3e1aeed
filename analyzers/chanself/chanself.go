package chanself

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/explore"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports channels on which a goroutine waits for itself.
var Analyzer = &analysis.Analyzer{
	Name:     "chanself",
	Doc:      docs.MustExtract(doc, "chanself"),
	URL:      docs.URL("chanself"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer, explore.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	if !explore.Uses(pass.Files) {
		return nil, nil
	}
	p, runs := flow.Of(pass), explore.Of(pass)
	for _, o := range runs.Outcomes() {
		if o.Kind != explore.Blocked || runs.Owner(o) != explore.Self || sleepsForEver(o.Op) {
			continue
		}
		why := "nothing is in it and nobody else sends"
		if o.Send {
			why = "it is full and nobody else receives"
		}
		report.At(pass, p.Range(o.Op), "", o.Doing(p)+" blocks for ever: "+why, report.Step(p.Range(o.Make), "channel made here"))
	}
	return nil, nil
}

// sleepsForEver reports whether op is the idiom <-make(chan T), whose only
// purpose is to wait for ever.
func sleepsForEver(op ssa.Instruction) bool {
	recv, ok := op.(*ssa.UnOp)
	if !ok {
		return false
	}
	mk, ok := recv.X.(*ssa.MakeChan)
	return ok && mk.Referrers() != nil && len(*mk.Referrers()) == 1
}
