package explore

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// countsAtomically reports whether cond compares what an atomic addition has
// returned with something that is not constant.
func countsAtomically(cond ssa.Value) bool {
	cmp, ok := cond.(*ssa.BinOp)
	if !ok {
		return false
	}
	for _, sides := range [][2]ssa.Value{{cmp.X, cmp.Y}, {cmp.Y, cmp.X}} {
		call, isCall := sides[0].(*ssa.Call)
		_, isConst := sides[1].(*ssa.Const)
		if !isCall || isConst {
			continue
		}
		if fn := flow.CalleeObject(call.Common()); fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "sync/atomic" && strings.HasPrefix(fn.Name(), "Add") {
			return true
		}
	}
	return false
}

// toldByFlag reports whether cond, in the goroutine g, is what a method of
// another package answers about an object that a method of the same type
// changes elsewhere in the function that starts g: a flag by which one tells the
// other to stop.
func (p *Package) toldByFlag(g *goroutine, cond ssa.Value) bool {
	call, ok := cond.(*ssa.Call)
	if !ok || g.spawned == nil || len(call.Call.Args) != 1 {
		return false
	}
	told, known := p.flags[call]
	if !known {
		told = isFlag(call, flow.Outermost(g.spawned.Parent()))
		p.flags[call] = told
	}
	return told
}

// isFlag reports whether get calls a method of another package without
// arguments, and fn, or a literal in it, one of the same type with some.
func isFlag(get *ssa.Call, fn *ssa.Function) bool {
	callee := get.Call.StaticCallee()
	if callee == nil || callee.Signature.Recv() == nil || len(callee.Blocks) > 0 || callee.Object() == nil || callee.Object().Pkg().Path() == "sync/atomic" {
		return false
	}
	for instr := range flow.Instructions(fn) {
		set, ok := instr.(ssa.CallInstruction)
		if !ok || fn == get.Parent() || set.Common().StaticCallee() == nil || len(set.Common().Args) < 2 {
			continue
		}
		recv := set.Common().StaticCallee().Signature.Recv()
		if recv != nil && types.Identical(recv.Type(), callee.Signature.Recv().Type()) {
			return true
		}
	}
	return slices.ContainsFunc(fn.AnonFuncs, func(lit *ssa.Function) bool { return isFlag(get, lit) })
}
