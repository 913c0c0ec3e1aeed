package alias

import (
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// names follows, along a path, which of the variables that join several
// slices hold the one asked for.
type names struct {
	m      *Model
	slice  ssa.Value
	plain  map[ssa.Value]bool // values that are the slice or parts of it by name
	bits   map[*ssa.Phi]uint64
	phisAt map[ssa.Instruction][]*ssa.Phi // by the first real instruction of their block
}

func (m *Model) names(q Query) *names {
	n := &names{m: m, slice: q.Slice, plain: make(map[ssa.Value]bool), bits: make(map[*ssa.Phi]uint64), phisAt: make(map[ssa.Instruction][]*ssa.Phi)}
	for _, use := range q.Uses {
		if !m.Chain(use.Via, func(v ssa.Value) bool { return v == q.Slice }) {
			continue
		}
		n.plain[use.Via] = true
		m.Chain(use.Via, func(v ssa.Value) bool {
			if phi, ok := v.(*ssa.Phi); ok && v != q.Slice && n.bits[phi] == 0 && len(n.bits) < 64 {
				n.bits[phi] = 1 << len(n.bits)
				if first := firstReal(phi.Block()); first != nil {
					n.phisAt[first] = append(n.phisAt[first], phi)
				}
			}
			return false
		})
	}
	return n
}

// enter returns the phis that hold the slice when instr is about to execute.
func (n *names) enter(held uint64, renewed bool, instr ssa.Instruction, at *flow.Cursor) uint64 {
	phis := n.phisAt[instr]
	if len(phis) == 0 {
		return held
	}
	blocks := at.Path().Blocks
	if len(blocks) < 2 {
		return held
	}
	pred := blocks[len(blocks)-2]
	next := held
	for _, phi := range phis {
		for i, p := range phi.Block().Preds {
			if p != pred {
				continue
			}
			if n.holds(phi.Edges[i], held, renewed, 0) {
				next |= n.bits[phi]
			} else {
				next &^= n.bits[phi]
			}
		}
	}
	return next
}

// hold reports whether v, by which the slice is used, holds it.
func (n *names) hold(v ssa.Value, held uint64, renewed bool) bool {
	return !n.plain[v] || n.holds(v, held, renewed, 0)
}

func (n *names) holds(v ssa.Value, held uint64, renewed bool, depth int) bool {
	if v == n.slice {
		return !renewed // else it is another one by now
	}
	if phi, ok := v.(*ssa.Phi); ok {
		bit := n.bits[phi]
		return bit != 0 && held&bit != 0
	}
	if slice, ok := v.(*ssa.Slice); ok && emptySlice(slice) || depth > 20 {
		return false // what is filled anew does not hold what was there
	}
	for _, x := range n.m.Sources(v) {
		if n.holds(x, held, renewed, depth+1) {
			return true
		}
	}
	return false
}
