package races

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/locks"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// otherGuard reports whether u holds another lock that all writes of the field
// hold too: with two locks for the writers, readers need but one of them.
func (m *Model) otherGuard(g *Guarding, u *Use) bool {
	if u.Write {
		return false
	}
	return slices.ContainsFunc(append(m.handedOver(u.Fn()), u.Guards...), func(h Guard) bool {
		for _, w := range append(Writes(g.Guarded), Writes(g.Bare)...) {
			if !m.inTest(w.Instr) && !holdsToo(w.Guards, h) {
				return false
			}
		}
		return !h.Class.IsZero()
	})
}

// holdsToo reports whether one of guards is the lock h, and not both are held
// for reading only.
func holdsToo(guards []Guard, h Guard) bool {
	return slices.ContainsFunc(guards, func(g Guard) bool { return g.Class == h.Class && !(g.Read && h.Read) })
}

// handedOver returns the locks that the literal fn releases and never takes:
// whoever started it took them for it.
func (m *Model) handedOver(fn *ssa.Function) []Guard {
	if fn.Parent() == nil || !m.Locks.Used() {
		return nil
	}
	var released []Guard
	taken := make(map[access.Class]bool)
	for instr := range flow.Instructions(fn) {
		call, ok := instr.(ssa.CallInstruction)
		if !ok {
			continue
		}
		op, ok := m.Locks.OpOf(call)
		switch {
		case !ok:
		case op.Kind == locks.Release:
			released = append(released, Guard{Path: op.Path, Class: op.Class(), Read: op.Mode == locks.Read})
		default:
			taken[op.Class()] = true
		}
	}
	return slices.DeleteFunc(released, func(g Guard) bool { return taken[g.Class] })
}

// handler reports whether u reads a function that others than constructors
// assign only in methods that do nothing else: it is registered before the
// object is put to use.
func (m *Model) handler(g *Guarding, u *Use) bool {
	if ptr, ok := u.Value.Type().Underlying().(*types.Pointer); !ok || u.Write || !isFunc(ptr.Elem()) {
		return false
	}
	for _, w := range append(Writes(g.Guarded), Writes(g.Bare)...) {
		store, ok := w.Instr.(*ssa.Store)
		if !ok {
			return false
		}
		if _, param := store.Val.(*ssa.Parameter); !param && !m.inTest(store) {
			return false
		}
	}
	return true
}

func isFunc(t types.Type) bool {
	_, ok := t.Underlying().(*types.Signature)
	return ok
}

// clearsAtEnd reports whether u sets a struct to its zero value in a method
// that ends the use of its object.
func clearsAtEnd(u *Use) bool {
	store, ok := u.Instr.(*ssa.Store)
	if !ok {
		return false
	}
	k, ok := store.Val.(*ssa.Const)
	if _, isStruct := store.Val.Type().Underlying().(*types.Struct); !ok || !isStruct || k.Value != nil {
		return false
	}
	return ends(flow.Outermost(u.Fn()))
}

// madeByCallers reports whether every caller of fn hands it, as parameter
// number i, an object that a function has just made: fn is part of a
// constructor. Of an exported function the calls in the package show its use.
func (m *Model) madeByCallers(fn *ssa.Function, i, depth int) bool {
	callers := m.Flow.CallersOf(fn)
	known := callers.Complete || fn.Signature.Recv() == nil && fn.Parent() == nil
	if i < 0 || !known || depth > 3 {
		return false
	}
	calls := slices.DeleteFunc(slices.Clone(callers.Calls), func(call ssa.CallInstruction) bool { return m.inTest(call) })
	for _, call := range calls {
		common := call.Common()
		if _, isGo := call.(*ssa.Go); isGo || common.IsInvoke() || i >= len(common.Args) {
			return false
		}
		switch root := access.Of(common.Args[i]).Root.(type) {
		case *ssa.Alloc:
		case *ssa.Call:
			if !constructs(root) && !m.handsBack(root, 0) {
				return false
			}
		case *ssa.Extract:
			made, ok := root.Tuple.(*ssa.Call)
			if !ok || root.Index != 0 && !m.handsBack(made, root.Index) || root.Index == 0 && !constructs(made) && !m.handsBack(made, 0) {
				return false
			}
		case *ssa.Parameter:
			if !m.madeByCallers(call.Parent(), slices.Index(call.Parent().Params, root), depth+1) {
				return false
			}
		default:
			return false
		}
	}
	return len(calls) > 0
}

// handsBack reports whether call returns, as result number i, the object that its
// caller has just made for it, filled in, or nil.
func (m *Model) handsBack(call *ssa.Call, i int) bool {
	callees, certainty := m.Flow.Callees(call)
	if certainty != flow.Sure {
		return false
	}
	fn, args := callees[0].Fn, callees[0].Args
	back := false
	for instr := range flow.Instructions(fn) {
		ret, ok := instr.(*ssa.Return)
		if !ok || i >= len(ret.Results) {
			continue
		}
		result := flow.Results(ret)[i]
		if flow.IsNil(result) {
			continue
		}
		param, _ := result.(*ssa.Parameter)
		j := slices.Index(fn.Params, param)
		if j < 0 || j >= len(args) || args[j] == nil {
			return false
		}
		if _, fresh := access.Of(args[j]).Root.(*ssa.Alloc); !fresh {
			return false
		}
		back = true
	}
	return back
}

