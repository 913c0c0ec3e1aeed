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
		for _, via := range arguments(use.Via) {
			n.add(via)
		}
	}
	return n
}

// add follows v if it is the slice, or a part of it, by name.
func (n *names) add(v ssa.Value) {
	if !n.m.Chain(v, func(v ssa.Value) bool { return v == n.slice }) {
		return
	}
	n.plain[v] = true
	n.m.Chain(v, func(v ssa.Value) bool {
		if phi, ok := v.(*ssa.Phi); ok && v != n.slice && n.bits[phi] == 0 && len(n.bits) < 64 {
			n.bits[phi] = 1 << len(n.bits)
			if first := firstReal(phi.Block()); first != nil {
				n.phisAt[first] = append(n.phisAt[first], phi)
			}
		}
		return false
	})
}

// arguments returns the arguments that v stands for if it is made of them for a
// call, as interfaces or as a variadic argument; else v itself.
func arguments(v ssa.Value) []ssa.Value {
	switch v := v.(type) {
	case *ssa.MakeInterface:
		return []ssa.Value{v.X}
	case *ssa.Slice:
		array, ok := v.X.(*ssa.Alloc)
		if !ok || array.Comment != "varargs" {
			break
		}
		var all []ssa.Value
		for _, ref := range *array.Referrers() {
			if elem, ok := ref.(*ssa.IndexAddr); ok {
				for _, use := range *elem.Referrers() {
					if store, ok := use.(*ssa.Store); ok {
						all = append(all, arguments(store.Val)...)
					}
				}
			}
		}
		return all
	}
	return []ssa.Value{v}
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

// hold reports whether v, by which the slice is used, holds it. Of what does
// not have the slice by name it is not known, and so taken to.
func (n *names) hold(v ssa.Value, held uint64, renewed bool) bool {
	named := false
	for _, part := range arguments(v) {
		if n.plain[part] && n.holds(part, held, renewed, 0) {
			return true
		}
		named = named || n.plain[part]
	}
	return !named
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
