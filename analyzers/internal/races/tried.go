package races

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/locks"
)

// triedMap returns a write of a map that its function makes also when its
// attempt to lock has failed, or nil. The attempt says that others may be there.
func (m *Model) triedMap(f *Field) *SharedMap {
	if !m.Locks.Used() {
		return nil
	}
	for _, u := range f.Uses {
		if u.Kind != Map || !u.Write || u.Private || len(u.Guards) > 0 || m.inTest(u.Instr) {
			continue
		}
		if try, lock := m.triedInVain(u); try != nil {
			return &SharedMap{Field: f, Bare: u, Other: u, Try: try, Lock: lock}
		}
	}
	return nil
}

// triedInVain returns the call of TryLock, of a lock of the object that u
// accesses, after whose failure the function makes the access u without having
// acquired the lock in another way, and the lock; or nil.
func (m *Model) triedInVain(u *Use) (*ssa.Call, access.Class) {
	for instr := range flow.Instructions(u.Fn()) {
		try, ok := instr.(*ssa.Call)
		if !ok {
			continue
		}
		op, ok := m.Locks.OpOf(try)
		if !ok || op.Kind != locks.Try || !related(Guard{Path: op.Path, Class: op.Class()}, u, &Field{Class: access.ClassOf(u.Value)}) {
			continue
		}
		if m.failsBefore(try, op.Class(), u.Instr) {
			return try, op.Class()
		}
	}
	return nil, access.Class{}
}

// failsBefore reports whether some path leads from try, after it has failed, to
// instr without any other attempt to acquire the lock.
func (m *Model) failsBefore(try *ssa.Call, lock access.Class, instr ssa.Instruction) bool {
	plain := !slices.ContainsFunc(flow.Referrers(try), func(ref ssa.Instruction) bool {
		switch ref.(type) {
		case *ssa.If, *ssa.UnOp, *ssa.DebugRef:
			return false
		}
		return true // a variable, which may decide later
	})
	path, ok := flow.Find(m.Flow, flow.Search[bool]{
		Fn: try.Parent(), From: try, Track: []ssa.Value{try},
		Step: func(s bool, e flow.Event, at *flow.Cursor) (bool, flow.Verdict) {
			if e.Instr == instr {
				if locked, known := at.Bool(try); known && !locked || !known && plain {
					return s, flow.Found
				}
				return s, flow.Prune
			}
			call, ok := e.Instr.(ssa.CallInstruction)
			if !ok || e.Deferred || e.Instr == ssa.Instruction(try) {
				return s, flow.Continue
			}
			if op, ok := m.Locks.OpOf(call); ok && op.Class() == lock && op.Kind != locks.Release {
				return s, flow.Prune
			}
			return s, flow.Continue
		},
	})
	return ok && path != nil
}
