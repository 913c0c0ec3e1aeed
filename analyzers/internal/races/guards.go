package races

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/locks"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// A Guarding is what the accesses of a field tell of the lock that guards it.
type Guarding struct {
	Field *Field
	Lock  access.Class
	// Guarded are the accesses under the lock, Bare those without it. Private
	// accesses, and those of functions that say that their callers hold a
	// lock, are in neither.
	Guarded, Bare []*Use
}

// GuardOf returns the lock under which f is accessed most often outside
// construction, with the accesses of the given kinds, or nil if there is none.
func (m *Model) GuardOf(f *Field, kinds ...Kind) *Guarding {
	count := make(map[access.Class]int)
	var order []access.Class
	for _, u := range f.Uses {
		if u.Private || !slices.Contains(kinds, u.Kind) {
			continue
		}
		seen := make(map[access.Class]bool)
		for _, g := range u.Guards {
			if g.Class.IsZero() || seen[g.Class] || !related(g, u, f) {
				continue
			}
			seen[g.Class] = true
			if count[g.Class] == 0 {
				order = append(order, g.Class)
			}
			count[g.Class]++
			if u.Write {
				count[g.Class] += 2
			}
		}
	}
	if len(order) == 0 {
		return nil
	}
	best := order[0]
	for _, c := range order {
		if count[c] > count[best] {
			best = c
		}
	}
	g := &Guarding{Field: f, Lock: best}
	for _, u := range f.Uses {
		if u.Kind == Atomic {
			return nil
		}
		if u.Private || !slices.Contains(kinds, u.Kind) {
			continue
		}
		switch {
		case holds(u.Guards, best):
			g.Guarded = append(g.Guarded, u)
		case m.inTest(u.Instr) || m.unclear(u, best) || holds(u.May, best) || !within(u, best, f) ||
			m.LockedByName(u.Fn()) && !(u.Kind == Map && m.meansOwn(u.Fn(), best)) || m.callback(u.Fn()) || m.lockedBefore(u.Instr, best) || m.heldByCaller(flow.Outermost(u.Fn()), best, make(map[*ssa.Function]bool)):
		default:
			g.Bare = append(g.Bare, u)
		}
	}
	return g
}

// within reports whether u, if the lock belongs to an object that contains the
// field's, is of a field in such an object too: others have no such lock.
func within(u *Use, lock access.Class, f *Field) bool {
	if lock.Owner == nil || f.Class.Owner == nil || lock.Owner == f.Class.Owner {
		return true
	}
	named := typ.Named(u.Path.Root.Type())
	return named != nil && types.Object(named.Obj()) == lock.Owner
}

// local reports whether u is of an object that its function has made or got as
// a result: whether others know it is a question of time, which conflicts
// between goroutines answer better.
func local(u *Use) bool {
	switch u.Path.Root.(type) {
	case *ssa.Parameter, *ssa.FreeVar, *ssa.Global:
		return false
	}
	return u.Path.Root.Parent() == u.Fn()
}

// lockedBefore reports whether the last operation on a lock of the class that
// every way to instr passes acquires it. The model of locks loses sight of a
// lock when the path to it is assigned anew.
func (m *Model) lockedBefore(instr ssa.Instruction, lock access.Class) bool {
	op, ok := m.lastOp(instr, func(op locks.Op) bool { return op.Class() == lock })
	return ok && op.Kind == locks.Acquire
}

// lastOp returns the last lock operation that dominates instr, of those that
// match, deferred ones excluded.
func (m *Model) lastOp(instr ssa.Instruction, match func(locks.Op) bool) (locks.Op, bool) {
	for block := instr.Block(); block != nil; block = block.Idom() {
		for i := len(block.Instrs) - 1; i >= 0; i-- {
			call, ok := block.Instrs[i].(*ssa.Call)
			if !ok || block == instr.Block() && !flow.Dominates(call, instr) {
				continue
			}
			if op, ok := m.Locks.OpOf(call); ok && match(op) {
				return op, true
			}
			if op, ok := m.literalOp(call, match); ok {
				return op, true
			}
		}
	}
	return locks.Op{}, false
}

