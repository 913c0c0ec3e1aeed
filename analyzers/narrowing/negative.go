package narrowing

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/ranges"
)

// negative reports whether conv makes an unsigned number of one in the range in,
// which fits but for the negative ones, and nothing in the function asks whether
// it is negative: each comparison is with an upper bound.
func negative(conv *ssa.Convert, in ranges.Interval) bool {
	out := ranges.OfType(conv.Type())
	if out.Lo != 0 || in.Lo >= 0 || in.Hi > out.Hi || in.Hi <= 0 {
		return false
	}
	tested := false
	for _, ref := range flow.Referrers(conv.X) {
		switch ref := ref.(type) {
		case *ssa.BinOp:
			if !upper(ref, conv.X) {
				return false
			}
			tested = true
		case *ssa.Convert, *ssa.DebugRef:
		default:
			return false // somebody else may look at it
		}
	}
	return tested
}

// upper reports whether cmp compares v with a positive constant above or below
// which it lies.
func upper(cmp *ssa.BinOp, v ssa.Value) bool {
	op, bound := cmp.Op, cmp.Y
	if bound == v {
		op, bound = ranges.Mirror(op), cmp.X
	}
	n, ok := ranges.Const(bound)
	if !ok || n <= 0 {
		return false
	}
	switch op {
	case token.GTR, token.LEQ:
		return true
	case token.GEQ, token.LSS:
		return n > 1
	}
	return false
}
