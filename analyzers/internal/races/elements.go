package races

import (
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// unclear reports whether it is not plain that others know the object of u: one
// that its function has made or got as a result, or an element. The map of an
// element of what others know is theirs as well, unless the function locks
// elements itself: which, is out of sight.
func (m *Model) unclear(u *Use, lock access.Class) bool {
	if !local(u) && !strings.Contains(u.Path.Sel, "[") {
		return false
	}
	return u.Kind != Map || !m.element(u.Path) || m.locksAny(flow.Outermost(u.Fn()), lock)
}

// element reports whether p leads to an element of a collection that its
// function has not made: one of an object with a lock of its own, which is there
// to be shared, or one that a method of such an object has put together.
func (m *Model) element(p access.Path) bool {
	switch root := p.Root.(type) {
	case *ssa.Parameter, *ssa.FreeVar:
		return strings.Contains(p.Sel, "[") && hasLock(root.Type())
	case *ssa.Extract:
		if next, ok := root.Tuple.(*ssa.Next); ok {
			over, ok := next.Iter.(*ssa.Range)
			return ok && m.known(access.Of(over.X))
		}
	case *ssa.Call:
		return strings.Contains(p.Sel, "[") && m.collects(root)
	}
	return false
}

// known reports whether p leads into something that its function has not made.
func (m *Model) known(p access.Path) bool {
	switch root := p.Root.(type) {
	case *ssa.Parameter, *ssa.FreeVar:
		return p.Sel != "" && hasLock(root.Type())
	case *ssa.Call:
		return m.collects(root)
	}
	return false
}

// collects reports whether call calls a method of an object with a lock, which
// returns a collection of objects that it has not made, but found.
func (m *Model) collects(call *ssa.Call) bool {
	callees, certainty := m.Flow.Callees(call)
	if certainty != flow.Sure || len(callees) != 1 {
		return false
	}
	if recv := callees[0].Fn.Signature.Recv(); recv == nil || !hasLock(recv.Type()) {
		return false
	}
	for instr := range flow.Instructions(callees[0].Fn) {
		switch instr := instr.(type) {
		case *ssa.Alloc:
			if instr.Heap && typ.IsPointer(instr.Type()) && instr.Comment == "complit" {
				return false
			}
		case *ssa.Call:
			if constructs(instr) {
				return false
			}
		}
	}
	return true
}

// locksAny reports whether fn, or a literal in it, acquires a lock of the class.
func (m *Model) locksAny(fn *ssa.Function, lock access.Class) bool {
	for instr := range flow.Instructions(fn) {
		call, ok := instr.(ssa.CallInstruction)
		if !ok {
			continue
		}
		if op, ok := m.Locks.OpOf(call); ok && op.Class() == lock {
			return true
		}
	}
	for _, literal := range fn.AnonFuncs {
		if m.locksAny(literal, lock) {
			return true
		}
	}
	return false
}
