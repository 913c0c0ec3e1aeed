package uintwrap

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/ranges"
)

// comparisons judges the comparisons of unsigned differences of a package.
type comparisons struct {
	p     *flow.Package
	wraps map[*types.Var]bool // see counts; nil before it is asked
}

// wrapping returns the unsigned subtraction whose result cmp compares as if it
// could be negative, and that no branch before proves to be right; or nil.
func (c *comparisons) wrapping(cmp *ssa.BinOp) *ssa.BinOp {
	x, y, op := cmp.X, cmp.Y, cmp.Op
	if _, ok := x.(*ssa.Const); ok { // 0 < a-b
		x, y, op = y, x, ranges.Mirror(op)
	}
	sub, ok := x.(*ssa.BinOp)
	if !ok || sub.Op != token.SUB || !isUnsigned(sub.Type()) {
		return nil
	}
	limit, isConst := ranges.Const(y)
	if !isConst {
		return nil
	}
	switch {
	case op == token.GTR && limit == 0, op == token.GEQ && limit == 1:
		// The comparison also stands for a != b where a < b never happens.
		if _, isConst := sub.X.(*ssa.Const); isConst || len(*sub.Referrers()) > 1 || computed(sub.X) || c.counts(sub.X) || c.counts(sub.Y) {
			return nil
		}
	case op == token.LEQ && limit == 0, op == token.LSS && limit <= 1 && limit >= 0, op == token.GEQ && limit == 0:
		// Only who expects negative numbers writes this. A bound besides sees to
		// the huge ones.
		if op == token.LSS && limit == 1 && len(*sub.Referrers()) > 1 || boundedElsewhere(sub, cmp) {
			return nil
		}
	default:
		return nil
	}
	if ranges.AtLeast(sub, sub.X, sub.Y) || ranges.At(sub, sub.X).Lo >= ranges.At(sub, sub.Y).Hi {
		return nil
	}
	return sub
}

// boundedElsewhere reports whether sub is compared again, besides cmp.
func boundedElsewhere(sub, cmp *ssa.BinOp) bool {
	for _, ref := range *sub.Referrers() {
		other, ok := ref.(*ssa.BinOp)
		if !ok || other == cmp {
			continue
		}
		switch other.Op {
		case token.LSS, token.LEQ, token.GTR, token.GEQ:
			return true
		}
	}
	return false
}

// computed reports whether v is itself a difference, as in (last-first+1) - n:
// the size of a range, which what is in the range does not exceed.
func computed(v ssa.Value) bool {
	for {
		op, ok := v.(*ssa.BinOp)
		if !ok {
			return false
		}
		if op.Op == token.SUB {
			return true
		}
		v = op.X
	}
}

// counts reports whether v is a field that counts modulo the size of its type,
// like the head of a ring buffer: somewhere the package takes a remainder of it.
func (c *comparisons) counts(v ssa.Value) bool {
	field := fieldOf(v)
	if field == nil {
		return false
	}
	if c.wraps == nil {
		c.wraps = make(map[*types.Var]bool)
		for _, fn := range c.p.Functions() {
			for instr := range flow.Instructions(fn) {
				op, ok := instr.(*ssa.BinOp)
				if ok && (op.Op == token.REM || op.Op == token.AND) {
					if f := fieldOf(op.X); f != nil {
						c.wraps[f] = true
					}
				}
			}
		}
	}
	return c.wraps[field]
}

// fieldOf returns the field that v is loaded from, or nil.
func fieldOf(v ssa.Value) *types.Var {
	switch v := v.(type) {
	case *ssa.UnOp:
		if addr, ok := v.X.(*ssa.FieldAddr); ok && v.Op == token.MUL {
			return flow.FieldOf(addr)
		}
	case *ssa.Field:
		return flow.FieldOfValue(v)
	}
	return nil
}
