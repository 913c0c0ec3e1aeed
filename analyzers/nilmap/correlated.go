package nilmap

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/nilness"
)

// correlated reports whether what the test of cause decided besides may keep
// use from executing: the branches of the test meet in other variables, and a
// condition before use depends on one of them.
func correlated(cause *nilness.Cause, use ssa.Instruction) bool {
	if cause.Kind != nilness.Compared || cause.Path == nil {
		return false
	}
	joined := make(map[ssa.Value]bool) // variables that join after the test
	for _, d := range cause.Path.Decisions {
		if test, ok := flow.NilTestOf(d.If.Cond); !ok || test.X != cause.Value {
			continue
		}
		for _, succ := range d.If.Block().Succs {
			for _, block := range append([]*ssa.BasicBlock{succ}, succ.Succs...) {
				for _, instr := range block.Instrs {
					if phi, ok := instr.(*ssa.Phi); ok && d.If.Block().Dominates(block) && block.Dominates(use.Block()) {
						joined[phi] = true
					}
				}
			}
		}
	}
	if len(joined) == 0 {
		return false
	}
	for b := use.Block().Idom(); b != nil; b = b.Idom() {
		branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if ok && dependsOn(branch.Cond, joined, make(map[ssa.Value]bool)) {
			return true
		}
	}
	return false
}

// answered reports whether use assigns in a loop over the map that a call has
// returned or filled in, while an option, a field, decides whether m is made: it
// mostly decides what the call returns as well.
func answered(cause *nilness.Cause, m ssa.Value, use ssa.Instruction) bool {
	if _, ok := m.(*ssa.Phi); !ok || cause.Path == nil {
		return false
	}
	if !slices.ContainsFunc(cause.Path.Decisions, func(d flow.Decision) bool { return isOption(d.If.Cond) }) {
		return false
	}
	update, ok := use.(*ssa.MapUpdate)
	if !ok {
		return false
	}
	key, ok := update.Key.(*ssa.Extract)
	if !ok {
		return false
	}
	next, ok := key.Tuple.(*ssa.Next)
	if !ok {
		return false
	}
	over, ok := next.Iter.(*ssa.Range)
	return ok && fromCall(over.X)
}

// isOption reports whether cond is a field, or compares one with a constant.
func isOption(cond ssa.Value) bool {
	if cmp, ok := cond.(*ssa.BinOp); ok {
		if _, isConst := cmp.Y.(*ssa.Const); !isConst || flow.IsNil(cmp.Y) {
			return false
		}
		cond = cmp.X
	}
	load, ok := cond.(*ssa.UnOp)
	if !ok {
		return false
	}
	_, ok = load.X.(*ssa.FieldAddr)
	return ok
}

// fromCall reports whether v is the result of a call, or part of what a call
// has filled in.
func fromCall(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Call:
		return true
	case *ssa.Extract:
		return fromCall(v.Tuple)
	case *ssa.UnOp:
		return fromCall(v.X)
	case *ssa.FieldAddr:
		return fromCall(v.X)
	case *ssa.Alloc:
		for _, ref := range flow.Referrers(v) {
			switch ref := ref.(type) {
			case *ssa.Call:
				return true
			case *ssa.MakeInterface:
				for _, use := range flow.Referrers(ref) {
					if _, isCall := use.(*ssa.Call); isCall {
						return true
					}
				}
			}
		}
	}
	return false
}

// dependsOn reports whether v is computed from one of roots, or decided by a
// loop or branch that depends on one.
func dependsOn(v ssa.Value, roots, seen map[ssa.Value]bool) bool {
	if roots[v] {
		return true
	}
	instr, ok := v.(ssa.Instruction)
	if !ok || seen[v] || len(seen) > 100 {
		return false
	}
	seen[v] = true
	if phi, ok := v.(*ssa.Phi); ok {
		for _, pred := range phi.Block().Preds {
			for b := pred; b != nil && b != phi.Block().Idom(); b = b.Idom() {
				if branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If); ok && dependsOn(branch.Cond, roots, seen) {
					return true
				}
			}
		}
	}
	for _, op := range instr.Operands(nil) {
		if *op != nil && dependsOn(*op, roots, seen) {
			return true
		}
	}
	return false
}
