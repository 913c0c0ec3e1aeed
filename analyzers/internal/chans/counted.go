package chans

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// Counted reports whether the loop around instr turns a number of times that it
// counts: those who send may count as well.
func Counted(instr ssa.Instruction) bool {
	for _, b := range instr.Parent().Blocks {
		branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok || !inCycle(b, instr.Block()) || inCycle(b.Succs[0], b) && inCycle(b.Succs[1], b) {
			continue
		}
		if cmp, ok := branch.Cond.(*ssa.BinOp); ok && typ.IsBasic(cmp.X.Type(), types.IsInteger) && (isCounter(cmp.X) || isCounter(cmp.Y)) {
			return true
		}
	}
	return false
}

// isCounter reports whether v changes from turn to turn of a loop by a constant,
// before or after it has.
func isCounter(v ssa.Value) bool {
	if sum, ok := v.(*ssa.BinOp); ok {
		if _, isConst := sum.Y.(*ssa.Const); isConst {
			v = sum.X
		}
	}
	_, isPhi := v.(*ssa.Phi)
	return isPhi
}

// inCycle reports whether a and b lie on one loop.
func inCycle(a, b *ssa.BasicBlock) bool {
	x, y := a.Instrs[0], b.Instrs[0]
	return flow.Reaches(x, y) && flow.Reaches(y, x)
}
