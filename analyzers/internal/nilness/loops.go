package nilness

import (
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// skipsLoop reports whether the branch e leaves a loop at its head on arrival.
func (m *memory) skipsLoop(branch *ssa.If, e flow.Event, at *flow.Cursor) bool {
	ways, ok := m.exits[branch]
	if !ok {
		ways = exitsOf(branch.Block())
		if m.exits == nil {
			m.exits = make(map[*ssa.If][2]bool)
		}
		m.exits[branch] = ways
	}
	way := 0
	if e.Branch < 0 {
		way = 1
	}
	if !ways[way] {
		return false
	}
	from := at.From()
	return from == nil || !branch.Block().Dominates(from)
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
