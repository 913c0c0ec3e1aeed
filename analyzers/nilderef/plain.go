package nilderef

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// plain reports whether the path leads from the test that found the value to
// be nil to u by no condition that may depend on it: within the same condition,
// or from an if statement that tests nothing else or whose body is entered,
// past statements that leave the function and branches that meet again. Behind
// other conditions the value is often known not to be nil for reasons that lie
// elsewhere.
func plain(p *flow.Package, path *flow.Path, tested func(*ssa.If) bool, u use) bool {
	at := -1
	for i, d := range path.Decisions {
		if tested(d.If) {
			at = i
		}
	}
	if at < 0 {
		return false
	}
	branch := path.Decisions[at].If
	if cond, ok := branch.Cond.(ssa.Instruction); !ok || cond.Block() != branch.Block() {
		return false // computed elsewhere
	}
	if whole, body := compound(p, branch); whole != nil {
		inside := whole.Pos() <= u.instr.Pos() && u.instr.Pos() < whole.End()
		if !inside && (!isEqual(branch) || body == nil || !entered(path, body)) {
			return false
		}
	}
	for _, d := range path.Decisions[at+1:] {
		if !(unrelated(d, u.instr.Block()) || within(p, branch, d.If)) || setOn(path, d.If.Cond) {
			return false
		}
	}
	return true
}

// compound returns the condition with && or || that the test of branch is an
// operand of, or nil, and the body of its if statement.
func compound(p *flow.Package, branch *ssa.If) (whole ast.Expr, body *ast.BlockStmt) {
	for _, n := range p.Enclosing(branch.Cond.Pos()) {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			if n.Op == token.LAND || n.Op == token.LOR {
				whole = n
			}
		case *ast.IfStmt:
			return whole, n.Body
		case ast.Stmt:
			return whole, nil
		}
	}
	return whole, nil
}

// within reports whether other tests another operand of the same condition.
func within(p *flow.Package, branch, other *ssa.If) bool {
	whole, _ := compound(p, branch)
	return whole != nil && whole.Pos() <= other.Cond.Pos() && other.Cond.Pos() < whole.End()
}

// isEqual reports whether branch asks whether something is nil, not whether it
// is not.
func isEqual(branch *ssa.If) bool {
	test, ok := flow.NilTestOf(branch.Cond)
	return ok && test.NilWhen
}

// entered reports whether path executes something in body.
func entered(path *flow.Path, body *ast.BlockStmt) bool {
	for _, block := range path.Blocks {
		for _, instr := range block.Instrs {
			if body.Pos() < instr.Pos() && instr.Pos() < body.End() {
				return true
			}
		}
	}
	return false
}

// setOn reports whether cond tests a variable in memory that the path assigns,
// as a flag that tells of the test before.
func setOn(path *flow.Path, cond ssa.Value) bool {
	test, ok := flow.NilTestOf(cond)
	if !ok {
		return false
	}
	load, ok := test.X.(*ssa.UnOp)
	if !ok {
		return false
	}
	for _, block := range path.Blocks {
		for _, instr := range block.Instrs {
			if store, ok := instr.(*ssa.Store); ok && store.Addr == load.X && flow.IsNil(store.Val) {
				return true
			}
		}
	}
	return false
}

// unrelated reports whether the decision d leaves the way to the use in block
// as it is: its other branch leads there too, or out of the function.
func unrelated(d flow.Decision, block *ssa.BasicBlock) bool {
	head := d.If.Block()
	for _, pred := range head.Preds {
		if head.Dominates(pred) { // a loop
			return false
		}
	}
	other := head.Succs[0]
	if d.Taken {
		other = head.Succs[1]
	}
	reached := reachable(other)
	if reached[block] {
		return true
	}
	for b := range reachable(block) {
		if reached[b] {
			return false
		}
	}
	return true
}

// reachable returns the blocks that some path leads to from block, itself
// included.
func reachable(block *ssa.BasicBlock) map[*ssa.BasicBlock]bool {
	seen := make(map[*ssa.BasicBlock]bool)
	stack := []*ssa.BasicBlock{block}
	for len(stack) > 0 {
		b := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if !seen[b] {
			seen[b] = true
			stack = append(stack, b.Succs...)
		}
	}
	return seen
}
