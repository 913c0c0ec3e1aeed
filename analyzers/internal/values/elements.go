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
	if alloc, ok := v.(*ssa.Alloc); ok {
		if _, isArray := alloc.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Array); !isArray {
			return false
		}
	} else if !Zeroed(v) {
		return false
	}
	for _, ref := range flow.Referrers(v) {
		if _, isReturn := ref.(*ssa.Return); !isReturn && !ReadsElements(ref) {
			return false
		}
	}
	return true
}

// Zeroed reports whether v is a slice as make returns it.
func Zeroed(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.MakeSlice:
		return true
	case *ssa.Slice: // of a constant size
		alloc, ok := v.X.(*ssa.Alloc)
		return ok && alloc.Comment == "makeslice" && len(*alloc.Referrers()) == 1
	}
	return false
}

// ReadsElements reports whether instr, which uses a slice or the address of an
// array, does nothing but read its elements, or ask how many there are.
func ReadsElements(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.IndexAddr:
		return OnlyLoaded(instr)
	case *ssa.DebugRef:
		return true
	case *ssa.UnOp: // the whole array
		return true
	case *ssa.Call:
		name := flow.Builtin(&instr.Call)
		return name == "len" || name == "cap"
	}
	return false
}

// OnlyLoaded reports whether nothing is done with addr and the addresses of its
// fields but to load from them.
func OnlyLoaded(addr ssa.Value) bool {
	for _, ref := range flow.Referrers(addr) {
		switch ref := ref.(type) {
		case *ssa.UnOp:
			if ref.Op != token.MUL {
				return false
			}
		case *ssa.FieldAddr:
			if !OnlyLoaded(ref) {
				return false
			}
		case *ssa.DebugRef:
		default:
			return false
		}
	}
	return true
}
