package flow

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// measured returns the string, slice or map whose length v is, or nil.
func measured(v ssa.Value) ssa.Value {
	call, ok := v.(*ssa.Call)
	if !ok || Builtin(&call.Call) != "len" {
		return nil
	}
	switch t := call.Call.Args[0].Type().Underlying().(type) {
	case *types.Slice, *types.Map:
		return call.Call.Args[0]
	case *types.Basic:
		if t.Info()&types.IsString != 0 {
			return call.Call.Args[0]
		}
	}
	return nil
}

// lengthOf returns the term of the length of x.
func lengthOf(x ssa.Value) term {
	t := termOf(x)
	t.length = true
	_, t.ofMap = x.Type().Underlying().(*types.Map)
	return t
}

// measured returns the term of what t is the length of.
func (t term) measured() term { return term{base: t.base, fields: t.fields} }

// positive returns the condition that c is if it compares a length with the
// least that one may have: no length is below zero.
func positive(c cond, negated bool) literal {
	if c.x.length && c.op == token.LSS && (c.swapped && c.constant == "0" || !c.swapped && c.constant == "1") {
		negated = negated != c.swapped // 0 < len is !(len == 0)
		c.op, c.constant, c.swapped = token.EQL, "0", false
	}
	return literal{c, negated}
}

// indexOf returns the constant index that v has in the first turn of a loop over
// a slice, where v is one more than the index before, or v itself.
func indexOf(v ssa.Value, resolve func(ssa.Value) ssa.Value) ssa.Value {
	sum, ok := v.(*ssa.BinOp)
	if !ok || sum.Op != token.ADD {
		return v
	}
	if _, once := sum.X.(*ssa.Const); !once && sum.Block().Comment != "rangeindex.loop" {
		return v
	}
	before, okX := resolve(sum.X).(*ssa.Const)
	one, okY := sum.Y.(*ssa.Const)
	if !okX || !okY || before.Value == nil || one.Value == nil {
		return v
	}
	return ssa.NewConst(constant.BinaryOp(before.Value, token.ADD, one.Value), sum.Type())
}

// empty reports whether v is known to have no elements, or to have some.
func (f facts) empty(v ssa.Value) (empty, known bool) {
	if f.holdsNil(termOf(v)) {
		return true, true
	}
	want := cond{op: token.EQL, x: lengthOf(v), constant: "0"}
	for e := f.list; e != nil; e = e.next {
		if e.phi == nil && e.cond == want {
			return e.holds, true
		}
	}
	return false, false
}

// holdsNil reports whether the facts say that t is nil.
func (f facts) holdsNil(t term) bool {
	want := cond{op: token.EQL, x: t, constant: "nil"}
	for e := f.list; e != nil; e = e.next {
		if e.phi == nil && e.cond == want {
			return e.holds
		}
	}
	return false
}

// ofNil returns what c, which compares a length with a constant, is if the facts
// say that it is the length of nil.
func (f facts) ofNil(c cond) (value, known bool) {
	n, isNumber := number(c.constant)
	if !c.x.length || !isNumber || !f.holdsNil(c.x.measured()) {
		return false, false
	}
	zero := constant.MakeInt64(0)
	switch {
	case c.op == token.EQL:
		return constant.Compare(zero, token.EQL, n), true
	case c.op == token.LSS && c.swapped:
		return constant.Compare(n, token.LSS, zero), true
	case c.op == token.LSS:
		return constant.Compare(zero, token.LSS, n), true
	}
	return false, false
}

// iteration returns the loop, over a map or string, at whose head v, the question
// whether it goes on, stands, and nil for other values.
func iteration(v ssa.Value) *ssa.Range {
	more, ok := v.(*ssa.Extract)
	if !ok || more.Index != 0 {
		return nil
	}
	next, ok := more.Tuple.(*ssa.Next)
	if !ok {
		return nil
	}
	iter, _ := next.Iter.(*ssa.Range)
	return iter
}

// entered adds, where a loop over a map or string is come to from outside, that
// it goes on if there are elements.
func (f facts) entered(pred, block *ssa.BasicBlock) facts {
	branch, ok := last(block).(*ssa.If)
	if !ok || block.Dominates(pred) {
		return f
	}
	iter := iteration(branch.Cond)
	if iter == nil || iter.Block() == block { // of a loop without a second turn: see eval
		return f
	}
	if empty, known := f.empty(iter.X); known {
		return f.with(&fact{cond: cond{x: termOf(branch.Cond)}, holds: !empty})
	}
	return f
}

// neverReady reports whether bin is the question if a select statement has chosen a
// case whose channel is nil.
func (f facts) neverReady(bin *ssa.BinOp) bool {
	chosen, ok := bin.X.(*ssa.Extract)
	if !ok || chosen.Index != 0 || bin.Op != token.EQL {
		return false
	}
	sel, ok := chosen.Tuple.(*ssa.Select)
	k, isConst := bin.Y.(*ssa.Const)
	if !ok || !isConst || k.Value == nil {
		return false
	}
	i := k.Int64()
	return 0 <= i && i < int64(len(sel.States)) && IsNil(f.resolve(sel.States[i].Chan))
}
