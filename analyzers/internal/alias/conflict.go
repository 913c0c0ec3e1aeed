package alias

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// A Conflict is an execution on which a slice is overwritten while it is
// still in use.
type Conflict struct {
	Slice ssa.Value
	Kept  *Use            // where it was kept, before or after
	Write ssa.Instruction // what overwrites elements of it
	Use   *Use            // where it is read after that, or nil
}

// A Query asks for a conflict of one slice.
type Query struct {
	Slice ssa.Value
	Fn    *ssa.Function
	Uses  []Use
	// Write reports whether an instruction overwrites elements of the slice.
	Write func(ssa.Instruction) bool
	// Fixed are the values that the positions of slice and write depend on: if
	// one is computed anew in between, they have nothing to do with each other.
	Fixed []ssa.Value
	// Stop, if set, reports whether an instruction parts slice and write, so
	// that what comes after it does not count.
	Stop func(ssa.Instruction) bool
	// KeptFirst asks for slices that are kept before they are overwritten.
	KeptFirst bool
}

type conflictState struct {
	written bool
	kept    int // index of the use + 1
	dirty   bool
	names   uint64 // the phis that hold the slice
	renewed bool   // the slice was made anew: what it was is known through Far uses only
}

// Find returns a conflict on a feasible path, or nil.
func (m *Model) Find(q Query) *Conflict {
	if !slices.ContainsFunc(q.Uses, func(u Use) bool { return u.Instr.Parent() == q.Fn }) {
		return nil
	}
	uses := make(map[ssa.Instruction][]int)
	for i, use := range q.Uses {
		uses[use.Instr] = append(uses[use.Instr], i)
	}
	def, _ := q.Slice.(ssa.Instruction)
	from := def
	if phi, ok := def.(*ssa.Phi); ok {
		from = firstReal(phi.Block())
		def = from
	}
	self := def != nil && q.Write(def)
	fixed := m.resets(q.Fixed)
	far := slices.ContainsFunc(q.Uses, func(u Use) bool { return u.Far })
	var found *Conflict
	var write ssa.Instruction
	names := m.names(q)
	step := func(s conflictState, e flow.Event, at *flow.Cursor) (conflictState, flow.Verdict) {
		s.names = names.enter(s.names, s.renewed, e.Instr, at)
		keptBefore := s.kept > 0
		for _, i := range uses[e.Instr] {
			use := &q.Uses[i]
			if !names.hold(use.Via, s.names, s.renewed) {
				continue
			}
			if s.written && !q.KeptFirst && (!s.renewed || use.Far && !use.Kept) {
				found = &Conflict{Slice: q.Slice, Write: write, Use: use}
				return s, flow.Found
			}
			if use.Kept && s.kept == 0 && !s.renewed && !m.replaced(q, use, self) {
				s.kept = i + 1
			}
		}
		if q.Stop != nil && q.Stop(e.Instr) {
			return s, flow.Prune
		}
		elsewhere := fixed.at[e.Instr] || s.dirty && fixed.again[e.Instr]
		s.dirty = s.dirty || fixed.changes(m, e.Instr)
		if elsewhere {
			// From here on the positions are of another slice: what is
			// overwritten already is known to who has put it away.
			if !s.written || !far || q.KeptFirst {
				return s, flow.Prune
			}
			s.renewed = true
		}
		if q.Write(e.Instr) && !elsewhere {
			if s.kept > 0 && (keptBefore || q.Uses[s.kept-1].Instr != e.Instr) {
				found = &Conflict{Slice: q.Slice, Write: e.Instr, Kept: &q.Uses[s.kept-1]}
				return s, flow.Found
			}
			s.written, write = true, e.Instr
		}
		if e.Instr == def {
			if s.renewed || !far && s.kept == 0 {
				return s, flow.Prune
			}
			s.renewed = true
		}
		return s, flow.Continue
	}
	path, ok := flow.Find(m.Package, flow.Search[conflictState]{Fn: q.Fn, From: from, Step: step, Budget: 400 + 10*len(q.Fn.Blocks)})
	if !ok || path == nil {
		return nil
	}
	if found != nil && found.Write == nil {
		return nil
	}
	return found
}

// replaced reports whether the variable that keeps the slice by use is
// assigned again whenever the slice is overwritten, so that it keeps nothing.
func (m *Model) replaced(q Query, use *Use, again bool) bool {
	store, ok := use.Instr.(*ssa.Store)
	if !ok {
		return false
	}
	path := access.Of(store.Addr)
	if use.Put != nil && m.collects(store, path) {
		return false
	}
	root, isInstr := path.Root.(ssa.Instruction)
	if (again || flow.InLoop(store)) && (!isInstr || !flow.Reaches(store, root)) {
		return true
	}
	for instr := range flow.Instructions(q.Fn) {
		other, ok := instr.(*ssa.Store)
		if !ok || other == store || access.Of(other.Addr) != path {
			continue
		}
		if w, isWrite := other.Val.(ssa.Instruction); isWrite && q.Write(w) {
			return true
		}
	}
	return false
}

// collects reports whether store appends to the collection at path, which keeps
// what was put there before.
func (m *Model) collects(store *ssa.Store, path access.Path) bool {
	app, ok := m.AppendOf(store.Val)
	if !ok {
		return false
	}
	load, ok := app.Base.(*ssa.UnOp)
	return ok && load.Op == token.MUL && access.Of(load.X) == path
}

// firstReal returns the first instruction of block that is not a phi.
func firstReal(block *ssa.BasicBlock) ssa.Instruction {
	for _, instr := range block.Instrs {
		if _, ok := instr.(*ssa.Phi); !ok {
			return instr
		}
	}
	return nil
}

// Fixed returns the values that the start and end of view depend on.
func (view View) Fixed() []ssa.Value {
	fixed := []ssa.Value{view.Array}
	if view.Of != nil {
		fixed = append(fixed, view.Of)
	}
	for _, b := range []Bound{view.Lo, view.Hi} {
		fixed = b.fixed(fixed)
	}
	return fixed
}

func (b Bound) fixed(fixed []ssa.Value) []ssa.Value {
	switch sym := b.Sym.(type) {
	case lenOf:
		fixed = append(fixed, sym.v)
	case binOf:
		fixed = sym.y.fixed(sym.x.fixed(fixed))
	case ssa.Value:
		fixed = append(fixed, sym)
	}
	return fixed
}
