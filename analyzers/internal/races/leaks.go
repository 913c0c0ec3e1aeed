package races

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/locks"
)

// A Leak is a return statement that hands out a map which a lock guards, so
// that callers use it without the lock.
type Leak struct {
	Return *ssa.Return
	Read   *Use
	Write  *Use // a write of the map under the lock
	Lock   access.Class
	// Later is set if an iterator or another function literal is handed out,
	// which uses the map when it is called; Inside if it is a struct with the
	// map.
	Later, Inside bool
}

// Iterates reports whether what is handed out goes over the whole map.
func (l *Leak) Iterates() bool {
	_, isLookup := l.Read.Instr.(*ssa.Lookup)
	return !isLookup && !l.Read.Write
}

// Leaks returns the returns of guarded maps by exported methods and functions.
func (m *Model) Leaks() []*Leak {
	var leaks []*Leak
	for _, f := range m.Fields() {
		if !hasMap(f) {
			continue
		}
		g := m.GuardOf(f, Map)
		if g == nil {
			continue
		}
		write := m.guardedWrite(g)
		if write == nil {
			continue
		}
		for _, u := range f.Uses {
			if ret := m.returned(u, g.Lock); ret != nil {
				leaks = append(leaks, &Leak{Return: ret, Read: u, Write: write, Lock: g.Lock, Later: u.Kind == Map})
			} else if ret := m.returnedLiteral(u, g.Lock); ret != nil {
				leaks = append(leaks, &Leak{Return: ret, Read: u, Write: write, Lock: g.Lock, Later: true})
			} else if ret, use := m.returnedCapture(u, g.Lock); ret != nil && !remade(write) {
				leaks = append(leaks, &Leak{Return: ret, Read: use, Write: write, Lock: g.Lock, Later: true})
			}
		}
		for _, u := range m.containers(f, write) {
			if ret := m.returned(u, g.Lock); ret != nil {
				leaks = append(leaks, &Leak{Return: ret, Read: u, Write: write, Lock: g.Lock, Inside: true})
			}
		}
	}
	return leaks
}

// containers returns the uses of the struct, a field, that has the exported map
// field which write writes.
func (m *Model) containers(of *Field, write *Use) []*Use {
	load, ok := write.Value.(*ssa.UnOp)
	if !ok || !token.IsExported(of.Class.Var) {
		return nil
	}
	field, ok := load.X.(*ssa.FieldAddr)
	if !ok {
		return nil
	}
	f := m.FieldOf(access.ClassOf(field.X))
	if _, isField := field.X.(*ssa.FieldAddr); !isField || f == nil {
		return nil
	}
	return f.Uses
}

func (m *Model) guardedWrite(g *Guarding) *Use {
	for _, u := range g.Guarded {
		if u.Write && g.Exclusive(u) {
			return u
		}
	}
	return nil
}

// returned returns the return statement by which an exported function hands
// out what u reads under the lock: the map or a struct with it, or an iterator
// over it; or nil.
func (m *Model) returned(u *Use, lock access.Class) *ssa.Return {
	v := handedOut(u)
	if v == nil || u.Private || !holds(u.Guards, lock) || m.inTest(u.Instr) {
		return nil
	}
	obj := u.Fn().Object()
	if obj == nil || !obj.Exported() {
		return nil
	}
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Return:
			if !given(v, ref) {
				return ref
			}
		case *ssa.Store: // to the result, before deferred calls run
			if a, ok := ref.Addr.(*ssa.Alloc); ok && ref.Val == v && asItIs(a) {
				if ret := returnOf(a); ret != nil && !given(v, ret) {
					return ret
				}
			}
		}
	}
	return nil
}

// handedOut returns the value that u reads if it gives access to a map: the
// map, a struct, or an iterator.
func handedOut(u *Use) ssa.Value {
	switch instr := u.Instr.(type) {
	case *ssa.UnOp:
		_, isStruct := instr.Type().Underlying().(*types.Struct)
		if u.Kind == Variable && (isMap(instr) || isStruct) {
			return instr
		}
	case *ssa.Call:
		switch flow.CalleeName(&instr.Call) {
		case "maps.Keys", "maps.Values", "maps.All":
			return instr
		}
	}
	return nil
}

// given reports whether the variable that v is loaded from has another value
// when ret executes, so that v is the caller's own.
func given(v ssa.Value, ret *ssa.Return) bool {
	load, ok := v.(*ssa.UnOp)
	return ok && replaced(load, ret)
}

