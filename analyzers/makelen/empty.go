package makelen

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/alias"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
)

// empty reports whether v has no elements whatever path is taken.
func (c *checker) empty(v ssa.Value) bool {
	if !alias.IsSlice(v) {
		return false
	}
	view := c.m.View(v)
	if load, ok := view.Array.(*ssa.UnOp); ok && view.Array == v {
		if val := c.m.Assigned(load); val != nil && val != v {
			return c.makeCall(val) != nil && c.empty(val) && !handedOn(load)
		}
		if addr, ok := load.X.(*ssa.IndexAddr); ok {
			return values.ElementsOnlyRead(addr.X)
		}
		return c.neverMade(load)
	}
	zero := view.Lo.Known && view.Lo.Equal(view.Hi)
	switch view.Array.(type) {
	case *ssa.Const, *ssa.MakeSlice, *ssa.Alloc:
		return zero
	}
	return false
}

// handedOn reports whether the object that load loads a part of goes, before it,
// to a function, which may put another slice there.
func handedOn(load *ssa.UnOp) bool {
	root := access.Of(load.X).Root
	for instr := range flow.Instructions(load.Parent()) {
		var given []ssa.Value
		switch instr := instr.(type) {
		case ssa.CallInstruction:
			if flow.Builtin(instr.Common()) != "" {
				continue
			}
			given = instr.Common().Args
			if instr.Common().IsInvoke() {
				given = append(given[:len(given):len(given)], instr.Common().Value)
			}
		case *ssa.MakeClosure:
			given = instr.Bindings
		case *ssa.MakeInterface:
			given = []ssa.Value{instr.X}
		}
		for _, v := range given {
			if access.Of(v).Root == root && flow.Reaches(instr, load) {
				return true
			}
		}
	}
	return false
}

// neverMade reports whether load loads a field or package variable that is nil
// for ever.
func (c *checker) neverMade(load *ssa.UnOp) bool {
	var v *types.Var
	switch addr := load.X.(type) {
	case *ssa.FieldAddr:
		v = flow.FieldOf(addr)
	case *ssa.Global:
		v, _ = addr.Object().(*types.Var)
	}
	// What only tests fill yet is read, but not written.
	return v != nil && c.m.NeverSet()[v] && stores(load) || c.onlyEmpty(load.X) || stores(load) && c.neverAssigned(load.X)
}

// neverAssigned reports whether the local variable that a function literal has
// captured, at addr, is nil or a literal without elements for ever.
func (c *checker) neverAssigned(addr ssa.Value) bool {
	if _, ok := addr.(*ssa.FreeVar); !ok {
		return false
	}
	stored, complete := c.m.Stored(addr)
	for _, v := range stored {
		if !flow.IsNil(v) && !c.emptyLiteral(v) {
			return false
		}
	}
	return complete
}

// emptyLiteral reports whether v is a slice of an array of its own that has no
// elements: []T{}.
func (c *checker) emptyLiteral(v ssa.Value) bool {
	view := c.m.View(v)
	_, ok := view.Array.(*ssa.Alloc)
	return ok && view.Lo.Known && view.Lo.Equal(view.Hi)
}

// stores reports whether an element of the slice v is assigned, or something
// copied to it.
func stores(v ssa.Value) bool {
	for _, ref := range flow.Referrers(v) {
		if call, ok := ref.(*ssa.Call); ok && flow.Builtin(&call.Call) == "copy" && call.Call.Args[0] == v {
			return true
		}
		addr, ok := ref.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		for _, use := range *addr.Referrers() {
			if store, ok := use.(*ssa.Store); ok && store.Addr == ssa.Value(addr) {
				return true
			}
		}
	}
	return false
}

// onlyEmpty reports whether the variable at addr ever holds slices of length 0
// only.
func (c *checker) onlyEmpty(addr ssa.Value) bool {
	stored, complete := c.m.Stored(addr)
	made := false
	for _, v := range stored {
		if flow.IsNil(v) {
			continue
		}
		view := c.m.View(v)
		if c.makeCall(v) == nil || !view.Lo.Known || !view.Lo.Equal(view.Hi) {
			return false
		}
		made = true
	}
	return complete && made
}
