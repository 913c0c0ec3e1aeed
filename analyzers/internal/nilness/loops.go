package nilness

import (
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// skipsLoop reports whether the branch e leaves a loop at its head on arrival.
func (m *memory) skipsLoop(c *contents, branch *ssa.If, e flow.Event) bool {
	ways, ok := m.exits[branch]
	if !ok {
		ways = exitsOf(branch.Block())
		if m.exits == nil {
			m.exits = make(map[*ssa.If][2]bool)
		}
		m.exits[branch] = ways
	}
	return ways[way(e)] && c.turned != branch.Block()
}

// way returns the index of the successor that the branch e leads to.
func way(e flow.Event) int {
	if e.Branch < 0 {
		return 1
	}
	return 0
}

// turns returns the loop head that instr leads back to, if it ends the turn of
// a loop; else nil.
func turns(e flow.Event) *ssa.BasicBlock {
	block := e.Instr.Block()
	if succ := block.Succs[way(e)]; succ.Dominates(block) {
		return succ
	}
	return nil
}

// exitsOf reports, for each successor of head, whether head starts a loop that
// it is outside of.
func exitsOf(head *ssa.BasicBlock) (ways [2]bool) {
	for _, pred := range head.Preds {
		if head.Dominates(pred) {
			for i, succ := range head.Succs[:2] {
				ways[i] = !inLoop(head, succ)
			}
			break
		}
	}
	return ways
}

// inLoop reports whether the successor succ of the loop head leads back to it.
func inLoop(head, succ *ssa.BasicBlock) bool {
	seen := map[*ssa.BasicBlock]bool{}
	stack := []*ssa.BasicBlock{succ}
	for len(stack) > 0 {
		block := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if block == head {
			return true
		}
		if !seen[block] && head.Dominates(block) {
			seen[block] = true
			stack = append(stack, block.Succs...)
		}
	}
	return false
}
