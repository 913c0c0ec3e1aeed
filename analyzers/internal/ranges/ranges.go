// Package ranges tells which integers a value may be at some place of the
// code, from constants, types and the branches that lead there.
package ranges

import (
	"fmt"
	"go/constant"
	"go/token"
	"go/types"
	"math"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
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
		if isInteger(v.X.Type()) {
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
	if !isInteger(v.Type()) {
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

// onEdge returns what the branch at the end of a block says of v on the way to
// the block to.
func onEdge(end ssa.Instruction, to *ssa.BasicBlock, v ssa.Value) Interval {
	branch, ok := end.(*ssa.If)
	succs := end.Block().Succs
	if !ok || succs[0] == succs[1] {
		return All
	}
	return refine(branch.Cond, succs[0] == to, key(v))
}

// guarded returns what the branches that dominate at say of v.
func guarded(at ssa.Instruction, v ssa.Value) Interval {
	out := All
	k := key(v)
	for b := at.Block(); b != nil; b = b.Idom() {
		if len(b.Preds) != 1 {
			continue
		}
		pred := b.Preds[0]
		branch, ok := pred.Instrs[len(pred.Instrs)-1].(*ssa.If)
		if !ok || pred.Succs[0] == pred.Succs[1] {
			continue
		}
		out = out.and(refine(branch.Cond, pred.Succs[0] == b, k))
	}
	return out
}

// refine returns what the condition says of the value with the given key, when
// it has the given outcome.
func refine(cond ssa.Value, outcome bool, k string) Interval {
	for {
		not, ok := cond.(*ssa.UnOp)
		if !ok || not.Op != token.NOT {
			break
		}
		cond, outcome = not.X, !outcome
	}
	cmp, ok := cond.(*ssa.BinOp)
	if !ok {
		return All
	}
	op, x, y := cmp.Op, cmp.X, cmp.Y
	if !outcome {
		op = negate(op)
	}
	if n, isConst := Const(y); isConst && key(x) == k {
		return compared(op, n, OfType(x.Type()))
	}
	if n, isConst := Const(x); isConst && key(y) == k {
		return compared(mirror(op), n, OfType(y.Type()))
	}
	// i < n with a value n: i is below n's limit, and n above i's.
	if key(y) == k && op == token.LSS && OfType(x.Type()).Lo == 0 {
		return Interval{1, math.MaxInt64}
	}
	if key(x) == k && op == token.GTR && nonNegative(y) {
		return Interval{1, math.MaxInt64}
	}
	if key(y) == k && op == token.LSS && nonNegative(x) {
		return Interval{1, math.MaxInt64}
	}
	return All
}

// nonNegative reports whether v is plainly not negative: a length, a constant,
// an unsigned value, a loop counter from zero.
func nonNegative(v ssa.Value) bool {
	if OfType(v.Type()).Lo == 0 {
		return true
	}
	switch v := v.(type) {
	case *ssa.Call:
		return ofCall(v, func(ssa.Value) Interval { return All }).Lo >= 0
	case *ssa.Phi:
		return ofPhi(v, 4).Lo >= 0
	case *ssa.BinOp: // the index of a range loop is computed before it is tested
		if n, ok := Const(v.Y); ok && v.Op == token.ADD && n == 1 {
			if phi, ok := v.X.(*ssa.Phi); ok {
				return ofPhi(phi, 4).Lo >= -1
			}
		}
	}
	n, ok := Const(v)
	return ok && n >= 0
}

func compared(op token.Token, n int64, t Interval) Interval {
	switch op {
	case token.EQL:
		return Interval{n, n}
	case token.NEQ:
		switch n {
		case t.Lo:
			return Interval{n + 1, math.MaxInt64}
		case 0:
			return Interval{notZero, math.MaxInt64}
		}
	case token.LSS:
		return Interval{math.MinInt64, add(n, -1)}
	case token.LEQ:
		return Interval{math.MinInt64, n}
	case token.GTR:
		return Interval{add(n, 1), math.MaxInt64}
	case token.GEQ:
		return Interval{n, math.MaxInt64}
	}
	return All
}

// notZero is the lower limit of a signed value that was only compared with
// zero; see [NotZero].
const notZero = math.MinInt64 + 1

// NotZero reports whether v cannot be zero when at executes.
func NotZero(at ssa.Instruction, v ssa.Value) bool {
	in := At(at, v)
	if !in.Contains(0) {
		return true
	}
	k := key(v)
	for b := at.Block(); b != nil; b = b.Idom() {
		if len(b.Preds) != 1 {
			continue
		}
		pred := b.Preds[0]
		branch, ok := pred.Instrs[len(pred.Instrs)-1].(*ssa.If)
		if ok && pred.Succs[0] != pred.Succs[1] && refine(branch.Cond, pred.Succs[0] == b, k).Lo == notZero {
			return true
		}
	}
	return false
}

// AtLeast reports whether the branches before at say that a >= b.
func AtLeast(at ssa.Instruction, a, b ssa.Value) bool {
	ka, kb := key(a), key(b)
	for block := at.Block(); block != nil; block = block.Idom() {
		if len(block.Preds) != 1 {
			continue
		}
		pred := block.Preds[0]
		branch, ok := pred.Instrs[len(pred.Instrs)-1].(*ssa.If)
		if !ok || pred.Succs[0] == pred.Succs[1] {
			continue
		}
		cond, outcome := branch.Cond, pred.Succs[0] == block
		for {
			not, isNot := cond.(*ssa.UnOp)
			if !isNot || not.Op != token.NOT {
				break
			}
			cond, outcome = not.X, !outcome
		}
		cmp, ok := cond.(*ssa.BinOp)
		if !ok {
			continue
		}
		op := cmp.Op
		if !outcome {
			op = negate(op)
		}
		switch {
		case key(cmp.X) == ka && key(cmp.Y) == kb && (op == token.GEQ || op == token.GTR || op == token.EQL),
			key(cmp.X) == kb && key(cmp.Y) == ka && (op == token.LEQ || op == token.LSS || op == token.EQL):
			return true
		}
	}
	return false
}

// Mentioned reports whether some branch before at compares v, or something
// computed from it, with anything but a loop counter.
func Mentioned(at ssa.Instruction, v ssa.Value) bool {
	k := key(v)
	for b := at.Block().Idom(); b != nil; b = b.Idom() {
		if branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If); ok && !endsLoop(branch.Cond) && mentions(branch.Cond, k, 0) {
			return true
		}
	}
	return false
}

// endsLoop reports whether cond compares a loop counter with its limit.
func endsLoop(cond ssa.Value) bool {
	cmp, ok := cond.(*ssa.BinOp)
	if !ok || cmp.Op != token.LSS && cmp.Op != token.LEQ {
		return false
	}
	x := cmp.X
	if step, ok := x.(*ssa.BinOp); ok && step.Op == token.ADD { // of a range loop
		x = step.X
	}
	phi, ok := x.(*ssa.Phi)
	return ok && phi.Block().Dominates(cmp.Block()) && ofPhi(phi, 4).Hi == math.MaxInt64
}

func mentions(v ssa.Value, k string, depth int) bool {
	if key(v) == k {
		return true
	}
	if depth > 5 {
		return false
	}
	instr, ok := v.(ssa.Instruction)
	if !ok {
		return false
	}
	switch v.(type) {
	case *ssa.BinOp, *ssa.UnOp, *ssa.Convert, *ssa.Call, *ssa.Phi, *ssa.ChangeType:
	default:
		return false
	}
	for _, op := range instr.Operands(nil) {
		if *op != nil && mentions(*op, k, depth+1) {
			return true
		}
	}
	return false
}

func negate(op token.Token) token.Token {
	switch op {
	case token.EQL:
		return token.NEQ
	case token.NEQ:
		return token.EQL
	case token.LSS:
		return token.GEQ
	case token.GEQ:
		return token.LSS
	case token.GTR:
		return token.LEQ
	case token.LEQ:
		return token.GTR
	}
	return token.ILLEGAL
}

func mirror(op token.Token) token.Token {
	switch op {
	case token.LSS:
		return token.GTR
	case token.GTR:
		return token.LSS
	case token.LEQ:
		return token.GEQ
	case token.GEQ:
		return token.LEQ
	}
	return op
}

// key returns a text that two computations of the same value share: lengths of
// the same slice, loads of the same field, conversions of the same value.
func key(v ssa.Value) string {
	switch x := v.(type) {
	case *ssa.Convert:
		if isInteger(x.X.Type()) && isInteger(x.Type()) {
			return key(x.X)
		}
	case *ssa.ChangeType:
		return key(x.X)
	case *ssa.Call:
		if name := flow.Builtin(x.Common()); (name == "len" || name == "cap") && len(x.Call.Args) == 1 {
			return name + "(" + key(x.Call.Args[0]) + ")"
		}
		if fn := flow.CalleeObject(x.Common()); fn != nil && fn.Signature().Recv() != nil && len(x.Call.Args) <= 1 { // x.Len()
			recv := x.Call.Value
			if !x.Call.IsInvoke() {
				recv = x.Call.Args[0]
			}
			return fn.FullName() + "(" + key(recv) + ")"
		}
	case *ssa.BinOp:
		return "(" + key(x.X) + x.Op.String() + key(x.Y) + ")"
	case *ssa.Const:
		return x.String()
	}
	p := access.Of(v)
	return fmt.Sprintf("%p%s", p.Root, p.Sel)
}

func isInteger(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0
}
