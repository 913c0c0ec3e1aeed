package alias

import (
	"golang.org/x/tools/go/ssa"
)

// maxPhis bounds the views of phis computed for one function.
const maxPhis = 300

// viewPhi supposes first that a cycle brings back what came in, and settles
// for less as long as that does not hold.
func (m *Model) viewPhi(phi *ssa.Phi) View {
	// A web of many phis is not worth its cost: past the budget each is a slice
	// of its own.
	if m.spent[phi.Parent()]++; m.spent[phi.Parent()] > maxPhis {
		view := fresh(phi)
		m.views[phi] = view
		return view
	}
	// Loops from the outside in: what an outer loop brings is an entry here.
	for _, outer := range m.outer(phi) {
		if _, done := m.views[outer]; !done {
			m.View(outer)
		}
	}
	if view, done := m.views[phi]; done {
		return view
	}
	unknown := fresh(phi)
	m.views[phi] = unknown
	if m.nested > 4 {
		return unknown
	}
	m.nested++
	m.active[phi] = true
	defer func() {
		m.nested--
		delete(m.active, phi)
	}()
	var guess View
	for _, edge := range phi.Edges {
		if m.derives(edge, phi) {
			continue
		}
		if view := m.View(edge); guess.Array == nil {
			guess = view
		} else {
			guess = merge(phi, guess, view)
		}
	}
	for range 3 {
		if guess.Array == nil || guess.Array == ssa.Value(phi) {
			break
		}
		m.views[phi] = guess
		next := guess
		for _, edge := range phi.Edges {
			if m.derives(edge, phi) && edge != ssa.Value(phi) {
				m.forget(edge, phi)
				next = merge(phi, next, m.View(edge))
			}
		}
		if next == guess {
			return guess
		}
		guess = next
	}
	for _, edge := range phi.Edges {
		m.forget(edge, phi)
	}
	m.views[phi] = unknown
	return unknown
}

// outer returns the phis of loops and branches around phi that it derives
// from.
func (m *Model) outer(phi *ssa.Phi) []*ssa.Phi {
	var outer []*ssa.Phi
	m.Chain(phi, func(v ssa.Value) bool {
		if other, ok := v.(*ssa.Phi); ok && other != phi && other.Block() != phi.Block() && other.Block().Dominates(phi.Block()) {
			outer = append(outer, other)
		}
		return false
	})
	return outer
}

// derives reports whether v is made from phi, without passing a phi around it.
func (m *Model) derives(v ssa.Value, phi *ssa.Phi) bool {
	seen := make(map[ssa.Value]bool)
	var walk func(v ssa.Value) bool
	walk = func(v ssa.Value) bool {
		if v == ssa.Value(phi) {
			return true
		}
		if other, ok := v.(*ssa.Phi); ok && other.Block() != phi.Block() && other.Block().Dominates(phi.Block()) {
			return false
		}
		if seen[v] || len(seen) > 100 {
			return false
		}
		seen[v] = true
		for _, x := range m.Sources(v) {
			if walk(x) {
				return true
			}
		}
		return false
	}
	return walk(v)
}

// forget drops the views on the way from v back to phi.
func (m *Model) forget(v ssa.Value, phi *ssa.Phi) {
	m.Chain(v, func(v ssa.Value) bool {
		if other, ok := v.(*ssa.Phi); !ok || !m.active[other] {
			delete(m.views, v)
		}
		return false
	})
}
