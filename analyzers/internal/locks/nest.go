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
		if len(all) == 0 {
			continue
		}
		for _, inner := range m.acquisitions(t, call, nil) {
			for _, outer := range all {
				if outer.Path != inner.Path && !slices.Contains(inner.Lacks, outer.Path) {
					list = append(list, Nesting{fn, outer, inner, all})
				}
			}
		}
	}
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
