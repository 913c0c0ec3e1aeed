package ranges

import (
	"fmt"
	"go/token"
	"go/types"
	"math"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

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

// Tested returns what the branches that dominate at say of v itself, not of
// another computation of the same, which may have had another result.
func Tested(at ssa.Instruction, v ssa.Value) Interval {
	return branches(at, func(cond ssa.Value, outcome bool) Interval {
		cmp, ok := cond.(*ssa.BinOp)
		if !ok || cmp.X != v && cmp.Y != v {
			return All
		}
		return refine(cond, outcome, key(v))
	})
}

// guarded returns what the branches that dominate at say of v.
func guarded(at ssa.Instruction, v ssa.Value) Interval {
	k := key(v)
	return branches(at, func(cond ssa.Value, outcome bool) Interval { return refine(cond, outcome, k) })
}

// branches returns what the branches that dominate at say in sum.
func branches(at ssa.Instruction, says func(cond ssa.Value, outcome bool) Interval) Interval {
	out := All
	for b := at.Block(); b != nil; b = b.Idom() {
		if len(b.Preds) != 1 {
			continue
		}
		pred := b.Preds[0]
		branch, ok := pred.Instrs[len(pred.Instrs)-1].(*ssa.If)
		if !ok || pred.Succs[0] == pred.Succs[1] {
			continue
		}
		out = out.and(says(branch.Cond, pred.Succs[0] == b))
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
		return compared(Mirror(op), n, OfType(y.Type()))
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
	return mentioned(at, v, func(ssa.Value) bool { return true })
}

// Limited is like [Mentioned], but comparisons with zero and negative constants
// do not count: they tell nothing of how large v may be.
func Limited(at ssa.Instruction, v ssa.Value) bool {
	return mentioned(at, v, func(cond ssa.Value) bool {
		cmp, ok := cond.(*ssa.BinOp)
		if !ok {
			return true
		}
		for _, operand := range []ssa.Value{cmp.X, cmp.Y} {
			if k, ok := Const(operand); ok && k <= 0 {
				return false
			}
		}
		return true
	})
}

func mentioned(at ssa.Instruction, v ssa.Value, counts func(cond ssa.Value) bool) bool {
	search := mention{key(v), make(map[ssa.Value]int)}
	for b := at.Block().Idom(); b != nil; b = b.Idom() {
		if branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If); ok && !endsLoop(branch.Cond) && counts(branch.Cond) && search.in(branch.Cond, 0) {
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

// A mention is a search for a value in what conditions are computed from. It
// remembers how deep it was when it did not find the value in another.
type mention struct {
	key  string
	seen map[ssa.Value]int
}

// in reports whether v is computed from the value, depth steps below a condition.
func (m mention) in(v ssa.Value, depth int) bool {
	before, ok := m.seen[v]
	if ok && before <= depth {
		return false
	}
	m.seen[v] = depth
	if !ok && key(v) == m.key {
		return true
	}
	instr, ok := v.(ssa.Instruction)
	if !ok || depth > 5 {
		return false
	}
	switch v.(type) {
	case *ssa.BinOp, *ssa.UnOp, *ssa.Convert, *ssa.Call, *ssa.Phi, *ssa.ChangeType:
	default:
		return false
	}
	for _, op := range instr.Operands(nil) {
		if *op != nil && m.in(*op, depth+1) {
			return true
		}
	}
	return false
}

// negate returns the comparison that holds where op does not.
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

// Mirror returns the comparison that holds for y and x where op holds for x
// and y.
func Mirror(op token.Token) token.Token {
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
func key(v ssa.Value) string { return keyOf(v, 0) }

// keyOf is key for an operand, depth operators below: where the operands of many
// operators are the same, there are more ways down than can be written out.
func keyOf(v ssa.Value, depth int) string {
	switch x := v.(type) {
	case *ssa.Convert:
		if typ.IsBasic(x.X.Type(), types.IsInteger) && typ.IsBasic(x.Type(), types.IsInteger) {
			return keyOf(x.X, depth)
		}
	case *ssa.ChangeType:
		return keyOf(x.X, depth)
	case *ssa.Call:
		if name := flow.Builtin(x.Common()); (name == "len" || name == "cap") && len(x.Call.Args) == 1 {
			return name + "(" + keyOf(x.Call.Args[0], depth) + ")"
		}
		if fn := flow.CalleeObject(x.Common()); fn != nil && fn.Signature().Recv() != nil && len(x.Call.Args) <= 1 { // x.Len()
			recv := x.Call.Value
			if !x.Call.IsInvoke() {
				recv = x.Call.Args[0]
			}
			return fn.FullName() + "(" + keyOf(recv, depth) + ")"
		}
	case *ssa.BinOp:
		if depth < 10 {
			return "(" + keyOf(x.X, depth+1) + x.Op.String() + keyOf(x.Y, depth+1) + ")"
		}
	case *ssa.Const:
		return x.String()
	}
	p := access.Of(v)
	return fmt.Sprintf("%p%s", p.Root, p.Sel)
}
