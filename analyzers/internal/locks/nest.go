package locks

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// A Nesting is an acquisition that a function makes, itself or in a call, while
// it holds another lock for sure.
type Nesting struct {
	Fn    *ssa.Function
	Outer Held
	Inner *Acquisition
	// All are the locks that Fn holds for sure then, Outer among them.
	All []Held
	// Callers is set if Fn has not acquired the outer lock: it releases it later
	// on behalf of its callers, at Outer.At.
	Callers bool
}

// Nestings returns the nestings of locks in fn.
func (m *Model) Nestings(fn *ssa.Function) []Nesting {
	m.solve()
	t := m.tables[fn]
	if t == nil || len(t.locks) == 0 {
		return nil
	}
	var list []Nesting
	for instr := range flow.Instructions(fn) {
		call, ok := instr.(ssa.CallInstruction)
		if !ok {
			continue
		}
		switch call.(type) {
		case *ssa.Go, *ssa.Defer:
			continue
		}
		if _, ok := m.OpOf(call); !ok && m.sites[call] == nil {
			continue
		}
		all := t.must(call)
		later := t.releasedLater(call)
		if len(all) == 0 && len(later) == 0 {
			continue
		}
		for _, inner := range m.acquisitions(t, call, nil) {
			if inner.Dropped && !slices.ContainsFunc(all, func(h Held) bool { return h.Path == inner.Path }) {
				continue // the callee takes back what it has released: nothing that fn holds
			}
			for _, outer := range all {
				if outer.Path != inner.Path && !slices.Contains(inner.Lacks, outer.Path) {
					list = append(list, Nesting{Fn: fn, Outer: outer, Inner: inner, All: all})
				}
			}
			for _, outer := range later {
				if outer.Path != inner.Path {
					list = append(list, Nesting{Fn: fn, Outer: outer, Inner: inner, All: append(slices.Clip(all), outer), Callers: true})
				}
			}
		}
	}
	return list
}

// releasedLater returns the locks that t.fn has not touched when it executes
// call and releases afterwards: it holds them for its callers.
func (t *table) releasedLater(call ssa.Instruction) []Held {
	before := t.before(call)
	if before == nil {
		return nil
	}
	var list []Held
	for instr, effects := range t.effects {
		if _, isGo := instr.(*ssa.Go); isGo {
			continue
		}
		for _, e := range effects {
			if e.kind != Release || e.op == nil || before[e.lock].bits != untouched || !flow.Reaches(call, instr) {
				continue
			}
			if s := t.before(instr); s == nil || s[e.lock].bits != untouched {
				continue // released on behalf of somebody else
			}
			l := t.locks[e.lock]
			list = append(list, Held{Path: l.path, Class: l.class, Mode: e.mode, At: instr, Must: true, Standard: l.standard, RW: l.rw})
		}
	}
	slices.SortFunc(list, func(a, b Held) int { return int(a.At.Pos()) - int(b.At.Pos()) })
	return list
}

// Shared reports whether the locks of class c are the same for all functions
// that name it: fields, package variables and local variables, but not the
// parameters of some function.
func Shared(c access.Class) bool {
	if c.IsZero() {
		return false
	}
	_, param := c.Root.(*ssa.Parameter)
	return !param
}
