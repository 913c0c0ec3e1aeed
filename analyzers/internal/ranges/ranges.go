// Package ranges tells which integers a value may be at some place of the
// code, from constants, types and the branches that lead there.
package ranges

import (
	"go/constant"
	"go/token"
	"go/types"
	"math"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// An Interval holds the integers from Lo to Hi. The limits of int64 stand for
// no limit.
type Interval struct{ Lo, Hi int64 }

// All is the interval without limits.
var All = Interval{math.MinInt64, math.MaxInt64}

// Contains reports whether n lies in i.
func (i Interval) Contains(n int64) bool { return i.Lo <= n && n <= i.Hi }

// Within reports whether all of i lies in j.
func (i Interval) Within(j Interval) bool { return j.Lo <= i.Lo && i.Hi <= j.Hi }

func (i Interval) and(j Interval) Interval { return Interval{max(i.Lo, j.Lo), min(i.Hi, j.Hi)} }
func (i Interval) or(j Interval) Interval  { return Interval{min(i.Lo, j.Lo), max(i.Hi, j.Hi)} }

// Const returns the value of the integer constant v.
func Const(v ssa.Value) (int64, bool) {
	k, ok := v.(*ssa.Const)
	if !ok || k.Value == nil {
		return 0, false
	}
	n := constant.ToInt(k.Value)
	if n.Kind() != constant.Int {
		return 0, false
	}
	return constant.Int64Val(n)
}

// OfType returns the values that the integer type t has. For uint64 and uint
// the upper limit is open.
func OfType(t types.Type) Interval {
	b, ok := t.Underlying().(*types.Basic)
	if !ok {
		return All
	}
	switch b.Kind() {
	case types.Int8:
		return Interval{math.MinInt8, math.MaxInt8}
	case types.Int16:
		return Interval{math.MinInt16, math.MaxInt16}
	case types.Int32:
		return Interval{math.MinInt32, math.MaxInt32}
	case types.Uint8:
		return Interval{0, math.MaxUint8}
	case types.Uint16:
		return Interval{0, math.MaxUint16}
	case types.Uint32:
		return Interval{0, math.MaxUint32}
	case types.Uint, types.Uint64, types.Uintptr:
		return Interval{0, math.MaxInt64}
	}
	return All
}

// At returns the values that v may have when at executes, as far as constants
// and the branches before it tell.
func At(at ssa.Instruction, v ssa.Value) Interval { return find(at, v, 0) }

func find(at ssa.Instruction, v ssa.Value, depth int) Interval {
	if depth > 8 {
		return OfType(v.Type())
	}
	own := valueOf(at, v, depth).and(OfType(v.Type()))
	guard := guarded(at, v)
	if guard.Lo == notZero {
		guard.Lo = math.MinInt64
		if own.Lo == 0 {
			guard.Lo = 1
		}
	}
	return own.and(guard)
}

// valueOf returns what the computation of v allows.
func valueOf(at ssa.Instruction, v ssa.Value, depth int) Interval {
	next := func(x ssa.Value) Interval { return find(at, x, depth+1) }
	if n, ok := Const(v); ok {
		return Interval{n, n}
	}
	switch v := v.(type) {
	case *ssa.Convert:
		if typ.IsBasic(v.X.Type(), types.IsInteger) {
			if in := next(v.X); in.Within(OfType(v.Type())) {
				return in
			}
		}
	case *ssa.ChangeType:
		return next(v.X)
	case *ssa.Call:
		return ofCall(v, next)
	case *ssa.BinOp:
		return ofBinOp(v, next)
	case *ssa.Phi:
		return ofPhi(v, depth)
	}
	return All
}

func ofCall(v *ssa.Call, next func(ssa.Value) Interval) Interval {
	switch flow.Builtin(v.Common()) {
	case "len", "cap", "copy":
		return Interval{0, math.MaxInt64}
	case "min", "max":
		out := next(v.Call.Args[0])
		for _, arg := range v.Call.Args[1:] {
			in := next(arg)
			if flow.Builtin(v.Common()) == "min" {
				out = Interval{min(out.Lo, in.Lo), min(out.Hi, in.Hi)}
			} else {
				out = Interval{max(out.Lo, in.Lo), max(out.Hi, in.Hi)}
			}
		}
		return out
	}
	switch flow.CalleeName(v.Common()) {
	case "math/rand.Intn", "math/rand.Int31n", "math/rand.Int63n", "math/rand/v2.IntN", "math/rand/v2.Int64N", "math/rand/v2.Uint32N", "runtime.NumGoroutine":
		return Interval{0, math.MaxInt64}
	case "runtime.NumCPU", "runtime.GOMAXPROCS":
		return Interval{1, math.MaxInt64}
	case "math/bits.Len", "math/bits.Len64", "math/bits.OnesCount64", "math/bits.LeadingZeros64", "math/bits.TrailingZeros64":
		return Interval{0, 64}
	}
	return All
}

func ofBinOp(v *ssa.BinOp, next func(ssa.Value) Interval) Interval {
	if !typ.IsBasic(v.Type(), types.IsInteger) {
		return All
	}
	x, y := next(v.X), next(v.Y)
	switch v.Op {
	case token.ADD:
		return Interval{add(x.Lo, y.Lo), add(x.Hi, y.Hi)}
	case token.SUB:
		if OfType(v.Type()).Lo == 0 && x.Lo < y.Hi { // may wrap
			return All
		}
		return Interval{add(x.Lo, -min(y.Hi, math.MaxInt64-1)), add(x.Hi, -max(y.Lo, -math.MaxInt64))}
	case token.REM:
		if y.Lo > 0 && x.Lo >= 0 {
			return Interval{0, min(x.Hi, y.Hi-1)}
		}
	case token.QUO:
		if y.Lo > 0 && x.Lo >= 0 {
			hi := x.Hi
			if hi != math.MaxInt64 {
				hi /= y.Lo
			}
			return Interval{0, hi}
		}
	case token.AND:
		if x.Lo >= 0 || y.Lo >= 0 {
			hi := int64(math.MaxInt64)
			if x.Lo >= 0 {
				hi = x.Hi
			}
			if y.Lo >= 0 {
				hi = min(hi, y.Hi)
			}
			return Interval{0, hi}
		}
	case token.SHR:
		if x.Lo >= 0 {
			return Interval{0, x.Hi}
		}
	case token.MUL:
		if x.Lo >= 0 && y.Lo >= 0 {
			lo := int64(0)
			if x.Lo > 0 && y.Lo > 0 {
				lo = 1
			}
			return Interval{lo, math.MaxInt64}
		}
	}
	return All
}

// add adds limits: no limit stays no limit.
func add(a, b int64) int64 {
	for _, limit := range []int64{math.MinInt64, math.MaxInt64} {
		if a == limit || b == limit {
			return limit
		}
	}
	sum := a + b
	switch {
	case a > 0 && b > 0 && sum < 0:
		return math.MaxInt64
	case a < 0 && b < 0 && sum >= 0:
		return math.MinInt64
	}
	return sum
}

// ofPhi returns the union of the edges. An edge that adds to the phi itself is
// a loop counter and only opens the upper limit, one that subtracts the lower.
func ofPhi(v *ssa.Phi, depth int) Interval {
	out, first := Interval{}, true
	up, down := false, false
	for i, edge := range v.Edges {
		if edge == ssa.Value(v) {
			continue
		}
		if step, ok := edge.(*ssa.BinOp); ok && step.X == ssa.Value(v) {
			if n, isConst := Const(step.Y); isConst && (step.Op == token.ADD || step.Op == token.SUB) {
				grows := (n > 0) == (step.Op == token.ADD)
				up, down = up || grows && n != 0, down || !grows && n != 0
				continue
			}
		}
		preds := v.Block().Preds
		if i >= len(preds) || len(preds[i].Instrs) == 0 {
			return All
		}
		end := preds[i].Instrs[len(preds[i].Instrs)-1]
		in := find(end, edge, depth+3).and(onEdge(end, v.Block(), edge))
		if first {
			out, first = in, false
		} else {
			out = out.or(in)
		}
	}
	if first {
		return All
	}
	if up {
		out.Hi = math.MaxInt64
	}
	if down {
		out.Lo = math.MinInt64
	}
	return out
}
