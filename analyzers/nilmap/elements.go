package nilmap

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
)

// neverMade reports whether v, a slice of an unexported field or package
// variable, or the address of an array that is one, never gets an element
// anywhere in the package.
func (c *checker) neverMade(v ssa.Value) bool {
	addr, isArray := v, true
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		addr, isArray = load.X, false
	}
	if !c.hidden(addr) {
		return false
	}
	stored, complete := c.flow.Stored(addr)
	if !complete || isArray != (len(stored) == 0) {
		return false
	}
	for _, s := range stored {
		if !flow.IsNil(s) && (!values.Zeroed(s) || !onlyStored(s)) {
			return false
		}
	}
	return c.elementsOnlyRead(addr, isArray)
}

// hidden reports whether addr is that of an unexported field or variable of
// this package.
func (c *checker) hidden(addr ssa.Value) bool {
	var v *types.Var
	switch addr := addr.(type) {
	case *ssa.FieldAddr:
		v = flow.FieldOf(addr)
	case *ssa.Global:
		v, _ = addr.Object().(*types.Var)
	}
	return v != nil && !v.Exported() && v.Pkg() == c.flow.Types
}

// onlyStored reports whether v goes into a variable and nowhere else.
func onlyStored(v ssa.Value) bool {
	for _, ref := range flow.Referrers(v) {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Val != v {
				return false
			}
		case *ssa.DebugRef:
		default:
			return false
		}
	}
	return true
}

// elementsOnlyRead reports whether the elements of the variable at addr, an
// array or a slice, are only read wherever the package uses it.
func (c *checker) elementsOnlyRead(addr ssa.Value, isArray bool) bool {
	for _, fn := range c.flow.Functions() {
		for instr := range flow.Instructions(fn) {
			var operands [8]*ssa.Value
			for _, op := range instr.Operands(operands[:0]) {
				if *op == nil || !sameVariable(*op, addr) {
					continue
				}
				load, isLoad := instr.(*ssa.UnOp)
				switch {
				case isArray && !values.ReadsElements(instr):
					return false
				case !isArray && isLoad && !loadReadsElements(load):
					return false
				}
			}
		}
	}
	return true
}

func loadReadsElements(load *ssa.UnOp) bool {
	for _, ref := range flow.Referrers(load) {
		if !values.ReadsElements(ref) {
			return false
		}
	}
	return true
}

// justMade reports whether some path leads to lookup, which asks a map that is
// itself an element of a map, from where that element has been made, and on the
// way nothing is put into it.
func (c *checker) justMade(lookup *ssa.Lookup) bool {
	outer, ok := lookup.X.(*ssa.Lookup)
	if !ok || outer.CommaOk || !typ.IsMap(outer.X.Type()) {
		return false
	}
	of, key := access.Of(outer.X), access.Of(outer.Index)
	for instr := range flow.Instructions(lookup.Parent()) {
		update, ok := instr.(*ssa.MapUpdate)
		if !ok || access.Of(update.Map) != of || !sameKey(update.Key, outer.Index, key) {
			continue
		}
		if made, ok := update.Value.(*ssa.MakeMap); ok && len(*made.Referrers()) == 1 && c.staysWithout(update, lookup) {
			return true
		}
	}
	return false
}

// sameKey reports whether k is the key, whose path is p.
func sameKey(k, key ssa.Value, p access.Path) bool {
	a, isConst := k.(*ssa.Const)
	b, both := key.(*ssa.Const)
	if isConst || both {
		return isConst && both && a.Value != nil && b.Value != nil && a.Value.ExactString() == b.Value.ExactString()
	}
	return k == key || access.Of(k) == p
}

// staysWithout reports whether some path leads from update to lookup on which
// no map of the same type gets an element, or is asked whether it has one, and
// nothing out of sight is called.
func (c *checker) staysWithout(update *ssa.MapUpdate, lookup *ssa.Lookup) bool {
	t := lookup.X.Type().Underlying()
	path, ok := flow.Find(c.flow, flow.Search[bool]{
		Fn:   update.Parent(),
		From: update,
		Step: func(_ bool, e flow.Event, _ *flow.Cursor) (bool, flow.Verdict) {
			switch instr := e.Instr.(type) {
			case *ssa.Lookup:
				if instr == lookup {
					return false, flow.Found
				}
				if types.Identical(instr.X.Type().Underlying(), t) && tested(instr) {
					return false, flow.Prune
				}
			case *ssa.MapUpdate:
				if instr == update || types.Identical(instr.Map.Type().Underlying(), t) {
					return false, flow.Prune
				}
			case *ssa.Call:
				if flow.Builtin(&instr.Call) == "" {
					return false, flow.Prune
				}
			}
			return false, flow.Continue
		},
	})
	return ok && path != nil
}

// tested reports whether lookup asks whether the element is there, or tests
// what it finds.
func tested(lookup *ssa.Lookup) bool {
	return lookup.CommaOk || slices.ContainsFunc(flow.Referrers(lookup), func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case *ssa.BinOp, *ssa.If, *ssa.Phi, *ssa.Store:
			return true
		case *ssa.Call:
			return flow.Builtin(&ref.Call) == "len"
		}
		return false
	})
}
