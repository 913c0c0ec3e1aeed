package alias

import (
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// lookupOf returns the lookup in a map that v is the result of, or nil.
func lookupOf(v ssa.Value) *ssa.Lookup {
	if e, ok := v.(*ssa.Extract); ok && e.Index == 0 {
		v = e.Tuple
	}
	lookup, _ := v.(*ssa.Lookup)
	return lookup
}

// canonicalLookup returns the earliest lookup that finds what v, the slice that
// lookup finds, is: in the same map under the same key.
func (m *Model) canonicalLookup(v ssa.Value, lookup *ssa.Lookup) ssa.Value {
	best, from := v, ssa.Instruction(lookup)
	for instr := range flow.Instructions(lookup.Parent()) {
		other, ok := instr.(ssa.Value)
		if !ok || other == v || !IsSlice(other) {
			continue
		}
		x := lookupOf(other)
		if x == nil || !sameEntry(x.X, x.Index, lookup.X, lookup.Index) || !flow.Dominates(x, lookup) || !flow.Dominates(x, from) {
			continue
		}
		if !m.updatedBetween(x, lookup) {
			best, from = other, x
		}
	}
	return best
}

// sameEntry reports whether both pairs of a map and a key surely denote one
// entry.
func sameEntry(m1, key1, m2, key2 ssa.Value) bool {
	if access.Of(m1) != access.Of(m2) {
		return false
	}
	if key1 == key2 {
		return true
	}
	if p := access.Of(key1); !p.IsZero() && p == access.Of(key2) {
		return true
	}
	a, okA := key1.(*ssa.Const)
	b, okB := key2.(*ssa.Const)
	return okA && okB && (a.Value == nil) == (b.Value == nil) && (a.Value == nil || a.Value.ExactString() == b.Value.ExactString())
}

// updatedBetween reports whether the entry that from looks up may have changed
// before to.
func (m *Model) updatedBetween(from, to *ssa.Lookup) bool {
	for instr := range flow.Instructions(from.Parent()) {
		if m.updates(instr, from) && flow.Reaches(from, instr) && m.reachesWithout(instr, to, from) {
			return true
		}
	}
	return false
}

// updates reports whether instr assigns the entry that lookup looks up, or the
// map itself. A key that is another variable counts as another key.
func (m *Model) updates(instr ssa.Instruction, lookup *ssa.Lookup) bool {
	switch instr := instr.(type) {
	case *ssa.MapUpdate:
		return sameEntry(instr.Map, instr.Key, lookup.X, lookup.Index)
	case *ssa.Store:
		load, ok := lookup.X.(*ssa.UnOp)
		return ok && m.MayStore(instr, load.X)
	}
	return false
}