// literalOp returns the only operation on a lock, of those that match, of the
// function literal that call calls: lock := func() { if shared { mu.Lock() } }.
func (m *Model) literalOp(call *ssa.Call, match func(locks.Op) bool) (op locks.Op, only bool) {
	callees, certainty := m.Flow.Callees(call)
	if len(callees) != 1 || certainty != flow.Sure || callees[0].Closure == nil {
		return locks.Op{}, false
	}
	for instr := range flow.Instructions(callees[0].Fn) {
		inner, ok := instr.(ssa.CallInstruction)
		if !ok {
			continue
		}
		if o, ok := m.Locks.OpOf(inner); ok && match(o) {
			if only {
				return locks.Op{}, false
			}
			op, only = o, true
		}
	}
	return op, only
}

// callsByValue returns the calls of fn through a variable, field or parameter.
func (m *Model) callsByValue(fn *ssa.Function) []ssa.CallInstruction {
	m.byValue.Do(func() {
		m.indirect = make(map[*ssa.Function][]ssa.CallInstruction)
		for _, caller := range m.Flow.Functions() {
			for instr := range flow.Instructions(caller) {
				call, ok := instr.(ssa.CallInstruction)
				if !ok || call.Common().IsInvoke() || call.Common().StaticCallee() != nil || flow.Builtin(call.Common()) != "" {
					continue
				}
				callees, _ := m.Flow.Callees(call)
				for _, callee := range callees {
					m.indirect[callee.Fn] = append(m.indirect[callee.Fn], call)
				}
			}
		}
	})
	return m.indirect[fn]
}

// heldByCaller reports whether some call of fn in the package happens, on some
// path, with the lock held.
func (m *Model) heldByCaller(fn *ssa.Function, lock access.Class, seen map[*ssa.Function]bool) bool {
	if seen[fn] || len(seen) > 30 {
		return false
	}
	seen[fn] = true
	for _, call := range append(slices.Clone(m.Flow.CallersOf(fn).Calls), m.callsByValue(fn)...) {
		if m.heldAt(call, lock) || m.madeUnder(call.Parent(), lock) {
			return true
		}
		if m.heldByCaller(flow.Outermost(call.Parent()), lock, seen) {
			return true
		}
	}
	return false
}

// heldAt reports whether the lock is held at instr, as far as its function shows.
func (m *Model) heldAt(instr ssa.Instruction, lock access.Class) bool {
	return slices.ContainsFunc(m.Locks.Held(instr), func(h locks.Held) bool { return h.Class == lock }) || m.lockedBefore(instr, lock)
}

// madeUnder reports whether fn is a literal, or in one, that is made with the
// lock held and not started as a goroutine: it is called before that is released.
func (m *Model) madeUnder(fn *ssa.Function, lock access.Class) bool {
	for ; fn.Parent() != nil && len(m.Goroutines.Running(fn)) == 0; fn = fn.Parent() {
		for instr := range flow.Instructions(fn.Parent()) {
			if closure, ok := instr.(*ssa.MakeClosure); ok && closure.Fn == fn && m.heldAt(closure, lock) {
				return true
			}
		}
	}
	return false
}

// callback reports whether fn is a literal that is neither started as a
// goroutine nor called on the spot: under which locks it runs is not known.
func (m *Model) callback(fn *ssa.Function) bool {
	if fn.Parent() == nil || len(m.Goroutines.Running(fn)) > 0 {
		return false
	}
	refs := fn.Referrers()
	if refs == nil {
		return true
	}
	for _, ref := range *refs {
		closure, ok := ref.(*ssa.MakeClosure)
		if !ok {
			return true
		}
		for _, user := range *closure.Referrers() {
			if call, ok := user.(ssa.CallInstruction); !ok || call.Common().Value != ssa.Value(closure) {
				return true
			}
		}
	}
	return false
}

// related reports whether the lock g can be the guard of the field accessed by
// u: a field of the same object or of one that contains it, or a package
// variable.
func related(g Guard, u *Use, f *Field) bool {
	if g.Class.Owner == nil || f.Class.Owner == nil {
		return g.Class.Owner == nil && f.Class.Owner == nil && g.Path.Global()
	}
	if g.Path.Root != u.Path.Root || strings.HasPrefix(g.Path.Sel, u.Path.Sel+"*") {
		return false // of another object, or of the one that the field leads to
	}
	return g.Class.Owner == f.Class.Owner || !strings.ContainsAny(strings.TrimSuffix(u.Path.Sel, "*"), "*[")
}

