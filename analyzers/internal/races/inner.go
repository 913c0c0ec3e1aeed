package races

import (
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

// An Inner is an access, without the lock, of a map that was found in another
// map under the lock: that guards the inner map as well.
type Inner struct {
	Use   *Use
	Fetch *Use // the lookup under the lock
	Lock  access.Class
}

// Inners returns the accesses of inner maps without the lock of the outer one,
// one for each function.
func (m *Model) Inners() []*Inner {
	if !m.Locks.Used() {
		return nil
	}
	var found []*Inner
	for _, f := range m.Fields() {
		if !ofMaps(f) {
			continue
		}
		if g := m.GuardOf(f, Map); g != nil && m.guardedWrite(g) != nil {
			found = append(found, m.innersOf(g)...)
		}
	}
	return found
}

// ofMaps reports whether f holds a map of maps.
func ofMaps(f *Field) bool {
	for _, u := range f.Uses {
		if u.Kind != Map {
			continue
		}
		outer, ok := u.Value.Type().Underlying().(*types.Map)
		if !ok {
			return false
		}
		_, ok = outer.Elem().Underlying().(*types.Map)
		return ok
	}
	return false
}

// innersOf returns the accesses of the maps in the field of g without its lock.
func (m *Model) innersOf(g *Guarding) []*Inner {
	var bare []*Inner
	changed := false // whether any inner map is changed once it is there
	for _, u := range g.Guarded {
		lookup, ok := u.Instr.(*ssa.Lookup)
		if !ok {
			continue
		}
		for _, v := range m.carried(lookup, 0, make(map[ssa.Value]bool)) {
			for _, a := range m.Accesses(v.Parent()) {
				if a.Kind != Map || a.Value != v {
					continue
				}
				changed = changed || a.Write
				if m.free(a) && !takenAway(lookup) {
					bare = append(bare, &Inner{Use: &Use{Access: a}, Fetch: u, Lock: g.Lock})
				}
			}
		}
	}
	if !changed {
		return nil
	}
	var found []*Inner
	seen := make(map[*ssa.Function]bool)
	for _, write := range []bool{true, false} {
		for _, i := range bare {
			if i.Use.Write == write && !seen[i.Use.Fn()] {
				seen[i.Use.Fn()] = true
				found = append(found, i)
			}
		}
	}
	return found
}

// carried returns v and the variables and results of functions of the package
// that hold it, or may.
func (m *Model) carried(v ssa.Value, depth int, seen map[ssa.Value]bool) []ssa.Value {
	if seen[v] || depth > 6 {
		return nil
	}
	seen[v] = true
	all := []ssa.Value{v}
	for _, ref := range flow.Referrers(v) {
		switch ref := ref.(type) {
		case *ssa.Extract:
			if ref.Index == 0 {
				all = append(all, m.carried(ref, depth+1, seen)...)
			}
		case *ssa.Phi:
			all = append(all, m.carried(ref, depth+1, seen)...)
		}
	}
	for _, call := range m.returning(v) {
		all = append(all, m.carried(call, depth+2, seen)...)
	}
	return all
}

// returning returns the calls of the function of v if that returns v as its
// only result.
func (m *Model) returning(v ssa.Value) []*ssa.Call {
	fn := v.Parent()
	if fn.Signature.Results().Len() != 1 || fn.Parent() != nil {
		return nil
	}
	for instr := range flow.Instructions(fn) {
		ret, ok := instr.(*ssa.Return)
		if !ok || len(ret.Results) != 1 {
			continue
		}
		if results := flow.Results(ret); results[0] != v && ret.Results[0] != v {
			continue
		}
		var calls []*ssa.Call
		for _, site := range m.Flow.CallersOf(fn).Calls {
			if call, ok := site.(*ssa.Call); ok {
				calls = append(calls, call)
			}
		}
		return calls
	}
	return nil
}

// free reports whether nothing that is in sight keeps others away from the
// access a.
func (m *Model) free(a *Access) bool {
	fn := flow.Outermost(a.Fn())
	return len(m.Locks.Held(a.Instr)) == 0 && len(m.Locks.Doubted(a.Instr)) == 0 && !m.inTest(a.Instr) && !m.gated(a.Instr) &&
		!setsUp(fn) && !m.LockedByName(fn) && !m.prepares(fn)
}

// takenAway reports whether the function of lookup deletes from the outer map,
// or replaces entries or the whole of it, afterwards: the inner map is its own
// then.
func takenAway(lookup *ssa.Lookup) bool {
	outer := access.Of(lookup.X)
	for instr := range flow.Instructions(lookup.Parent()) {
		switch instr := instr.(type) {
		case *ssa.Call:
			switch flow.Builtin(&instr.Call) {
			case "delete", "clear":
				if access.Of(instr.Call.Args[0]) == outer && flow.Reaches(lookup, instr) {
					return true
				}
			}
		case *ssa.Store:
			if load, ok := lookup.X.(*ssa.UnOp); ok && access.Of(instr.Addr) == access.Of(load.X) && flow.Reaches(lookup, instr) {
				return true
			}
		}
	}
	return false
}

// InnerTrace returns the places of i in the order in which they execute.
func (m *Model) InnerTrace(i *Inner) []analysis.RelatedInformation {
	return []analysis.RelatedInformation{
		report.Step(m.Range(i.Fetch.Access), "looked up here with %s held", i.Lock),
		report.Step(m.Range(i.Use.Access), "%s here without it", i.Use.Verb),
	}
}
