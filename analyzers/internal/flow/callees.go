package flow

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// Certainty tells how well a call is resolved.
type Certainty int

const (
	// Unknown: some callee may lie outside the package's sight.
	Unknown Certainty = iota
	// OneOf: the callees are exactly those returned, but which one is called
	// depends on the execution (function fields, interface methods).
	OneOf
	// Sure: the single callee is called on every execution.
	Sure
)

// A Callee is a function of the package that a call may invoke.
type Callee struct {
	Fn *ssa.Function // with a body; generic functions not instantiated
	// Closure is the closure value called, if Fn has free variables.
	Closure *ssa.MakeClosure
	// Args are the arguments in the order of Fn.Params, the receiver of a
	// method first; an entry is nil where the value is not known.
	Args []ssa.Value
}

// Callees returns the functions of the package that call may invoke. With
// certainty Unknown the list may lack some.
func (p *Package) Callees(call ssa.CallInstruction) ([]Callee, Certainty) {
	common := call.Common()
	if common.IsInvoke() {
		return p.invoked(common)
	}
	return p.ValueCallees(common.Value, common.Args)
}

// ValueCallees is [Package.Callees] for a call of the function value fn.
func (p *Package) ValueCallees(fn ssa.Value, args []ssa.Value) ([]Callee, Certainty) {
	values, complete := p.FuncValues(fn)
	var callees []Callee
	for _, v := range values {
		if c, ok := callee(v, args); ok {
			callees = append(callees, c)
		} else {
			complete = false
		}
	}
	switch {
	case !complete:
		return callees, Unknown
	case len(callees) == 1:
		return callees, Sure
	}
	return callees, OneOf
}

// callee resolves a call of the function or closure v.
func callee(v ssa.Value, args []ssa.Value) (Callee, bool) {
	switch v := v.(type) {
	case *ssa.Function:
		fn := Origin(v)
		if fn.Blocks == nil {
			return Callee{}, false
		}
		if len(args) != len(fn.Params) { // a wrapper with other parameters
			args = make([]ssa.Value, len(fn.Params))
		}
		return Callee{Fn: fn, Args: args}, true
	case *ssa.MakeClosure:
		fn := v.Fn.(*ssa.Function)
		origin := Origin(fn)
		if origin.Blocks == nil {
			return Callee{}, false
		}
		if origin != fn && origin.Signature.Recv() != nil && len(v.Bindings) == 1 { // bound method value x.f
			all := append([]ssa.Value{v.Bindings[0]}, args...)
			if len(all) != len(origin.Params) {
				all = make([]ssa.Value, len(origin.Params))
			}
			return Callee{Fn: origin, Args: all}, true
		}
		return Callee{Fn: origin, Closure: v, Args: args}, true
	}
	return Callee{}, false
}

// invoked resolves a call of an interface method. All callees are known only
// if the interface is declared in the package and unexported, or has an
// unexported method, so that no other package can implement it.
func (p *Package) invoked(common *ssa.CallCommon) ([]Callee, Certainty) {
	targets := p.implementations(common.Method, common.Value.Type())
	callees := make([]Callee, 0, len(targets.fns))
	for _, fn := range targets.fns {
		// The receiver is the interface's dynamic value: its path is the
		// interface value's own, which access paths look through.
		args := append([]ssa.Value{common.Value}, common.Args...)
		callees = append(callees, Callee{Fn: fn, Args: args})
	}
	return callees, targets.certainty
}

// An ifaceMethod is a method of an interface type.
type ifaceMethod struct {
	method *types.Func
	iface  types.Type
}

// implemented are the functions of the package behind a method of an interface.
type implemented struct {
	fns       []*ssa.Function
	certainty Certainty
}

// implementations returns the functions of the package that a call of method
// on a value of type t may invoke. Comparing method sets is slow, so the answer
// is kept.
func (p *Package) implementations(method *types.Func, t types.Type) implemented {
	p.index.Do(p.buildIndex)
	key := ifaceMethod{method, t}
	p.walks.Lock()
	known, ok := p.targets[key]
	p.walks.Unlock()
	if ok {
		return known
	}
	found := p.findImplementations(method, t)
	p.walks.Lock()
	defer p.walks.Unlock()
	if p.targets == nil {
		p.targets = make(map[ifaceMethod]implemented)
	}
	if known, ok := p.targets[key]; ok {
		return known // by another goroutine, meanwhile
	}
	p.targets[key] = found
	return found
}

func (p *Package) findImplementations(method *types.Func, t types.Type) implemented {
	iface, ok := types.Unalias(t).Underlying().(*types.Interface)
	if !ok {
		return implemented{}
	}
	found := implemented{certainty: Unknown}
	if p.sealed(t, iface) {
		found.certainty = OneOf
	}
	for _, impl := range p.impls {
		if !types.Implements(impl, iface) {
			continue
		}
		sel := types.NewMethodSet(impl).Lookup(method.Pkg(), method.Name())
		if sel == nil {
			continue
		}
		obj, ok := sel.Obj().(*types.Func)
		if !ok {
			continue
		}
		fn := p.ssa.Prog.FuncValue(obj.Origin())
		if fn == nil || fn.Blocks == nil {
			found.certainty = Unknown
			continue
		}
		found.fns = append(found.fns, fn)
	}
	return found
}