func holds(guards []Guard, c access.Class) bool {
	return slices.ContainsFunc(guards, func(g Guard) bool { return g.Class == c })
}

// inTest reports whether instr stands in a test file, or in a function that by
// its name is there for tests only.
func (m *Model) inTest(instr ssa.Instruction) bool {
	fn := flow.Outermost(instr.Parent())
	return strings.Contains(fn.Name(), "ForTest") || deliberate.InTest(m.Flow.Fset, instr.Parent().Pos())
}

// Writes returns the writes among uses.
func Writes(uses []*Use) []*Use {
	var writes []*Use
	for _, u := range uses {
		if u.Write {
			writes = append(writes, u)
		}
	}
	return writes
}

// Functions returns the named functions that contain uses.
func Functions(uses []*Use) []*ssa.Function {
	var fns []*ssa.Function
	for _, u := range uses {
		if fn := flow.Outermost(u.Fn()); !slices.Contains(fns, fn) {
			fns = append(fns, fn)
		}
	}
	return fns
}

// Exclusive reports whether g holds the lock for writing at u.
func (g *Guarding) Exclusive(u *Use) bool {
	return slices.ContainsFunc(u.Guards, func(h Guard) bool { return h.Class == g.Lock && !h.Read })
}

// Owner reports whether the field is written only by the function of the read
// u and by functions that it alone calls, so that it races with no write.
func (m *Model) Owner(g *Guarding, u *Use) bool {
	if u.Write {
		return false
	}
	for _, w := range append(Writes(g.Guarded), Writes(g.Bare)...) {
		if !m.calledOnlyBy(flow.Outermost(w.Fn()), flow.Outermost(u.Fn()), 0) {
			return false
		}
	}
	return true
}

func (m *Model) calledOnlyBy(fn, owner *ssa.Function, depth int) bool {
	if fn == owner {
		return true
	}
	callers := m.Flow.CallersOf(fn)
	if !callers.Complete || len(callers.Calls) == 0 || depth > 3 {
		return false
	}
	for _, call := range callers.Calls {
		if !m.calledOnlyBy(flow.Outermost(call.Parent()), owner, depth+1) {
			return false
		}
	}
	return true
}

// clear reports whether the lock is held so often, and by two functions that
// update the field, that it guards the field wherever in the struct that stands.
func (g *Guarding) clear() bool {
	updates := slices.DeleteFunc(Writes(g.Guarded), func(u *Use) bool { return !isUpdate(u) })
	return len(Functions(g.Guarded)) >= 4 && len(Functions(updates)) >= 2
}

// isUpdate reports whether u writes what is computed from the old value.
func isUpdate(u *Use) bool {
	store, ok := u.Instr.(*ssa.Store)
	if !ok {
		return false
	}
	instr, ok := store.Val.(ssa.Instruction)
	return ok && slices.ContainsFunc(instr.Operands(nil), func(op *ssa.Value) bool {
		load, ok := (*op).(*ssa.UnOp)
		return ok && access.Of(load.X) == access.Of(store.Addr)
	})
}

// Guardings returns what is known of the fields of the kinds that a lock is
// meant to guard and that some code accesses without it. Where several fields
// of one lock are accessed without it, the lock guards something else, and an
// owner or a protocol guards the fields: those are left out.
func (m *Model) Guardings(kinds ...Kind) []*Guarding {
	var all []*Guarding
	fields := make(map[access.Class]int)
	for _, f := range m.Fields() {
		g := m.GuardOf(f, kinds...)
		if g == nil || !g.Convincing() {
			continue
		}
		if m.Locks.Apart(g.Lock, f.Class) && !g.clear() {
			continue
		}
		g.Bare = slices.DeleteFunc(g.Bare, func(u *Use) bool {
			return !m.Concurrent(g, u) || m.otherGuard(g, u) || m.handler(g, u) || clearsAtEnd(u)
		})
		if len(g.Bare) > 0 {
			all = append(all, g)
			fields[g.Lock]++
		}
	}
	return slices.DeleteFunc(all, func(g *Guarding) bool {
		if fields[g.Lock] > 3 || len(Functions(g.Bare)) > 5 {
			return true
		}
		g.Bare = slices.DeleteFunc(g.Bare, func(u *Use) bool { return m.excused(g, u) })
		return len(g.Bare) == 0
	})
}
