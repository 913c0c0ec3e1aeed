package appendalias

import (
	"go/token"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/alias"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

// A variable is a captured variable, a package variable, or a field reached in
// one way from a receiver, with what happens to its slice.
type variable struct {
	load  ssa.Value // some load of it
	cut   *ssa.Store
	cutAt ssa.Instruction
	grown ssa.Instruction // the append to it
	kept  *alias.Use
	elem  ssa.Instruction // a store to an element
}

// variables returns the variables of the package that hold slices, in the
// order of the source.
func (c *checker) variables() []*variable {
	all := make(map[access.Class]*variable)
	var order []*variable
	of := func(addr ssa.Value) *variable {
		class := c.class(addr)
		if class.IsZero() {
			return nil
		}
		v := all[class]
		if v == nil {
			v = &variable{}
			all[class] = v
			order = append(order, v)
		}
		return v
	}
	for _, fn := range c.m.Functions() {
		for instr := range flow.Instructions(fn) {
			switch instr := instr.(type) {
			case *ssa.Store:
				if alias.IsSlice(instr.Val) {
					if v := of(instr.Addr); v != nil {
						c.assigned(v, instr)
					}
				}
			case *ssa.UnOp:
				if instr.Op == token.MUL && alias.IsSlice(instr) {
					if v := of(instr.X); v != nil {
						c.loaded(v, instr)
					}
				}
			}
		}
	}
	return order
}

// class returns the class of the variable at addr if all that happens to it
// can be ascribed to one object: a captured or package variable, or a field of
// a receiver.
func (c *checker) class(addr ssa.Value) access.Class {
	path := access.Of(addr)
	switch root := path.Root.(type) {
	case *ssa.Alloc:
		if path.Sel != "" {
			return access.Class{}
		}
	case *ssa.Global:
	case *ssa.Parameter:
		fn := root.Parent()
		if fn.Signature.Recv() == nil || len(fn.Params) == 0 || fn.Params[0] != root {
			return access.Class{}
		}
	default:
		return access.Class{}
	}
	return access.ClassOf(addr)
}

// assigned records a store to v that cuts or grows its own slice.
func (c *checker) assigned(v *variable, store *ssa.Store) {
	load, ok := c.m.View(store.Val).Array.(*ssa.UnOp)
	if !ok || load.Op != token.MUL || c.class(load.X) != c.class(store.Addr) {
		return
	}
	c.m.Chain(store.Val, func(x ssa.Value) bool {
		if slice, ok := x.(*ssa.Slice); ok && slice.High != nil && c.m.View(slice).Truncated != nil && v.cut == nil && !c.renewedBefore(slice, load) {
			v.cut, v.cutAt = store, slice
		}
		if app, ok := c.m.AppendOf(x); ok && v.grown == nil {
			v.grown = app.Call
		}
		return false
	})
}

// renewedBefore reports whether the variable that load loads has got a slice of
// another array in the same function before cut: there is nothing in it yet.
func (c *checker) renewedBefore(cut *ssa.Slice, load *ssa.UnOp) bool {
	for instr := range flow.Instructions(cut.Parent()) {
		store, ok := instr.(*ssa.Store)
		if !ok || c.class(store.Addr) != c.class(load.X) || !flow.Dominates(store, cut) {
			continue
		}
		array, isLoad := c.m.View(store.Val).Array.(*ssa.UnOp)
		if !isLoad || c.class(array.X) != c.class(load.X) {
			return true
		}
	}
	return false
}

// loaded records that v's slice is kept elsewhere as it is.
func (c *checker) loaded(v *variable, load *ssa.UnOp) {
	if v.load == nil {
		v.load = load
	}
	if v.elem == nil {
		v.elem = elementStore(load)
	}
	if v.kept != nil {
		return
	}
	class := c.class(load.X)
	own := func(x ssa.Value) bool {
		_, isSlice := x.(*ssa.Slice)
		_, isAppend := c.m.AppendOf(x)
		return isAppend || isSlice && c.m.View(x).Truncated != nil
	}
	for _, use := range c.m.Uses(load, own) {
		if !use.Kept && !collected(use) {
			continue
		}
		if store, ok := use.Instr.(*ssa.Store); ok && c.class(store.Addr) == class {
			continue
		}
		if c.renewedAfter(use.Instr, load) || c.followsIts(class, load, use) {
			continue
		}
		v.load, v.kept = load, &use
		return
	}
}

// followsIts reports whether use keeps the slice of the variable of class in
// another field of the same object just after the function has given the
// variable its new value: that field never shows an old one.
func (c *checker) followsIts(class access.Class, load *ssa.UnOp, use alias.Use) bool {
	kept, ok := use.Instr.(*ssa.Store)
	if !ok || use.Put != nil {
		return false
	}
	if _, isField := kept.Addr.(*ssa.FieldAddr); !isField || access.Of(kept.Addr).Root != access.Of(load.X).Root {
		return false
	}
	for instr := range flow.Instructions(kept.Parent()) {
		store, ok := instr.(*ssa.Store)
		if ok && c.class(store.Addr) == class && flow.Dominates(store, load) {
			return true
		}
	}
	return false
}

// elementStore returns a store to an element of the slice that load loads, at
// an index that is not constant.
func elementStore(load *ssa.UnOp) ssa.Instruction {
	for _, ref := range *load.Referrers() {
		addr, ok := ref.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		if _, isConst := addr.Index.(*ssa.Const); isConst {
			continue
		}
		for _, r := range *addr.Referrers() {
			if store, ok := r.(*ssa.Store); ok && store.Addr == ssa.Value(addr) {
				return store
			}
		}
	}
	return nil
}

// collected reports whether use puts the slice into a collection that is
// returned or kept.
func collected(use alias.Use) bool {
	call, ok := use.Instr.(*ssa.Call)
	return ok && flow.Builtin(&call.Call) == "append" && use.Kept
}

// renewedAfter reports whether the variable that load loads gets a slice of
// another array after instr, in the same function, so that what instr keeps is
// its own.
func (c *checker) renewedAfter(instr ssa.Instruction, load *ssa.UnOp) bool {
	for other := range flow.Instructions(instr.Parent()) {
		store, ok := other.(*ssa.Store)
		if !ok || c.class(store.Addr) != c.class(load.X) || !flow.Reaches(instr, store) {
			continue
		}
		array, isLoad := c.m.View(store.Val).Array.(*ssa.UnOp)
		if !isLoad || c.class(array.X) != c.class(load.X) {
			return true
		}
	}
	return false
}

func step(rng analysis.Range, format string, args ...any) analysis.RelatedInformation {
	return report.Step(rng, format, args...)
}
