package mapkey

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
)

// madeForLookup returns what the key k is if it is a pointer made for nothing
// but this lookup, so that no entry can have it.
func madeForLookup(p *flow.Package, k key) string {
	if !k.reads {
		return ""
	}
	v := k.value
	if mk, ok := v.(*ssa.MakeInterface); ok && len(*mk.Referrers()) == 1 {
		v = mk.X
	}
	switch v := v.(type) {
	case *ssa.Alloc:
		elem := v.Type().Underlying().(*types.Pointer).Elem()
		if zeroSize(elem) || !onlyKey(v, k.value) {
			return ""
		}
		if v.Comment == "complit" {
			return "&" + short(elem) + "{…}"
		}
		return "new(" + short(elem) + ")"
	case *ssa.Call:
		switch name := flow.CalleeName(&v.Call); name {
		case "errors.New", "fmt.Errorf":
			if len(*v.Referrers()) == 1 {
				return name + "(…)"
			}
		}
		if fn := flow.CalleeObject(&v.Call); fn != nil && len(*v.Referrers()) == 1 && allNew(values.Returned(p, v)) {
			return fn.Name() + "()"
		}
	}
	return ""
}

// allNew reports whether vs, which a function returns, are pointers to
// variables made for that and kept nowhere else.
func allNew(vs []ssa.Value) bool {
	for _, v := range vs {
		alloc, ok := v.(*ssa.Alloc)
		if !ok || !alloc.Heap || zeroSize(alloc.Type().Underlying().(*types.Pointer).Elem()) {
			return false
		}
		for _, ref := range *alloc.Referrers() {
			switch ref := ref.(type) {
			case *ssa.FieldAddr, *ssa.IndexAddr, *ssa.Return, *ssa.DebugRef:
			case *ssa.Store:
				if ref.Val == v {
					return false
				}
			default:
				return false
			}
		}
	}
	return len(vs) > 0
}

func short(t types.Type) string {
	if named, ok := types.Unalias(t).(*types.Named); ok {
		return named.Obj().Name()
	}
	return types.TypeString(t, func(*types.Package) string { return "" })
}

// onlyKey reports whether nothing is done with the new object but to fill it
// and to look it up as key.
func onlyKey(alloc *ssa.Alloc, as ssa.Value) bool {
	if !alloc.Heap {
		return false
	}
	for _, ref := range *alloc.Referrers() {
		switch ref := ref.(type) {
		case *ssa.DebugRef, *ssa.FieldAddr, *ssa.IndexAddr, *ssa.Lookup:
		case *ssa.Store:
			if ref.Addr != ssa.Value(alloc) {
				return false
			}
		case *ssa.MakeInterface:
			if ssa.Value(ref) != as {
				return false
			}
		case *ssa.Call:
			if flow.Builtin(&ref.Call) != "delete" {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// zeroSize reports whether values of type t take no room, so that pointers to
// different ones may be equal.
func zeroSize(t types.Type) bool {
	switch t := t.Underlying().(type) {
	case *types.Struct:
		for f := range t.Fields() {
			if !zeroSize(f.Type()) {
				return false
			}
		}
		return true
	case *types.Array:
		return t.Len() == 0 || zeroSize(t.Elem())
	}
	return false
}
