package cfree

import (
	_ "embed"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/typestate"
)

//go:embed doc.go
var doc string

// Analyzer reports C memory that is never freed.
var Analyzer = &analysis.Analyzer{
	Name:     "cfree",
	Doc:      docs.MustExtract(doc, "cfree"),
	URL:      docs.URL("cfree"),
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	if !usesC(pass) {
		reportUnprocessed(pass)
		return nil, nil
	}
	p := flow.Of(pass)
	tracker := typestate.New(p, nil, typestate.CMemory)
	for _, fn := range p.Functions() {
		for _, r := range tracker.Resources(fn) {
			if r.Value == nil {
				continue
			}
			leak := tracker.Leak(r)
			if leak == nil {
				continue
			}
			report.At(pass, p.Range(r.Call), "", message(name(r)),
				report.Step(p.Range(r.Call), "allocates C memory here"), report.Step(p.Range(leak.Path.End), "returns here without C.free"))
		}
	}
	return nil, nil
}

// name returns the C function that r comes from, as the source has it.
func name(r typestate.Resource) string {
	if name := typestate.CName(flow.CalleeObject(r.Call.Common())); name != "" {
		return name
	}
	if fn := r.Call.Call.StaticCallee(); fn != nil { // cgo wraps some calls in a literal
		for instr := range flow.Instructions(fn) {
			if call, ok := instr.(*ssa.Call); ok {
				if name := typestate.CName(flow.CalleeObject(call.Common())); name != "" {
					return name
				}
			}
		}
	}
	return "the call"
}

// usesC reports whether the package was made by cgo.
func usesC(pass *analysis.Pass) bool {
	for _, name := range pass.Pkg.Scope().Names() {
		if fn, ok := pass.Pkg.Scope().Lookup(name).(*types.Func); ok && typestate.CName(fn) != "" {
			return true
		}
	}
	return false
}
