package nilmap

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// pointsToUnset reports whether v is the address of a local variable of map type,
// or the result of new, that nothing has assigned, or handed to others, when at
// executes.
func pointsToUnset(v ssa.Value, at ssa.Instruction) bool {
	local, ok := v.(*ssa.Alloc)
	if !ok || !typ.IsMap(local.Type().Underlying().(*types.Pointer).Elem()) {
		return false
	}
	for _, ref := range flow.Referrers(local) {
		switch ref.(type) {
		case *ssa.UnOp, *ssa.DebugRef:
			continue
		}
		if ref != at && (ref.Parent() != at.Parent() || flow.Reaches(ref, at)) {
			return false
		}
	}
	return !flow.InLoop(at)
}

// writesThrough reports whether the function of param assigns elements of the
// map that param points to, whenever it is called, and never assigns the map,
// asks whether it is nil or hands the pointer on.
func writesThrough(param *ssa.Parameter) bool {
	writes := false
	for _, ref := range *param.Referrers() {
		load, ok := ref.(*ssa.UnOp)
		if !ok {
			if _, isDebug := ref.(*ssa.DebugRef); isDebug {
				continue
			}
			return false
		}
		for _, use := range *load.Referrers() {
			switch use := use.(type) {
			case *ssa.MapUpdate:
				writes = writes || use.Map == ssa.Value(load) && always(use)
			case *ssa.BinOp:
				return false
			}
		}
	}
	return writes
}
