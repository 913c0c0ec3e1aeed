package relock

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/locks"
)

// A mode is a constant that a field of some object is compared with.
type mode struct {
	field access.Class
	value string
}

// hasModes reports whether two functions on the way to the acquisition a test
// one field for the same constant: the object has a mode, set once, and whether
// it is ever that one where the lock is held already is not to be seen here.
func hasModes(a *locks.Acquisition) bool {
	seen := make(map[mode]bool)
	for ; a != nil; a = a.Via {
		here := modesOf(a.Call)
		for m := range here {
			if seen[m] {
				return true
			}
		}
		for m := range here {
			seen[m] = true
		}
	}
	return false
}

// modesOf returns what the branches on which instr depends compare fields with.
func modesOf(instr ssa.Instruction) map[mode]bool {
	modes := make(map[mode]bool)
	for b := instr.Block(); b != nil; b = b.Idom() {
		if len(b.Preds) != 1 {
			continue
		}
		pred := b.Preds[0]
		branch, ok := pred.Instrs[len(pred.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		test, ok := branch.Cond.(*ssa.BinOp)
		if !ok || test.Op != token.EQL && test.Op != token.NEQ {
			continue
		}
		load, isLoad := test.X.(*ssa.UnOp)
		k, isConst := test.Y.(*ssa.Const)
		if !isLoad || load.Op != token.MUL || !isConst || k.Value == nil {
			continue
		}
		if field := access.ClassOf(load.X); field.Owner != nil {
			modes[mode{field, k.Value.ExactString()}] = true
		}
	}
	return modes
}
