package flow

import (
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// The marks of terms that are the length of another. That of a map changes with
// the map.
const (
	lengthMark = "#"
	mapMark    = "#%"
)

// lengthOf returns the term of the length of x.
func lengthOf(x ssa.Value) term {
	mark := lengthMark
	if _, isMap := x.Type().Underlying().(*types.Map); isMap {
		mark = mapMark
	}
	t := termOf(x)
	return term{t.base, t.fields + mark}
}

// measured returns what v is the length of, or nil. The length of a channel
// changes all the time.
func measured(v ssa.Value) ssa.Value {
	call, ok := v.(*ssa.Call)
	if !ok || Builtin(&call.Call) != "len" {
		return nil
	}
	x := call.Call.Args[0]
	switch x.Type().Underlying().(type) {
	case *types.Slice, *types.Map:
		return x
	case *types.Basic:
		return x // a string
	}
	return nil
}

// ranged returns what the loop over a map or slice goes over, whose condition
// is v: whether there is another element. Otherwise it returns nil.
func ranged(v ssa.Value) ssa.Value {
	switch v := v.(type) {
	case *ssa.Extract:
		next, ok := v.Tuple.(*ssa.Next)
		if !ok || v.Index != 0 {
			return nil
		}
		if over, ok := next.Iter.(*ssa.Range); ok {
			return over.X
		}
	case *ssa.BinOp:
		index, ok := v.X.(*ssa.BinOp)
		if !ok || v.Op != token.LSS || index.Op != token.ADD {
			return nil
		}
		switch x := index.X.(type) {
		case *ssa.Phi:
			if x.Comment == "rangeindex" {
				return measured(v.Y)
			}
		case *ssa.Const: // of a loop that never comes round
			if x.Value != nil && x.Value.ExactString() == "-1" {
				return measured(v.Y)
			}
		}
	}
	return nil
}

// empty reports whether the facts say that what has the given length has no
// elements.
func (f facts) empty(length term) bool {
	fields, isLength := strings.CutSuffix(strings.TrimSuffix(length.fields, "%"), lengthMark)
	value := term{length.base, fields}
	for e := f.list; e != nil && isLength; e = e.next {
		switch {
		case e.phi != nil:
		case e.cond.x == value && e.cond.op == token.EQL && e.cond.constant == "nil":
			if e.holds {
				return true
			}
		case e.cond.x != length:
		case e.cond.op == token.EQL && e.cond.constant == "0":
			return e.holds
		case e.cond.op == token.LSS && e.cond.constant == "0" && e.cond.swapped: // 0 < len
			return !e.holds
		case e.cond.op == token.LSS && e.cond.constant == "1" && !e.cond.swapped: // len < 1
			return e.holds
		}
	}
	return false
}

// ofNothing returns what c, which compares a length with a constant, is if the
// facts say that the length is zero.
func (f facts) ofNothing(c cond) (value, known bool) {
	n, isNumber := number(c.constant)
	if !isNumber || !f.empty(c.x) {
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
