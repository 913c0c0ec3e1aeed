package flow

import (
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// implied returns what the fact e, "x == c" or "x < c", tells of the condition
// of the other kind that compares the same x with another constant.
func implied(e *fact, c cond) (value, known bool) {
	a, okA := number(e.cond.constant)
	b, okB := number(c.constant)
	if !okA || !okB {
		return false, false
	}
	less := func(x, y constant.Value, swapped bool) bool {
		if swapped {
			x, y = y, x
		}
		return constant.Compare(x, token.LSS, y)
	}
	switch {
	case e.cond.op == token.EQL && e.holds && c.op == token.LSS: // x is a
		return less(a, b, c.swapped), true
	case e.cond.op == token.LSS && c.op == token.EQL: // could x be b?
		if less(b, a, e.cond.swapped) != e.holds {
			return false, true
		}
	}
	return false, false
}

// number returns the integer that text denotes.
func number(text string) (constant.Value, bool) {
	if text == "" || text == "nil" {
		return nil, false
	}
	v := constant.MakeFromLiteral(strings.TrimPrefix(text, "-"), token.INT, 0)
	if strings.HasPrefix(text, "-") && v.Kind() == constant.Int {
		v = constant.UnaryOp(token.SUB, v, 0)
	}
	return v, v.Kind() == constant.Int
}

// sized returns the capacity that a channel was made with, if v is that
// capacity, and v otherwise.
func sized(v ssa.Value) ssa.Value {
	call, ok := v.(*ssa.Call)
	if !ok || Builtin(call.Common()) != "cap" {
		return v
	}
	arg := call.Call.Args[0]
	if load, isLoad := arg.(*ssa.UnOp); isLoad && load.Op == token.MUL {
		if values, complete := LocalStores(load.X); complete && len(values) == 1 {
			arg = values[0]
		}
	}
	if mk, ok := arg.(*ssa.MakeChan); ok {
		return mk.Size
	}
	return v
}

// fold returns the outcome of the comparison v, if it compares constants.
func (f facts) fold(v ssa.Value) (value, known bool) {
	bin, ok := f.resolve(v).(*ssa.BinOp)
	if !ok {
		return false, false
	}
	if (bin.Op == token.EQL || bin.Op == token.NEQ) && isBool(bin.X.Type()) {
		x, knownX := f.eval(bin.X)
		y, knownY := f.eval(bin.Y)
		return (x == y) == (bin.Op == token.EQL), knownX && knownY
	}
	x, okX := sized(f.resolve(bin.X)).(*ssa.Const)
	y, okY := sized(f.resolve(bin.Y)).(*ssa.Const)
	if !okX || !okY || x.Value == nil || y.Value == nil || x.Value.Kind() != y.Value.Kind() {
		return false, false
	}
	switch bin.Op {
	case token.EQL, token.NEQ:
		return constant.Compare(x.Value, bin.Op, y.Value), true
	case token.LSS, token.LEQ, token.GTR, token.GEQ:
		if x.Value.Kind() != constant.Bool {
			return constant.Compare(x.Value, bin.Op, y.Value), true
		}
	}
	return false, false
}

// appended returns what c, which compares the length of a slice with a
// constant, is if the slice has just been appended to.
func (f facts) appended(c cond) (value, known bool) {
	n, isNumber := number(c.constant)
	if !c.x.length || c.x.fields != "" || !isNumber {
		return false, false
	}
	call, ok := f.resolve(c.x.base).(*ssa.Call)
	if !ok || Builtin(&call.Call) != "append" {
		return false, false
	}
	slice, ok := call.Call.Args[1].(*ssa.Slice)
	if !ok {
		return false, false
	}
	ptr, ok := slice.X.Type().Underlying().(*types.Pointer)
	if !ok {
		return false, false
	}
	array, ok := ptr.Elem().Underlying().(*types.Array)
	if !ok || slice.High != nil || slice.Low != nil {
		return false, false
	}
	atLeast := constant.MakeInt64(array.Len())
	switch {
	case c.op == token.LSS && c.swapped: // n < len
		return true, constant.Compare(n, token.LSS, atLeast)
	case c.op == token.LSS: // len < n
		return false, constant.Compare(n, token.LEQ, atLeast)
	case c.op == token.EQL:
		return false, constant.Compare(n, token.LSS, atLeast)
	}
	return false, false
}

// comparesExactly reports whether the comparison v is of values that equal
// themselves, as floating-point numbers may not.
func (f facts) comparesExactly(v ssa.Value) bool {
	bin, ok := f.resolve(withoutNot(f.resolve(v))).(*ssa.BinOp)
	if !ok {
		return false
	}
	switch t := bin.X.Type().Underlying().(type) {
	case *types.Basic:
		return t.Info()&(types.IsFloat|types.IsComplex) == 0
	case *types.Pointer, *types.Chan:
		return true
	}
	return false
}
