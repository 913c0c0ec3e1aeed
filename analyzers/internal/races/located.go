package races

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
	"github.com/interviewlint/interviewlint/analyzers/internal/locks"
)

// A Located is an access seen from a function that starts goroutines: made by
// the function itself, by a function that it calls, or by a goroutine that it
// starts.
type Located struct {
	*Access
	// Seen is what is accessed, in terms of the starting function.
	Seen   access.Path
	Frame  *goroutines.Frame
	Anchor ssa.Instruction // in the starting function: the access, or the call that leads to it
	Guards []Guard
	// AnyGuard is set if something out of sight may keep other accesses away.
	AnyGuard bool
}

// origin returns the origin of the map that a, of the function of f, is of, in
// terms of the function at the root of f's calls.
func (m *Model) origin(f *goroutines.Frame, a *Access) (access.Path, bool) {
	return m.seenOrigin(f, m.originsOf().Of(a.Value))
}

// seenOrigin is [seen] for an origin.
func (m *Model) seenOrigin(f *goroutines.Frame, p access.Path) (access.Path, bool) {
	for ; f != nil && f.Call != nil; f = f.Caller {
		var ok bool
		if p, ok = m.originsOf().Translate(p, f.Callee); !ok {
			return access.Path{}, false
		}
	}
	return p, true
}

// seen returns what p, of the function of f, denotes in the function at the
// root of f's calls.
func seen(f *goroutines.Frame, p access.Path) (access.Path, bool) {
	for ; f != nil && f.Call != nil; f = f.Caller {
		var ok bool
		if p, ok = access.Translate(p, f.Callee); !ok {
			return access.Path{}, false
		}
	}
	return p, true
}

// locate returns the accesses that the frames make of things that the function
// at their root knows.
func (m *Model) locate(frames []*goroutines.Frame) []*Located {
	var list []*Located
	for _, f := range frames {
		if inits(f.Fn) {
			continue
		}
		for _, a := range m.Accesses(f.Fn) {
			var p access.Path
			var ok bool
			if a.Kind == Map {
				p, ok = m.origin(f, a)
			} else {
				p, ok = seen(f, a.Path)
			}
			if !ok || !steady(p) {
				continue
			}
			l := &Located{Access: a, Seen: p, Frame: f, Anchor: a.Instr}
			for g := f; g != nil && g.Call != nil; g = g.Caller {
				l.Anchor = g.Call
			}
			list = append(list, l)
		}
	}
	return list
}

// inits reports whether fn is the package initializer.
func inits(fn *ssa.Function) bool { return fn.Synthetic != "" && fn.Syntax() == nil }

// steady reports whether p denotes one variable at all times that matter: not
// an element that a variable selects, and not behind more than two pointers, which may be reassigned.
func steady(p access.Path) bool {
	return !strings.ContainsAny(p.Sel, "@?") && strings.Count(p.Sel, "*") <= 2
}

// guard fills in what keeps other accesses away from l.
func (m *Model) guard(l *Located) {
	if l.Guards != nil || l.AnyGuard {
		return
	}
	l.Guards = []Guard{}
	instr := l.Instr
	l.AnyGuard = m.movedOut(l.Access)
	for f := l.Frame; f != nil; f = f.Caller {
		m.guardsAt(l, f, instr)
		l.AnyGuard = l.AnyGuard || m.callersLock(f.Fn)
		if f.Call == nil {
			l.AnyGuard = l.AnyGuard || m.Locks.Used() && m.someCallerLocks(f.Fn, access.ClassOf(l.Value))
			return
		}
		if f.Body() {
			return
		}
		m.callGuard(l, f)
		instr = f.Call
	}
}

// someCallerLocks reports whether some call of fn in the package happens with a
// lock held that belongs to the type which has the field: others may too, where
// the model of locks does not see it.
func (m *Model) someCallerLocks(fn *ssa.Function, field access.Class) bool {
	for _, call := range m.Flow.CallersOf(fn).Calls {
		if _, isGo := call.(*ssa.Go); isGo {
			continue
		}
		for _, h := range m.Locks.Held(call) {
			if h.Class.Owner != nil && h.Class.Owner == field.Owner {
				return true
			}
		}
	}
	return false
}

