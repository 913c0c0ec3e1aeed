package mapkey

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/ranges"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// nans are the functions that return NaN for some arguments.
var nans = map[string]bool{
	"math.Log": true, "math.Log2": true, "math.Log10": true, "math.Log1p": true, "math.Sqrt": true, "math.Pow": true, "math.Mod": true,
	"math.Acos": true, "math.Asin": true, "math.NaN": true, "math.Remainder": true, "math.Gamma": true, "math.Acosh": true, "math.Atanh": true,
	"strconv.ParseFloat": true,
}

// keepsNaN are the functions that return NaN if an argument is.
var keepsNaN = map[string]bool{
	"math.Floor": true, "math.Ceil": true, "math.Round": true, "math.RoundToEven": true, "math.Trunc": true, "math.Abs": true,
	"math.Max": true, "math.Min": true, "math.Exp": true, "math.Cbrt": true,
}

// mayBeNaN returns where the key k, which is stored, comes from if it, or a
// field of it, may be NaN and the function never asks.
func mayBeNaN(k key) string {
	if k.reads {
		return ""
	}
	for _, v := range floats(k.value) {
		if source := nanSource(v, 0); source != "" && !asksForNaN(v) {
			return source
		}
	}
	return ""
}

// floats returns v if it is a floating-point number, or those that the literal
// v of a struct consists of.
func floats(v ssa.Value) []ssa.Value {
	if typ.IsBasic(v.Type(), types.IsFloat) {
		return []ssa.Value{v}
	}
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return nil
	}
	lit, ok := load.X.(*ssa.Alloc)
	if !ok || lit.Comment != "complit" {
		return nil
	}
	var all []ssa.Value
	for _, ref := range flow.Referrers(lit) {
		field, ok := ref.(*ssa.FieldAddr)
		if !ok {
			continue
		}
		for _, use := range flow.Referrers(field) {
			if store, ok := use.(*ssa.Store); ok && typ.IsBasic(store.Val.Type(), types.IsFloat) {
				all = append(all, store.Val)
			}
		}
	}
	return all
}

// nanSource returns what makes v NaN for some values, or "".
func nanSource(v ssa.Value, depth int) string {
	if depth > 4 {
		return ""
	}
	switch v := v.(type) {
	case *ssa.Call:
		name := flow.CalleeName(&v.Call)
		if nans[name] {
			return name
		}
		if keepsNaN[name] {
			return nanAmong(v.Call.Args, depth)
		}
	case *ssa.Extract:
		return nanSource(v.Tuple, depth+1)
	case *ssa.Convert:
		if typ.IsBasic(v.X.Type(), types.IsFloat) {
			return nanSource(v.X, depth+1)
		}
	case *ssa.BinOp:
		if mayDivideZeros(v) {
			return "0/0"
		}
		return nanAmong([]ssa.Value{v.X, v.Y}, depth)
	case *ssa.Phi:
		return nanAmong(v.Edges, depth)
	}
	return ""
}

func nanAmong(all []ssa.Value, depth int) string {
	for _, v := range all {
		if s := nanSource(v, depth+1); s != "" {
			return s
		}
	}
	return ""
}

// mayDivideZeros reports whether v divides one number by another, and the
// function compares neither with anything.
func mayDivideZeros(v *ssa.BinOp) bool {
	if v.Op != token.QUO || !typ.IsBasic(v.Type(), types.IsFloat) {
		return false
	}
	for _, side := range []ssa.Value{v.X, v.Y} {
		if _, isConst := side.(*ssa.Const); isConst || compared(side) {
			return false
		}
		if conv, ok := side.(*ssa.Convert); ok && (compared(conv.X) || positive(v, conv.X)) {
			return false
		}
	}
	return true
}

// positive reports whether the integer v, at at, is more than zero: i + 1 of an
// index.
func positive(at ssa.Instruction, v ssa.Value) bool {
	if sum, ok := v.(*ssa.BinOp); ok && sum.Op == token.ADD {
		n, isConst := ranges.Const(sum.Y)
		return isConst && n > 0 && (indexes(sum.X) || ranges.At(at, sum.X).Lo >= 0)
	}
	return typ.IsBasic(v.Type(), types.IsInteger) && ranges.At(at, v).Lo > 0
}

// indexes reports whether v is the variable of a loop over a slice.
func indexes(v ssa.Value) bool {
	sum, ok := v.(*ssa.BinOp)
	return ok && sum.Op == token.ADD && sum.Block().Comment == "rangeindex.loop"
}

// compared reports whether v, or another value that is read from the same
// place, is compared with something.
func compared(v ssa.Value) bool {
	instr, ok := v.(ssa.Instruction)
	if !ok && v.Parent() == nil {
		return false
	}
	fn := v.Parent()
	if ok {
		fn = instr.Parent()
	}
	p := access.Of(v)
	for other := range flow.Instructions(fn) {
		cmp, ok := other.(*ssa.BinOp)
		if !ok {
			continue
		}
		switch cmp.Op {
		case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
			if access.Of(cmp.X) == p || access.Of(cmp.Y) == p {
				return true
			}
		}
	}
	return false
}

// asksForNaN reports whether the function of v calls math.IsNaN, or compares a
// value with itself.
func asksForNaN(v ssa.Value) bool {
	instr, ok := v.(ssa.Instruction)
	if !ok {
		return false
	}
	for other := range flow.Instructions(instr.Parent()) {
		switch other := other.(type) {
		case *ssa.Call:
			if flow.CalleeName(&other.Call) == "math.IsNaN" {
				return true
			}
		case *ssa.BinOp:
			if other.X == other.Y {
				return true
			}
		}
	}
	return false
}
