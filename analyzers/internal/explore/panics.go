package explore

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// panics lets a call of a function that is not seen, the instruction at, panic
// in g if one of its callers recovers: that one then runs its deferred calls
// and returns. It reports whether the execution goes that way.
func (m *machine) panics(g *goroutine, at ssa.Instruction) bool {
	if g.spawned == nil {
		return false
	}
	for i := len(g.frames) - 1; i >= 0; i-- {
		f := g.frames[i]
		if !m.recovers(f) {
			if len(f.defers) > 0 {
				return false // they would have to run as well
			}
			continue
		}
		if f.fn.Recover == nil || m.choose(2, 2) == 0 {
			return false
		}
		m.event(g, evGiveUp, at, "")
		g.frames = g.frames[:i+1]
		f.unwinding = true
		f.prev, f.block, f.pc = nil, f.fn.Recover, 0
		return true
	}
	return false
}

// recovers reports whether f has deferred a literal that calls recover.
func (m *machine) recovers(f *frame) bool {
	for _, d := range f.defers {
		c, ok := d.fn.(*closure)
		if !ok || c.fn == nil { // a function that the package does not declare
			continue
		}
		for instr := range flow.Instructions(c.fn) {
			if call, ok := instr.(*ssa.Call); ok && flow.Builtin(call.Common()) == "recover" {
				return true
			}
		}
	}
	return false
}

// unwind runs the next deferred call of f, which has recovered a panic. It
// reports false when all have run.
func (m *machine) unwind(g *goroutine, f *frame) bool {
	n := len(f.defers)
	if n == 0 {
		f.unwinding = false
		return false
	}
	d := f.defers[n-1]
	f.defers = slices.Delete(f.defers, n-1, n)
	m.invoke(g, d.at, d.inv, d.fn, d.arg, func(*machine, value) {})
	return true
}
