package races

import (
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

// ReadLockedWrites returns the writes of fields and package variables under a
// read lock alone, at most one for each field and function.
func (m *Model) ReadLockedWrites() []*Use {
	var found []*Use
	for _, f := range m.Fields() {
		reported := make(map[*ssa.Function]bool)
		for _, u := range f.Uses {
			if !u.Write || u.Private || u.Kind == Atomic || reported[u.Fn()] || m.ReadLock(u) == nil || m.onceOnly(u.Instr) || m.callersLock(u.Fn()) {
				continue
			}
			if !slices.ContainsFunc(f.Uses, func(o *Use) bool { return o.Kind == Atomic }) && m.lockMatters(f, u) {
				reported[u.Fn()] = true
				found = append(found, u)
			}
		}
	}
	return found
}

// ReadLock returns the lock of the written object, or of the package, that is
// held for reading at u, if no lock is held for writing; otherwise nil.
func (m *Model) ReadLock(u *Use) *Guard {
	for _, g := range u.May {
		if !g.Read {
			return nil
		}
	}
	for i, g := range u.Guards {
		if g.Class.IsZero() || !g.Path.Global() && g.Path.Root != u.Path.Root {
			continue
		}
		return &u.Guards[i]
	}
	return nil
}

// lockMatters reports whether the lock held for reading at u is meant to guard
// f. It is if other code accesses f under it for writing. If other code that
// writes under the lock leaves f alone, f has other rules: one goroutine owns
// it, or callers take turns.
func (m *Model) lockMatters(f *Field, u *Use) bool {
	lock := m.ReadLock(u).Class
	others, shared := 0, 0
	for _, o := range f.Uses {
		if o.Private || o.Fn() == u.Fn() {
			continue
		}
		others++
		if exclusive(o, lock) {
			return true
		}
		if holds(o.Guards, lock) {
			shared++
		}
	}
	if others == 0 {
		return (f.Class.Owner == nil) == (lock.Owner == nil)
	}
	return shared > 0 && (u.Kind == Map || !m.lockedForWriting(lock))
}

func exclusive(u *Use, lock access.Class) bool {
	return slices.ContainsFunc(u.Guards, func(g Guard) bool { return g.Class == lock && !g.Read })
}

// lockedForWriting reports whether any field is accessed while the lock is
// held for writing.
func (m *Model) lockedForWriting(lock access.Class) bool {
	for _, f := range m.Fields() {
		for _, o := range f.Uses {
			if !o.Private && exclusive(o, lock) {
				return true
			}
		}
	}
	return false
}

// onceOnly reports whether instr stands in a function, or in a literal in it,
// that sync.Once or the like runs once, and nothing else calls.
func (m *Model) onceOnly(instr ssa.Instruction) bool {
	m.once.Do(m.findOnce)
	for fn := instr.Parent(); fn != nil; fn = fn.Parent() {
		if m.runOnce[fn] && len(m.Flow.CallersOf(fn).Calls) == 0 {
			return true
		}
	}
	return false
}

// findOnce finds the functions that are handed to sync.Once and the like.
func (m *Model) findOnce() {
	m.runOnce = make(map[*ssa.Function]bool)
	for _, fn := range m.Flow.Functions() {
		for instr := range flow.Instructions(fn) {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			switch flow.CalleeName(call.Common()) {
			case "(*sync.Once).Do", "sync.OnceFunc", "sync.OnceValue", "sync.OnceValues":
				args := call.Common().Args
				callees, _ := m.Flow.ValueCallees(args[len(args)-1], nil)
				for _, callee := range callees {
					m.runOnce[callee.Fn] = true
				}
			}
		}
	}
}

// ReadLockTrace returns the places of a write under a read lock.
func (m *Model) ReadLockTrace(u *Use) []analysis.RelatedInformation {
	lock := m.ReadLock(u)
	var trace []analysis.RelatedInformation
	for _, h := range m.Locks.Held(u.Instr) {
		if h.Class == lock.Class && h.At != nil {
			trace = append(trace, report.Step(m.Flow.Range(h.At), "%s is locked for reading here", lock.Class))
			break
		}
	}
	return append(trace, report.Step(m.Range(u.Access), "%s here, where several readers may be at once", u.Verb))
}
