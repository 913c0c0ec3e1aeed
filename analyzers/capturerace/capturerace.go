package capturerace

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/races"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports variables that goroutines access at the same time.
var Analyzer = &analysis.Analyzer{
	Name:     "capturerace",
	Doc:      docs.MustExtract(doc, "capturerace"),
	URL:      docs.URL("capturerace"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer, races.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	model := races.Of(pass)
	if !model.Goroutines.Relevant() {
		return nil, nil
	}
	for _, c := range model.Conflicts() {
		if c.A.Kind == races.Map || c.PerIteration() {
			continue // the checks maprace and loopcapture report these
		}
		if model.ByTest(c) {
			continue
		}
		report.At(pass, model.Range(c.Culprit().Access), "", message(model, c), model.Trace(c)...)
	}
	for _, f := range model.SharedFields() {
		text := fmt.Sprintf("%s is %s without a lock while the goroutine of its type uses it", model.UseName(f.Entry), f.Entry.Verb)
		report.At(pass, model.Range(f.Entry.Access), "", text, model.FieldTrace(f)...)
	}
	for _, r := range model.Refills() {
		at := model.Flow.Range(r.Fill)
		report.At(pass, at, "", fmt.Sprintf("%s is filled again while the goroutine started with it may still use it", bufferName(model.Flow, r)),
			report.Step(model.Flow.Range(r.Spawn.Statement()), "goroutine started here"), report.Step(at, "filled again here, in the next turn"))
	}
	return nil, nil
}

func bufferName(p *flow.Package, r races.Refill) string {
	if name := p.Name(r.Buffer); name != "" {
		return name
	}
	return "the buffer"
}

// message says who accesses the variable at the same time.
func message(model *races.Model, c *races.Conflict) string {
	name := model.Name(c)
	switch {
	case c.Self:
		return fmt.Sprintf("%s is %s by several goroutines at once, and no lock keeps them apart", name, c.A.Verb)
	case c.Other != nil:
		return fmt.Sprintf("%s is written in one goroutine while another may access it, and no lock keeps them apart", name)
	case c.A.Write:
		return fmt.Sprintf("%s is written in a goroutine while the code that started it uses it without waiting or locking", name)
	}
	return fmt.Sprintf("%s is written while the goroutine that was started before may read it, without waiting or locking", name)
}
