package races

import (
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
func (m *Model) ByTest(c *Conflict) bool {
	return m.inTest(c.Spawn.Statement()) && !m.inTest(c.A.Instr) && !m.inTest(c.B.Instr)
}
