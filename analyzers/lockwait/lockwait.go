package lockwait

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/locks"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/waits"
)

//go:embed doc.go
var doc string

// Analyzer reports waits with a lock held that those waited for need.
var Analyzer = &analysis.Analyzer{
	Name:     "lockwait",
	Doc:      docs.MustExtract(doc, "lockwait"),
	URL:      docs.URL("lockwait"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, waits.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	model := waits.Of(pass)
	for _, d := range model.Deadlocks() {
		name := lockName(model.Locks, d.Held)
		when := ""
		if d.Full {
			when = " once the buffer is full"
		}
		report.At(pass, model.Flow.Range(d.Wait.Instr), "",
			fmt.Sprintf("%s while %s is held, which the other side needs: deadlock%s", what(model.Flow, d.Wait), name, when), trace(model, d, name)...)
	}
	return nil, nil
}

func lockName(model *locks.Model, h locks.Held) string {
	if name := model.PathName(h.Path); name != "" {
		return name
	}
	return h.Class.String()
}

// what returns what w waits for, as a verb phrase.
func what(p *flow.Package, w *waits.Wait) string {
	name := p.Name(w.On)
	switch {
	case (w.Group || w.Cond) && name == "":
		return "waits"
	case w.Group || w.Cond:
		return "waits for " + name
	case name == "":
		name = "a channel"
	}
	if w.Sends {
		return "sends on " + name
	}
	return "receives from " + name
}

// trace returns the steps of the one who waits, then those of the other.
func trace(model *waits.Model, d *waits.Deadlock, name string) []analysis.RelatedInformation {
	f := model.Flow
	steps := []analysis.RelatedInformation{report.Step(f.Range(d.Held.At), "locked here")}
	w := d.Wait
	for ; w.Via != nil; w = w.Via {
		steps = append(steps, report.Step(f.Range(w.Instr), "calls %s here", locks.FuncName(w.Callee)))
	}
	steps = append(steps, report.Step(f.Range(w.Instr), "%s here", what(f, w)))
	if d.Again != nil {
		steps = append(steps, model.Locks.Chain(d.Again, "the other side waits for "+name)...)
	}
	return append(steps, report.Step(f.Range(d.Other), "and does not come here"))
}
