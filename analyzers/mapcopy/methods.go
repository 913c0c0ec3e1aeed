package mapcopy

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// assigns reports whether call is of a method of the package that does nothing
// with the variable, its receiver, but assign fields of it. If it returns
// something, for which it may be called, it must be the only call, and change a
// field by what that held: a counter is there to be kept.
func (v *variable) assigns(call *ssa.Call) bool {
	if len(call.Call.Args) == 0 || call.Call.Args[0] != ssa.Value(v.alloc) || flow.CalleeObject(&call.Call) == nil {
		return false
	}
	for _, arg := range call.Call.Args[1:] {
		if arg == ssa.Value(v.alloc) {
			return false
		}
	}
	callees, certainty := v.p.Callees(call)
	if certainty != flow.Sure {
		return false
	}
	m := &method{p: v.p}
	if !m.onlyAssigns(callees[0].Fn, 0) {
		return false
	}
	return call.Call.Signature().Results().Len() == 0 || m.updates && !flow.InLoop(call) && v.onlyCall(call)
}

// onlyCall reports whether no other method of the variable is called.
func (v *variable) onlyCall(call *ssa.Call) bool {
	for _, ref := range *v.alloc.Referrers() {
		if other, ok := ref.(ssa.CallInstruction); ok && other != ssa.CallInstruction(call) {
			return false
		}
	}
	return true
}

// A method is what is known of a method, and those that it calls.
type method struct {
	p       *flow.Package
	updates bool // whether it assigns to a field what is computed from it
}

// onlyAssigns reports whether the method fn assigns fields of its receiver, and
// does nothing else that can be seen from outside.
func (m *method) onlyAssigns(fn *ssa.Function, depth int) bool {
	if fn.Signature.Recv() == nil || len(fn.Params) == 0 || fn.Params[0].Referrers() == nil || depth > 2 {
		return false
	}
	recv := ssa.Value(fn.Params[0])
	stores := false
	for _, ref := range *recv.Referrers() {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.FieldAddr:
			for _, use := range *ref.Referrers() {
				switch use := use.(type) {
				case *ssa.Store:
					if use.Addr != ssa.Value(ref) {
						return false
					}
					stores = true
					m.updates = m.updates || computedFrom(use.Val, ref, 0)
				case *ssa.UnOp:
					if !plainValue(use.Type()) {
						return false // it may change what the field refers to
					}
				case *ssa.DebugRef:
				default:
					return false
				}
			}
		case *ssa.Call: // another method of it
			callees, certainty := m.p.Callees(ref)
			if certainty != flow.Sure || len(ref.Call.Args) == 0 || ref.Call.Args[0] != recv || !m.onlyAssigns(callees[0].Fn, depth+1) {
				return false
			}
			stores = true
		default:
			return false
		}
	}
	return stores && quiet(fn, recv)
}

// quiet reports whether the method fn does nothing but what it does to recv:
// whatever else it does may be what it is called for.
func quiet(fn *ssa.Function, recv ssa.Value) bool {
	for instr := range flow.Instructions(fn) {
		switch instr := instr.(type) {
		case *ssa.Call:
			common := instr.Common()
			own := len(common.Args) > 0 && common.Args[0] == recv
			if !own && flow.Builtin(common) == "" && !computes(common) {
				return false
			}
		case ssa.CallInstruction, *ssa.Send, *ssa.MapUpdate, *ssa.Panic:
			return false
		case *ssa.Store:
			if field, ok := instr.Addr.(*ssa.FieldAddr); !ok || field.X != recv {
				return false
			}
		}
	}
	return true
}

// computes reports whether call is of a function of the standard library that
// only computes its result.
func computes(call *ssa.CallCommon) bool {
	fn := flow.CalleeObject(call)
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	switch fn.Pkg().Path() {
	case "math", "math/bits", "strings", "strconv", "unicode":
		return true
	case "time":
		return fn.Name() == "Now" || fn.Name() == "Since" || fn.Name() == "Until" || fn.Signature().Recv() != nil && plainValue(fn.Signature().Recv().Type())
	}
	return false
}

// computedFrom reports whether v is computed from what the field at addr held.
func computedFrom(v ssa.Value, addr *ssa.FieldAddr, depth int) bool {
	if depth > 3 {
		return false
	}
	switch v := v.(type) {
	case *ssa.BinOp:
		return computedFrom(v.X, addr, depth+1) || computedFrom(v.Y, addr, depth+1)
	case *ssa.UnOp:
		field, ok := v.X.(*ssa.FieldAddr)
		return ok && field.X == addr.X && field.Field == addr.Field && depth > 0
	case *ssa.Convert:
		return computedFrom(v.X, addr, depth+1)
	case *ssa.Phi:
		for _, edge := range v.Edges {
			if computedFrom(edge, addr, depth+1) {
				return true
			}
		}
	}
	return false
}

// plainValue reports whether values of type t lead to nothing that others see:
// numbers, strings, instants, and structs and arrays of them.
func plainValue(t types.Type) bool {
	if types.TypeString(t, nil) == "time.Time" {
		return true
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return true
	case *types.Array:
		return plainValue(u.Elem())
	case *types.Struct:
		for f := range u.Fields() {
			if !plainValue(f.Type()) {
				return false
			}
		}
		return true
	}
	return false
}
