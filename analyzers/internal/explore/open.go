package explore

import (
	"go/token"
	"math"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// Executions turn loops with an unknown bound only a few times. What depends on
// how often they turn is therefore made to depend on less: a buffer that they
// fill may be full earlier, and a value that they count up is any value.

// overflows lets the buffer of c, which has a constant capacity, be full when g
// sends v at at, if a loop with an unknown bound fills it: that loop could have
// turned more often. From then on the capacity of c is what the buffer holds. If
// that is nothing, it is one value of the turns left out, unless these could have
// taken it out again.
func (m *machine) overflows(g *goroutine, f *frame, at *ssa.Send, c *chanv, v value) bool {
	size, ok := intOf(c.size)
	if !ok || size.s != nil || size.k < 2 || len(c.buf) == 0 && !onlySends(at.Parent()) {
		return false
	}
	if max(m.openTurns(f, at), g.copies) <= size.k || m.choose(2, 1) == 0 {
		return false
	}
	if len(c.buf) == 0 {
		c.buf = append(c.buf, v)
	}
	c.size = intv(int64(len(c.buf)))
	return true
}

// onlySends reports whether fn neither receives nor starts goroutines.
func onlySends(fn *ssa.Function) bool {
	for instr := range flow.Instructions(fn) {
		switch instr := instr.(type) {
		case *ssa.Go, *ssa.Select:
			return false
		case *ssa.UnOp:
			if instr.Op == token.ARROW {
				return false
			}
		case *ssa.Call:
			switch flow.CalleeName(instr.Common()) {
			case "(*sync.WaitGroup).Go", "(*golang.org/x/sync/errgroup.Group).Go", "time.AfterFunc":
				return false
			}
		}
	}
	return true
}

// openTurns returns how often the loops with an unknown bound that contain at
// may turn, or 0 if there are none.
func (m *machine) openTurns(f *frame, at ssa.Instruction) int64 {
	most := int64(0)
	for _, bound := range m.openBounds(f, at) {
		turns := int64(math.MaxInt64)
		if n, ok := intOf(bound); ok {
			_, turns = n.bounds()
		}
		most = max(most, turns)
	}
	return most
}

// openBounds returns the bounds of the loops around at that have turned; one
// that is not known at all is nil.
func (m *machine) openBounds(f *frame, at ssa.Instruction) []value {
	var bounds []value
	for header, n := range f.turns {
		if n == 0 || !header.Dominates(at.Block()) || !flow.Reaches(at, header.Instrs[0]) {
			continue
		}
		var bound value
		if branch, ok := header.Instrs[len(header.Instrs)-1].(*ssa.If); ok {
			if c, ok := m.get(f, branch.Cond).(cmpv); ok && c.op == lt && !c.not {
				bound = c.y
			}
		}
		bounds = append(bounds, bound)
	}
	return bounds
}

// apart reports whether the capacity of c is not known, and loops around at have
// bounds that are not known either and not that capacity: nothing tells that the
// buffer is too small for all that they send.
func (m *machine) apart(f *frame, at ssa.Instruction, c *chanv) bool {
	size, ok := intOf(c.size)
	if !ok || size.s == nil {
		return false
	}
	for _, bound := range m.openBounds(f, at) {
		if n, ok := intOf(bound); !ok || n.s != size.s {
			return true
		}
	}
	return false
}

// counter returns v, which f sends at the instruction at; if it is counted by a
// loop with an unknown bound, any number instead.
func (m *machine) counter(f *frame, at *ssa.Send, v value) value {
	if _, isInt := intOf(v); !isInt {
		return v
	}
	if _, isConst := at.X.(*ssa.Const); isConst || m.openTurns(f, at) == 0 {
		return v
	}
	return m.newSym(at.X.Type(), at.X)
}