// asItIs reports whether the variable a is assigned and read as a whole only.
func asItIs(a *ssa.Alloc) bool {
	return !slices.ContainsFunc(flow.Referrers(a), func(ref ssa.Instruction) bool {
		_, isPart := ref.(*ssa.FieldAddr)
		return isPart
	})
}

// returnOf returns the return statement that returns the variable a, or nil.
func returnOf(a *ssa.Alloc) *ssa.Return {
	for _, ref := range *a.Referrers() {
		load, ok := ref.(*ssa.UnOp)
		if !ok {
			continue
		}
		for _, ref := range *load.Referrers() {
			if ret, ok := ref.(*ssa.Return); ok {
				return ret
			}
		}
	}
	return nil
}

// returnedLiteral returns the return statement by which a function that holds
// the lock only until it returns hands out the literal that makes the access u
// without it, or nil.
func (m *Model) returnedLiteral(u *Use, lock access.Class) *ssa.Return {
	fn := u.Fn()
	if u.Kind != Map || u.Private || fn.Parent() == nil || holds(u.Guards, lock) || m.inTest(u.Instr) {
		return nil
	}
	return m.literalOut(fn, lock)
}

// returnedCapture returns the return statement by which the function of u, which
// reads the field into a variable under the lock, hands out a literal that uses
// the map in the variable without it, and that use; or nil.
func (m *Model) returnedCapture(u *Use, lock access.Class) (*ssa.Return, *Use) {
	load, ok := u.Instr.(*ssa.UnOp)
	if !ok || u.Kind != Variable || !isMap(load) || u.Private || !holds(u.Guards, lock) || m.inTest(load) {
		return nil, nil
	}
	for _, literal := range u.Fn().AnonFuncs {
		for _, a := range m.Accesses(literal) {
			if a.Kind != Map || !capturedValue(a.Value, load) {
				continue
			}
			if ret := m.literalOut(literal, lock); ret != nil {
				return ret, &Use{Access: a}
			}
		}
	}
	return nil, nil
}

// capturedValue reports whether v is a captured variable whose only value is
// what load reads.
func capturedValue(v ssa.Value, load *ssa.UnOp) bool {
	if fv, ok := v.(*ssa.FreeVar); ok {
		return flow.Binding(fv) == ssa.Value(load)
	}
	read, ok := v.(*ssa.UnOp)
	if !ok {
		return false
	}
	fv, ok := read.X.(*ssa.FreeVar)
	if !ok {
		return false
	}
	a, ok := flow.Binding(fv).(*ssa.Alloc)
	if !ok {
		return false
	}
	stored, complete := flow.LocalStores(a)
	return complete && len(stored) == 1 && stored[0] == ssa.Value(load)
}

// literalOut returns the return statement by which the function around the literal
// fn, which holds the lock only until it returns, hands out fn, which does not
// take it; or nil.
func (m *Model) literalOut(fn *ssa.Function, lock access.Class) *ssa.Return {
	if m.locksAny(fn, lock) || !m.releasesAtEnd(fn.Parent(), lock) {
		return nil
	}
	for instr := range flow.Instructions(fn.Parent()) {
		ret, ok := instr.(*ssa.Return)
		if !ok {
			continue
		}
		for _, v := range flow.Results(ret) {
			if isLiteral(v, fn) {
				return ret
			}
		}
	}
	return nil
}

// releasesAtEnd reports whether fn acquires a lock of the class, and defers its
// release.
func (m *Model) releasesAtEnd(fn *ssa.Function, lock access.Class) bool {
	acquires, releases := false, false
	for instr := range flow.Instructions(fn) {
		call, ok := instr.(ssa.CallInstruction)
		if !ok {
			continue
		}
		if op, ok := m.Locks.OpOf(call); ok && op.Class() == lock {
			_, deferred := call.(*ssa.Defer)
			acquires = acquires || op.Kind == locks.Acquire
			releases = releases || deferred && op.Kind == locks.Release
		}
	}
	return acquires && releases
}

// isLiteral reports whether v is the function literal fn, perhaps converted to a
// named type.
func isLiteral(v ssa.Value, fn *ssa.Function) bool {
	for {
		switch x := v.(type) {
		case *ssa.ChangeType:
			v = x.X
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.MakeClosure:
			return x.Fn == ssa.Value(fn)
		default:
			return v == ssa.Value(fn)
		}
	}
}