// FuncValues returns the functions and closures that the function value v may
// be, looking through phis, local variables, unexported fields, package
// variables and parameters whose every assignment is in the package. It
// reports whether the list is complete. Nil counts as no function.
func (p *Package) FuncValues(v ssa.Value) (values []ssa.Value, complete bool) {
	complete = true
	seen := make(map[ssa.Value]bool)
	var visit func(v ssa.Value)
	visitAll := func(vs []ssa.Value, all bool) {
		complete = complete && all
		for _, v := range vs {
			visit(v)
		}
	}
	visit = func(v ssa.Value) {
		if seen[v] {
			return
		}
		seen[v] = true
		if len(seen) > 64 { // a web of assignments: give up
			complete = false
			return
		}
		switch v := v.(type) {
		case *ssa.Function, *ssa.MakeClosure:
			values = append(values, v)
		case *ssa.Const: // nil: calling it panics
		case *ssa.Phi:
			visitAll(v.Edges, true)
		case *ssa.ChangeType:
			visit(v.X)
		case *ssa.Parameter:
			visitAll(p.arguments(v))
		case *ssa.FreeVar:
			if b := Binding(v); b != nil {
				visit(b)
			} else {
				complete = false
			}
		case *ssa.UnOp:
			if v.Op != token.MUL {
				complete = false
				return
			}
			visitAll(p.Stored(v.X))
		default:
			complete = false
		}
	}
	visit(v)
	return values, complete
}

// Stored returns the values that are ever stored at the address addr, if it
// denotes a local variable, an unexported field or package variable of this
// package, and reports whether these are all.
func (p *Package) Stored(addr ssa.Value) ([]ssa.Value, bool) {
	switch addr := addr.(type) {
	case *ssa.FreeVar:
		if b := Binding(addr); b != nil {
			return p.Stored(b)
		}
	case *ssa.Alloc:
		return LocalStores(addr)
	case *ssa.FieldAddr:
		p.index.Do(p.buildIndex)
		if a := p.fields[FieldOf(addr)]; a != nil {
			return a.values, a.complete
		}
	case *ssa.Global:
		p.index.Do(p.buildIndex)
		if a := p.globals[addr]; a != nil {
			return a.values, a.complete
		}
	}
	return nil, false
}

// LocalStores returns what is stored in the local variable a, also by
// closures that capture it, and whether its address goes nowhere else.
func LocalStores(a ssa.Value) (values []ssa.Value, complete bool) {
	complete = true
	var visit func(addr ssa.Value)
	visit = func(addr ssa.Value) {
		refs := addr.Referrers()
		if refs == nil {
			complete = false
			return
		}
		for _, ref := range *refs {
			switch ref := ref.(type) {
			case *ssa.Store:
				if ref.Val == addr {
					complete = false
				} else {
					values = append(values, ref.Val)
				}
			case *ssa.UnOp, *ssa.DebugRef:
			case *ssa.MakeClosure:
				for i, b := range ref.Bindings {
					if fn := ref.Fn.(*ssa.Function); b == addr && i < len(fn.FreeVars) {
						visit(fn.FreeVars[i])
					}
				}
			default:
				complete = false
			}
		}
	}
	visit(a)
	return values, complete
}

// FieldOf returns the field that addr denotes.
func FieldOf(addr *ssa.FieldAddr) *types.Var {
	ptr, ok := addr.X.Type().Underlying().(*types.Pointer)
	if !ok {
		return nil
	}
	return structField(ptr.Elem(), addr.Field)
}

// structField returns field i of the struct type t, of a generic type the
// field of its origin, or nil.
func structField(t types.Type, i int) *types.Var {
	if named, ok := types.Unalias(t).(*types.Named); ok {
		t = named.Origin()
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok || i >= s.NumFields() {
		return nil
	}
	return s.Field(i).Origin()
}

// FieldOfValue returns the field that the field selection v denotes.
func FieldOfValue(v *ssa.Field) *types.Var { return structField(v.X.Type(), v.Field) }

// Binding returns the value that the free variable fv is bound to in the
// function that contains its closure, or nil if there are several closures
// with different bindings.
func Binding(fv *ssa.FreeVar) ssa.Value {
	fn := fv.Parent()
	index := -1
	for i, v := range fn.FreeVars {
		if v == fv {
			index = i
		}
	}
	if fn.Parent() == nil || index < 0 {
		return nil
	}
	refs := fn.Referrers() // tracked for literals
	if refs == nil {
		return nil
	}
	var binding ssa.Value
	for _, instr := range *refs {
		mc, ok := instr.(*ssa.MakeClosure)
		if !ok || mc.Fn != fn || index >= len(mc.Bindings) {
			continue
		}
		if binding != nil && binding != mc.Bindings[index] {
			return nil
		}
		binding = mc.Bindings[index]
	}
	return binding
}