// constructing reports whether u is of an object that is still being made.
func (m *Model) constructing(u *Use) bool {
	param, ok := u.Path.Root.(*ssa.Parameter)
	return ok && m.madeByCallers(param.Parent(), slices.Index(param.Parent().Params, param), 0)
}

// excused reports whether what the function of u does or says at its start, or
// when it is called, keeps u apart from the accesses under the lock.
func (m *Model) excused(g *Guarding, u *Use) bool {
	fn := flow.Outermost(u.Fn())
	return speaksOfLocks(m.opening(fn)) && !(u.Kind == Map && m.meansOwn(fn, g.Lock)) || m.calledInOrder(fn, 0) || m.settled(g, u) || m.resets(u) || renewed(u) || g.otherHolder(u) || m.configured(g, u)
}

// resets reports whether u is a write by a method Reset that takes no lock and
// assigns most fields of its object: it readies one that is not in use.
func (m *Model) resets(u *Use) bool {
	fn := u.Fn()
	if !u.Write || fn.Signature.Recv() == nil || strings.ToLower(fn.Name()) != "reset" {
		return false
	}
	fields := make(map[access.Path]bool)
	for instr := range flow.Instructions(fn) {
		switch instr := instr.(type) {
		case ssa.CallInstruction:
			if _, isLock := m.Locks.OpOf(instr); isLock {
				return false
			}
		case *ssa.Store:
			if path := access.Of(instr.Addr); path.Root == u.Path.Root {
				fields[path] = true
			}
		}
	}
	return len(fields) >= 4
}

// renewed reports whether the function of u has put a new object where it
// accesses the field of that: o.state = newState(); o.state.count = 1.
func renewed(u *Use) bool {
	for instr := range flow.Instructions(u.Fn()) {
		store, ok := instr.(*ssa.Store)
		if !ok || !flow.Dominates(store, u.Instr) {
			continue
		}
		call, ok := store.Val.(*ssa.Call)
		if !ok || !constructs(call) {
			continue
		}
		path := access.Of(store.Addr)
		if path.Root == u.Path.Root && strings.HasPrefix(u.Path.Sel, path.Sel+"*") {
			return true
		}
	}
	return false
}

// otherHolder reports whether u is of a struct that is part of a larger one,
// through which the field is written without the lock only: it guards the field
// in objects of other types, and those of this one may have an owner.
func (g *Guarding) otherHolder(u *Use) bool {
	owner, bare := holder(u), false
	if owner == nil || owner == g.Field.Class.Owner {
		return false
	}
	for _, w := range Writes(g.Field.Uses) {
		if w.Private || holder(w) != owner {
			continue
		}
		if holds(w.Guards, g.Lock) {
			return false
		}
		bare = true
	}
	return bare
}

// holder returns the type of the object at the root of the path of u if the
// field is a part of it, without a pointer between them.
func holder(u *Use) types.Object {
	if strings.ContainsAny(strings.TrimPrefix(u.Path.Sel, "*"), "*[") {
		return nil
	}
	if named := typ.Named(u.Path.Root.Type()); named != nil {
		return named.Obj()
	}
	return nil
}

// settled reports whether u reads a field that is written only by functions
// which none but the set-up of the object calls: it stays as it is afterwards.
func (m *Model) settled(g *Guarding, u *Use) bool {
	set := false
	for _, w := range Writes(g.Field.Uses) {
		if w.Private || m.inTest(w.Instr) {
			continue
		}
		if !m.calledBySetUp(flow.Outermost(w.Fn())) {
			return false
		}
		set = true
	}
	return set && !u.Write
}

// calledBySetUp reports whether fn is called, and outside tests by functions
// that set something up alone.
func (m *Model) calledBySetUp(fn *ssa.Function) bool {
	callers := m.Flow.CallersOf(fn)
	if !callers.Complete {
		return false
	}
	called := false
	for _, call := range callers.Calls {
		if m.inTest(call) {
			continue
		}
		if !setsUp(flow.Outermost(call.Parent())) {
			return false
		}
		called = true
	}
	return called
}

// callsOf returns the calls of fn in the package, tests aside, if those are
// likely to be all, and otherwise nil. For a method of a type that is not
// exported they include those through an interface.
func (m *Model) callsOf(fn *ssa.Function) []ssa.CallInstruction {
	callers := m.Flow.CallersOf(fn)
	if !callers.Complete && !ofHiddenType(fn) {
		return nil
	}
	calls := slices.Clone(callers.Calls)
	if !callers.Complete {
		calls = append(calls, m.invokes(fn)...)
	}
	return slices.DeleteFunc(calls, func(call ssa.CallInstruction) bool { return m.inTest(call) })
}

// invokes returns the calls through an interface that may run the method fn.
func (m *Model) invokes(fn *ssa.Function) []ssa.CallInstruction {
	var calls []ssa.CallInstruction
	recv := fn.Signature.Recv().Type()
	for _, other := range m.Flow.Functions() {
		for instr := range flow.Instructions(other) {
			call, ok := instr.(ssa.CallInstruction)
			if !ok || !call.Common().IsInvoke() || call.Common().Method.Name() != fn.Name() {
				continue
			}
			if iface, ok := call.Common().Value.Type().Underlying().(*types.Interface); ok && types.Implements(recv, iface) {
				calls = append(calls, call)
			}
		}
	}
	return calls
}