// guardsAt adds what is held at instr of f's function.
func (m *Model) guardsAt(l *Located, f *goroutines.Frame, instr ssa.Instruction) {
	add := func(g Guard) {
		p, ok := m.seenOrigin(f, g.Path)
		if !ok {
			p = access.Path{}
		}
		g.Path = p
		if ok || !g.Class.IsZero() {
			l.Guards = append(l.Guards, g)
		}
	}
	if m.Locks.Used() {
		held := m.Locks.Held(instr)
		if f.Body() && f.Call != nil { // the body of a goroutine holds nothing of its callers
			held = m.Locks.Own(instr)
		}
		for _, h := range held {
			p := m.originsOf().Resolve(h.Path)
			if own(f, p) {
				continue // each goroutine has its own
			}
			if h.Must {
				add(Guard{Path: p, Class: h.Class, Read: h.Mode != 0})
			} else {
				l.AnyGuard = true // held on some path: on which, is out of sight
			}
		}
	}
	if m.Locks.Used() && !l.AnyGuard {
		op, ok := m.lastOp(instr, func(locks.Op) bool { return true })
		l.AnyGuard = ok && op.Kind == locks.Acquire && !own(f, m.originsOf().Resolve(op.Path)) && !slices.ContainsFunc(l.Guards, func(g Guard) bool { return g.Class == op.Class() })
	}
	if f.Body() {
		for _, g := range m.handedOver(f.Fn) {
			add(g)
		}
	}
	for _, ch := range m.tokens(instr) {
		add(Guard{Path: access.Of(ch), Class: access.ClassOf(ch)})
	}
	for _, ring := range m.batons(instr) {
		add(Guard{Path: access.Of(ring), Class: access.ClassOf(ring)})
	}
	for _, once := range m.ranBefore(instr) {
		add(Guard{Path: access.Of(once), Class: access.ClassOf(once), After: true})
	}
	l.AnyGuard = l.AnyGuard || atomicGate(instr) || m.polled(instr)
}

// own reports whether the lock p is a variable of f's function, of which each
// goroutine has its own.
func own(f *goroutines.Frame, p access.Path) bool {
	lock, ok := p.Root.(*ssa.Alloc)
	return ok && f.Call != nil && lock.Parent() == f.Fn
}

// movedOut reports whether a is of a map that its function has taken out of
// the field it was in: it reads the field, gives it another value, and goes on
// with the old map.
func (m *Model) movedOut(a *Access) bool {
	load, ok := a.Value.(*ssa.UnOp)
	return ok && a.Kind == Map && replaced(load, a.Instr)
}

// replaced reports whether the variable that load reads has another value by
// the time at executes, given by the same function.
func replaced(load *ssa.UnOp, at ssa.Instruction) bool {
	p := access.Of(load.X)
	for instr := range flow.Instructions(load.Parent()) {
		store, ok := instr.(*ssa.Store)
		if ok && access.Of(store.Addr) == p && flow.Dominates(load, store) && flow.Dominates(store, at) {
			return true
		}
	}
	return false
}

// callGuard adds what the call of f's function by code out of sight implies: a
// sync.Once runs its function alone, and of other packages nothing is known.
func (m *Model) callGuard(l *Located, f *goroutines.Frame) {
	common := f.Call.Common()
	name := flow.CalleeName(common)
	switch {
	case name == "(*sync.Once).Do":
		if p, ok := seen(f.Caller, access.Of(common.Args[0])); ok {
			l.Guards = append(l.Guards, Guard{Path: p, Class: access.ClassOf(common.Args[0])})
		} else {
			l.AnyGuard = true
		}
	case strings.HasPrefix(name, "sync."):
		l.AnyGuard = true
	default:
		if fn := flow.CalleeObject(common); fn != nil && fn.Pkg() != m.Flow.Types && !standard(fn.Pkg()) {
			l.AnyGuard = true
		}
	}
}

// standard reports whether pkg belongs to the standard library, by the shape
// of its path.
func standard(pkg *types.Package) bool {
	if pkg == nil {
		return true
	}
	first, _, _ := strings.Cut(pkg.Path(), "/")
	return !strings.Contains(first, ".")
}

// atomicGate reports whether instr executes only after a test of an atomic
// variable, by which the author may order it.
func atomicGate(instr ssa.Instruction) bool {
	block := instr.Block()
	for d := block.Idom(); d != nil; d = d.Idom() {
		branch, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
		if !ok || !usesAtomic(branch.Cond, 0) {
			continue
		}
		for _, succ := range d.Succs {
			if succ == block || succ.Dominates(block) {
				return true
			}
		}
	}
	return false
}

func usesAtomic(v ssa.Value, depth int) bool {
	if depth > 3 {
		return false
	}
	switch v := v.(type) {
	case *ssa.UnOp:
		return usesAtomic(v.X, depth+1)
	case *ssa.BinOp:
		return usesAtomic(v.X, depth+1) || usesAtomic(v.Y, depth+1)
	case *ssa.Extract:
		return usesAtomic(v.Tuple, depth+1)
	case *ssa.Call:
		fn := flow.CalleeObject(v.Common())
		return fn != nil && fn.Pkg() != nil && (fn.Pkg().Path() == "sync/atomic" || fn.Pkg().Path() == "internal/runtime/atomic")
	}
	return false
}
