package divisors

import (
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// filledBefore reports whether v is the value of a field or variable that the
// function has just given something that is not empty: an append of elements, a
// slice made with a length.
func filledBefore(p *flow.Package, v ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return false
	}
	path := access.Of(load.X)
	var stores []*ssa.Store
	for instr := range flow.Instructions(load.Parent()) {
		if store, ok := instr.(*ssa.Store); ok && access.Of(store.Addr) == path && flow.Reaches(store, load) {
			stores = append(stores, store)
		}
	}
	for _, store := range stores {
		if !fixed(p, store.Val) {
			return false
		}
	}
	for _, store := range stores {
		if flow.Dominates(store, load) {
			return true
		}
	}
	return false
}
