package mapcopy

import (
	_ "embed"
	"fmt"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

//go:embed doc.go
var doc string

// Analyzer reports copies of map elements that are changed in vain.
var Analyzer = &analysis.Analyzer{
	Name:     "mapcopy",
	Doc:      docs.MustExtract(doc, "mapcopy"),
	URL:      docs.URL("mapcopy"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	p := flow.Of(pass)
	for _, fn := range p.Functions() {
		for instr := range flow.Instructions(fn) {
			alloc, ok := instr.(*ssa.Alloc)
			if !ok {
				continue
			}
			lookup, init := elementOf(alloc)
			if lookup == nil {
				continue
			}
			if w := lostWrite(p, alloc, init); w != nil {
				name, m := p.Name(alloc), p.Name(lookup.X)
				if m == "" {
					m = "the map"
				}
				message := fmt.Sprintf("assignment to a field of %s changes a copy: the element of %s stays as it was", name, m)
				if call, ok := w.(*ssa.Call); ok {
					message = fmt.Sprintf("%s changes %s, a copy: the element of %s stays as it was", flow.Called(call, "the function literal"), name, m)
				}
				report.At(pass, p.Range(w), "", message,
					report.Step(p.Range(lookup), "the element is copied here"), report.Step(p.Range(w), "the copy is changed here"))
			}
		}
	}
	return nil, nil
}

// elementOf returns the lookup in a map whose result is stored in alloc once
// and for all, and the store.
func elementOf(alloc *ssa.Alloc) (*ssa.Lookup, *ssa.Store) {
	elem := alloc.Type().Underlying().(*types.Pointer).Elem()
	switch elem.Underlying().(type) {
	case *types.Struct, *types.Array:
	default:
		return nil, nil
	}
	for _, ref := range *alloc.Referrers() {
		store, ok := ref.(*ssa.Store)
		if !ok || store.Addr != ssa.Value(alloc) {
			continue
		}
		v := store.Val
		if e, ok := v.(*ssa.Extract); ok && e.Index == 0 {
			v = e.Tuple
		}
		if lookup, ok := v.(*ssa.Lookup); ok && typ.IsMap(lookup.X.Type()) {
			return lookup, store
		}
		return nil, nil
	}
	return nil, nil
}
