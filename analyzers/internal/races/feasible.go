package races

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
)

// fails reports whether b happens on the way to the end of the process or test,
// as in the text of a last message.
func fails(b *Located) bool {
	instrs := b.Instr.Block().Instrs
	_, ends := instrs[len(instrs)-1].(*ssa.Panic)
	return ends && !b.Write
}

// keepsTimer reports whether b stores the timer that the spawn is: its function
// does not run before the time is up.
func keepsTimer(spawn *goroutines.Spawn, b *Located) bool {
	store, ok := b.Instr.(*ssa.Store)
	timer, isValue := spawn.Site.(ssa.Value)
	return ok && isValue && spawn.Kind == goroutines.Timer && store.Val == timer
}

// answered reports whether the goroutine reads the variable in order to call
// code out of sight, and the starting function comes to b only after a callback
// of such code has told it so.
func (s *search) answered(spawn *goroutines.Spawn, a, b *Located) bool {
	if a.Write || !s.callsOut(a.Instr) {
		return false
	}
	for instr := range flow.Instructions(s.fn) {
		if flow.Dominates(spawn.Site, instr) && flow.Dominates(instr, b.Anchor) && slices.ContainsFunc(s.Goroutines.Awaited(instr), s.calledBack) {
			return true
		}
	}
	return false
}

// calledBack reports whether a literal of the starting function that is handed
// to code out of sight sends on the channel p.
func (s *search) calledBack(p access.Path) bool {
	for instr := range flow.Instructions(s.fn) {
		lit, ok := instr.(*ssa.MakeClosure)
		if !ok || !slices.ContainsFunc(*lit.Referrers(), func(ref ssa.Instruction) bool { return s.handsOut(ref, lit) }) {
			continue
		}
		for _, ch := range signals(s.Flow, lit.Fn.(*ssa.Function)) {
			if access.Of(ch) == p {
				return true
			}
		}
	}
	return false
}

// handsOut reports whether instr calls code out of sight with the argument v.
func (m *Model) handsOut(instr ssa.Instruction, v ssa.Value) bool {
	if change, ok := instr.(*ssa.ChangeType); ok {
		return slices.ContainsFunc(*change.Referrers(), func(ref ssa.Instruction) bool { return m.handsOut(ref, change) })
	}
	call, ok := instr.(*ssa.Call)
	if !ok || !slices.Contains(call.Call.Args, v) || flow.Builtin(call.Common()) != "" {
		return false
	}
	callees, _ := m.Flow.Callees(call)
	return len(callees) == 0
}

// callsOut reports whether the value that read loads is handed to code out of
// sight.
func (m *Model) callsOut(read ssa.Instruction) bool {
	load, ok := read.(*ssa.UnOp)
	return ok && slices.ContainsFunc(*load.Referrers(), func(ref ssa.Instruction) bool { return m.handsOut(ref, load) })
}

// preparedBefore reports whether the write a gives a value to a field that is
// nil, of an object that another function has made and may have prepared: then
// the field has its value already.
func preparedBefore(a *Located) bool {
	switch a.Seen.Root.(type) {
	case *ssa.Call, *ssa.Extract:
		return fillsNil(a)
	}
	return false
}

// fillsNil reports whether the write b gives a value to a variable that is
// nil: if the goroutine uses it, it has one already.
func fillsNil(b *Located) bool {
	block := b.Instr.Block()
	for d := block.Idom(); d != nil; d = d.Idom() {
		branch, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		test, ok := flow.NilTestOf(branch.Cond)
		if !ok {
			continue
		}
		load, ok := test.X.(*ssa.UnOp)
		if !ok || access.Of(load.X) != b.Path {
			continue
		}
		succ := d.Succs[0]
		if !test.NilWhen {
			succ = d.Succs[1]
		}
		if succ == block || succ.Dominates(block) {
			return true
		}
	}
	return false
}

// ByTest reports whether only a test makes the accesses of c concurrent, which
// belong to the code under test: whether anybody else may do so is not known.
// What a test restores when it ends, having slept, is its own business too.
func (m *Model) ByTest(c *Conflict) bool {
	return m.inTest(c.Spawn.Statement()) && !m.inTest(c.A.Instr) && (!m.inTest(c.B.Instr) || restores(c))
}

// restores reports whether c is about a package variable which a function that
// sleeps after the start of the goroutine assigns by a deferred call.
func restores(c *Conflict) bool {
	end, ok := c.B.Anchor.(*ssa.Defer)
	if _, global := c.Root().(*ssa.Global); !ok || !global {
		return false
	}
	for instr := range flow.Instructions(end.Parent()) {
		call, ok := instr.(*ssa.Call)
		if ok && flow.CalleeName(call.Common()) == "time.Sleep" && flow.Reaches(c.Spawn.Statement(), call) {
			return true
		}
	}
	return false
}
