package uintwrap

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/ranges"
)

// comparisons judges the comparisons of unsigned differences of a package.
type comparisons struct {
	p     *flow.Package
	wraps map[*types.Var]bool // see counts; nil before it is asked
	// ordered are the pairs of fields of which the package asks which is the
	// greater; nil before it is asked.
	ordered map[[2]*types.Var]bool
	set     map[*types.Var][]*types.Var // see setAlone; nil before it is asked
}

// half is the least limit that only who counts modulo the size of a type
// compares with.
const half = 1 << 15

// wrapping returns the unsigned subtraction whose result cmp compares as if it
// could be negative, and that no branch before proves to be right; or nil.
func (c *comparisons) wrapping(cmp *ssa.BinOp) *ssa.BinOp {
	x, y, op := cmp.X, cmp.Y, cmp.Op
	if difference(x) == nil { // 0 < a-b
		x, y, op = y, x, ranges.Mirror(op)
	}
	sub := difference(x)
	if sub == nil {
		return nil
	}
	limit, isConst := ranges.Const(y)
	switch {
	case op == token.GTR && isCounter(y) && (isConstant(sub.X) || c.either(sub)):
		// The end of a loop, which then does not come.
	case !isConst || limit > 1:
		if !isOrder(op) || limit >= half || !onlyPassed(sub, cmp) || c.counts(sub.X) || c.counts(sub.Y) || !c.either(sub) {
			return nil
		}
	case op == token.GTR && limit == 0, op == token.GEQ && limit == 1:
		// The comparison also stands for a != b where a < b never happens.
		if _, isConst := sub.X.(*ssa.Const); isConst || len(*sub.Referrers()) > 1 && !(c.either(sub) && onlyPassed(sub, cmp)) || computed(sub.X) || c.counts(sub.X) || c.counts(sub.Y) {
			return nil
		}
	case op == token.LEQ && limit == 0, op == token.LSS && limit <= 1 && limit >= 0, op == token.GEQ && limit == 0:
		// Only who expects negative numbers writes this. A bound besides sees to
		// the huge ones.
		if inOrder(sub.X, sub.Y) {
			return nil
		}
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

// onlyPassed reports whether sub, besides being compared by cmp, is handed on as
// it is: nothing computes with it, as one does with numbers that wrap around on
// purpose.
func onlyPassed(sub, cmp *ssa.BinOp) bool {
	for _, ref := range *sub.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Return, *ssa.Store, *ssa.Phi, *ssa.Call, *ssa.MakeInterface, *ssa.DebugRef:
		case *ssa.BinOp:
			if ref != cmp {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// size returns the unsigned subtraction that is the length of made, if nothing
// says that it is right, as with any limit in wrapping; or nil.
func (c *comparisons) size(made *ssa.MakeSlice) *ssa.BinOp {
	v := made.Len
	if conv, ok := v.(*ssa.Convert); ok {
		v = conv.X
	}
	sub := difference(v)
	if sub == nil || !c.either(sub) || ranges.AtLeast(sub, sub.X, sub.Y) {
		return nil
	}
	return sub
}

// difference returns v if it is an unsigned subtraction, or nil.
//
// Differences of a uintptr are of addresses, whose order the memory gives.
func difference(v ssa.Value) *ssa.BinOp {
	sub, ok := v.(*ssa.BinOp)
	if !ok || sub.Op != token.SUB || !isUnsigned(sub.Type()) || isUintptr(sub.Type()) {
		return nil
	}
	return sub
}

func isUintptr(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Kind() == types.Uintptr
}

func isConstant(v ssa.Value) bool {
	_, ok := v.(*ssa.Const)
	return ok
}

// isCounter reports whether v is a variable that a loop counts up by one, or
// its next value.
func isCounter(v ssa.Value) bool {
	if phi, ok := v.(*ssa.Phi); ok {
		return slices.ContainsFunc(phi.Edges, func(edge ssa.Value) bool { return steps(edge, phi) })
	}
	step, ok := v.(*ssa.BinOp)
	if !ok {
		return false
	}
	phi, ok := step.X.(*ssa.Phi)
	return ok && slices.Contains(phi.Edges, v) && steps(v, phi)
}

// steps reports whether v is phi + 1.
func steps(v ssa.Value, phi *ssa.Phi) bool {
	step, ok := v.(*ssa.BinOp)
	if !ok || step.Op != token.ADD || step.X != ssa.Value(phi) {
		return false
	}
	n, isConst := ranges.Const(step.Y)
	return isConst && n == 1
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

// isOrder reports whether op asks which of two numbers is the greater.
func isOrder(op token.Token) bool {
	switch op {
	case token.LSS, token.LEQ, token.GTR, token.GEQ:
		return true
	}
	return false
}
