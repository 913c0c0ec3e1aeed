package appendlost

import (
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// lostInCopy reports whether the only thing that takes the result of app is a
// field of a struct parameter or receiver passed by value, which nothing reads
// any more: the caller's struct is another one.
func lostInCopy(app *ssa.Call) bool {
	var field *ssa.FieldAddr
	for _, ref := range *app.Referrers() {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.Store:
			addr, ok := ref.Addr.(*ssa.FieldAddr)
			if !ok || field != nil || ref.Val != ssa.Value(app) {
				return false
			}
			field = addr
		default:
			return false
		}
	}
	if field == nil {
		return false
	}
	alloc, ok := field.X.(*ssa.Alloc)
	return ok && holdsParameter(alloc) && neverRead(alloc, field)
}

// holdsParameter reports whether alloc is the variable of a parameter.
func holdsParameter(alloc *ssa.Alloc) bool {
	for _, ref := range *alloc.Referrers() {
		if store, ok := ref.(*ssa.Store); ok && store.Addr == ssa.Value(alloc) {
			_, isParam := store.Val.(*ssa.Parameter)
			return isParam
		}
	}
	return false
}

// neverRead reports whether the field of alloc that field denotes is only
// appended to.
func neverRead(alloc *ssa.Alloc, field *ssa.FieldAddr) bool {
	for _, ref := range *alloc.Referrers() {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.Store:
			if ref.Val == ssa.Value(alloc) {
				return false
			}
		case *ssa.FieldAddr:
			if ref.Field == field.Field && !onlyAppended(ref) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// onlyAppended reports whether the variable at addr is loaded for nothing but
// to append to it.
func onlyAppended(addr *ssa.FieldAddr) bool {
	for _, ref := range *addr.Referrers() {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.Store:
			if ref.Addr != ssa.Value(addr) {
				return false
			}
		case *ssa.UnOp:
			for _, r := range *ref.Referrers() {
				if call, ok := r.(*ssa.Call); !ok || flow.Builtin(&call.Call) != "append" || call.Call.Args[0] != ssa.Value(ref) {
					return false
				}
			}
		default:
			return false
		}
	}
	return true
}
