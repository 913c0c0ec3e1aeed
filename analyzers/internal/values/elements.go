package values

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// ElementsOnlyRead reports whether the elements of v, a slice or array made in this
// function, are only read.
func ElementsOnlyRead(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.MakeSlice:
	case *ssa.Slice: // of a constant size
		alloc, ok := v.X.(*ssa.Alloc)
		if !ok || alloc.Comment != "makeslice" || len(*alloc.Referrers()) != 1 {
			return false
		}
	case *ssa.Alloc:
		if _, ok := v.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Array); !ok {
			return false
		}
	default:
		return false
	}
	for _, ref := range flow.Referrers(v) {
		switch ref := ref.(type) {
		case *ssa.IndexAddr:
			if !onlyLoaded(ref) {
				return false
			}
		case *ssa.Return, *ssa.DebugRef:
		case *ssa.UnOp: // the whole array
		case *ssa.Call:
			if name := flow.Builtin(&ref.Call); name != "len" && name != "cap" {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// onlyLoaded reports whether nothing is done with addr and the addresses of its
// fields but to load from them.
func onlyLoaded(addr ssa.Value) bool {
	for _, ref := range flow.Referrers(addr) {
		switch ref := ref.(type) {
		case *ssa.UnOp:
			if ref.Op != token.MUL {
				return false
			}
		case *ssa.FieldAddr:
			if !onlyLoaded(ref) {
				return false
			}
		case *ssa.DebugRef:
		default:
			return false
		}
	}
	return true
}
