package staleptr

import (
	"go/token"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/alias"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// sameVariable reports whether v is loaded from the field or variable that array
// was loaded from, which the function only ever lets grow: it never puts another
// slice there.
func (c *checker) sameVariable(v, array ssa.Value) bool {
	load, ok := c.m.View(v).Array.(*ssa.UnOp)
	from, isLoad := array.(*ssa.UnOp)
	if !ok || !isLoad || load.Op != token.MUL || from.Op != token.MUL || load.Parent() != from.Parent() {
		return false
	}
	path := access.Of(from.X)
	if access.Of(load.X) != path || strings.ContainsAny(path.Sel, "@?[") {
		return false
	}
	for instr := range flow.Instructions(load.Parent()) {
		store, ok := instr.(*ssa.Store)
		if !ok || access.Of(store.Addr) != path {
			continue
		}
		app, ok := c.m.AppendOf(store.Val)
		if !ok || c.m.View(app.Base).Truncated != nil {
			return false
		}
	}
	return true
}

// sibling reports whether v is the address of an element of the variable, or of
// the slice that grows in it, which p is the address of an element of.
func (c *checker) sibling(v, p ssa.Value) bool {
	a, ok := v.(*ssa.IndexAddr)
	b, isAddr := p.(*ssa.IndexAddr)
	if !ok || !isAddr || a == b || !alias.IsSlice(a.X) || !alias.IsSlice(b.X) {
		return false
	}
	x, y := c.m.View(a.X).Array, c.m.View(b.X).Array
	return x == y || c.sameVariable(x, y) || c.grownFrom(a.X, b.X) || c.grownFrom(b.X, a.X)
}

// grownFrom reports whether the slice v is what append has made of w.
func (c *checker) grownFrom(v, w ssa.Value) bool {
	return c.m.Chain(v, func(x ssa.Value) bool {
		app, ok := c.m.AppendOf(x)
		return x == w || ok && app.Base == w
	})
}

// again reports whether instr takes the address of another element that a
// variable which holds p may get: from there on p is not meant.
func (c *checker) again(instr ssa.Instruction, p pointer) bool {
	v, ok := instr.(*ssa.IndexAddr)
	return ok && c.sibling(v, p.Instruction.(ssa.Value)) && joined(v)
}

// joined reports whether v becomes one of several values of a variable.
func joined(v ssa.Value) bool {
	for _, ref := range flow.Referrers(v) {
		if _, ok := ref.(*ssa.Phi); ok {
			return true
		}
	}
	return false
}
