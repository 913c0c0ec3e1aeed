// Package access tells which variable, field or element an SSA value denotes,
// so that two places of the code can be said to use the same one.
package access

import (
	"fmt"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// A Path denotes a value by the way it is reached: a root (parameter, local
// variable, package variable, result of a call) and selectors. Paths are
// comparable; equal paths denote the same variable within one activation of
// the root's function. What a variable holds may have changed in between.
//
// The path of an address denotes the address: the path of &s.mu, for a pointer
// s, is {s, ".mu"}, and that of the value loaded from it is {s, ".mu*"}.
type Path struct {
	Root ssa.Value
	// Sel holds the selectors: ".f" for a field, "*" for a load, "[3]" and
	// "[i@t4]" for an element with a constant or variable index, "[?]" for any.
	Sel string
}

// IsZero reports whether p is no path at all.
func (p Path) IsZero() bool { return p.Root == nil }

// Global reports whether p starts at a package variable.
func (p Path) Global() bool {
	_, ok := p.Root.(*ssa.Global)
	return ok
}

// Join returns p followed by the selectors sel.
func (p Path) Join(sel string) Path { return Path{p.Root, p.Sel + sel} }

const maxDepth = 24

// Of returns the path of v.
func Of(v ssa.Value) Path { return of(v, 0) }

func of(v ssa.Value, depth int) Path {
	if depth > maxDepth {
		return Path{Root: v}
	}
	next := func(x ssa.Value) Path { return of(x, depth+1) }
	switch v := v.(type) {
	case *ssa.FreeVar:
		if b := flow.Binding(v); b != nil {
			return next(b)
		}
	case *ssa.FieldAddr:
		if f := flow.FieldOf(v); f != nil {
			return next(v.X).Join("." + f.Name())
		}
	case *ssa.Field:
		if f := flow.FieldOfValue(v); f != nil {
			return next(v.X).Join("." + f.Name())
		}
	case *ssa.IndexAddr:
		return next(v.X).Join(index(v.Index, depth))
	case *ssa.Index:
		return next(v.X).Join(index(v.Index, depth))
	case *ssa.Lookup:
		return next(v.X).Join(index(v.Index, depth))
	case *ssa.Extract:
		if l, ok := v.Tuple.(*ssa.Lookup); ok && v.Index == 0 {
			return next(l)
		}
		if t, ok := v.Tuple.(*ssa.TypeAssert); ok && v.Index == 0 {
			return next(t.X)
		}
	case *ssa.UnOp:
		if v.Op == token.MUL {
			if stored := onlyStore(v.X); stored != nil {
				return next(stored)
			}
			return next(v.X).Join("*")
		}
	case *ssa.MakeInterface:
		return next(v.X)
	case *ssa.ChangeInterface:
		return next(v.X)
	case *ssa.ChangeType:
		return next(v.X)
	case *ssa.TypeAssert:
		if !v.CommaOk {
			return next(v.X)
		}
	case *ssa.Slice:
		if _, isPtr := v.X.Type().Underlying().(*types.Pointer); isPtr {
			return next(v.X) // arr[:] shares arr's elements
		}
	case *ssa.Phi:
		return ofPhi(v, depth)
	}
	return Path{Root: v}
}

// ofPhi returns the path that all edges of v share, or v's own.
func ofPhi(v *ssa.Phi, depth int) Path {
	var common Path
	for _, edge := range v.Edges {
		if edge == ssa.Value(v) {
			continue
		}
		if _, nested := edge.(*ssa.Phi); nested {
			return Path{Root: v}
		}
		p := of(edge, depth+6)
		if common.IsZero() {
			common = p
		} else if common != p {
			return Path{Root: v}
		}
	}
	if common.IsZero() {
		return Path{Root: v}
	}
	return common
}

func index(v ssa.Value, depth int) string {
	if k, ok := v.(*ssa.Const); ok && k.Value != nil {
		return "[" + k.Value.ExactString() + "]"
	}
	for {
		if c, ok := v.(*ssa.Convert); ok {
			v = c.X
			continue
		}
		break
	}
	if p := of(v, depth+1); !p.IsZero() {
		return fmt.Sprintf("[%s@%p%s]", p.Root.Name(), p.Root, p.Sel)
	}
	return "[?]"
}

// onlyStore returns the value of the variable at addr if it is a captured
// local variable that is assigned once and whose address goes nowhere else: a
// parameter that a closure captures, a variable never assigned again.
func onlyStore(addr ssa.Value) ssa.Value {
	for {
		fv, ok := addr.(*ssa.FreeVar)
		if !ok {
			break
		}
		addr = flow.Binding(fv) // of a literal in a literal: once for each
	}
	a, ok := addr.(*ssa.Alloc)
	if !ok {
		return nil
	}
	values, complete := flow.LocalStores(a)
	if !complete || len(values) != 1 {
		return nil
	}
	if v, ok := values[0].(ssa.Instruction); ok && v.Parent() != a.Parent() {
		return nil // assigned by a closure: not the same at all times
	}
	return values[0]
}

// Translate returns the path that p, of a function called as callee, denotes
// in the caller. It reports false if p is the callee's own.
func Translate(p Path, callee flow.Callee) (Path, bool) {
	switch root := p.Root.(type) {
	case *ssa.Global:
		return p, true
	case *ssa.Parameter:
		if root.Parent() != callee.Fn {
			return p, true // of an enclosing function
		}
		for i, param := range callee.Fn.Params {
			if param == root && i < len(callee.Args) && callee.Args[i] != nil {
				arg := Of(callee.Args[i])
				return arg.Join(p.Sel), true
			}
		}
		return Path{}, false
	case ssa.Instruction:
		// A value of an enclosing function, reached through a free variable.
		return p, root.Parent() != callee.Fn
	}
	return Path{}, false
}

// A Relation tells whether two paths denote the same thing.
type Relation int

const (
	Different Relation = iota
	Maybe
	Same
)

// Compare returns the relation of a and b.
func Compare(a, b Path) Relation {
	switch {
	case a == b:
		return Same
	case a.Root == b.Root:
		return compareSel(a.Sel, b.Sel)
	case distinct(a.Root) && distinct(b.Root), younger(a, b), younger(b, a):
		return Different
	}
	return Maybe
}

// younger reports whether a denotes a part of a variable that is made when the
// parameter b is a part of, or points to, is there already.
func younger(a, b Path) bool {
	alloc, ok := a.Root.(*ssa.Alloc)
	param, isParam := b.Root.(*ssa.Parameter)
	if !ok || !isParam || strings.Contains(a.Sel, "*") || strings.Contains(b.Sel, "*") {
		return false
	}
	for fn := alloc.Parent(); fn != nil; fn = fn.Parent() {
		if fn == param.Parent() {
			return true
		}
	}
	return false
}

// compareSel compares selectors from one root: different only if they part at
// different fields or different constant indices.
func compareSel(a, b string) Relation {
	as, bs := split(a), split(b)
	for i := range min(len(as), len(bs)) {
		x, y := as[i], bs[i]
		switch {
		case x == y:
		case x[0] == '[' && y[0] == '[':
			if constIndex(x) && constIndex(y) {
				return Different
			}
			return Maybe
		default:
			return Different
		}
	}
	if len(as) != len(bs) {
		return Different
	}
	return Same
}

func constIndex(sel string) bool { return !strings.ContainsAny(sel, "@?") }

// Selectors returns the single selectors of sel, in order.
func Selectors(sel string) []string { return split(sel) }

// split splits selectors into single ones.
func split(sel string) []string {
	var parts []string
	for len(sel) > 0 {
		end := 1
		switch sel[0] {
		case '.':
			for end < len(sel) && sel[end] != '.' && sel[end] != '*' && sel[end] != '[' {
				end++
			}
		case '[':
			depth := 0
			for end = 0; end < len(sel); end++ {
				if sel[end] == '[' {
					depth++
				} else if sel[end] == ']' {
					if depth--; depth == 0 {
						end++
						break
					}
				}
			}
		}
		parts = append(parts, sel[:end])
		sel = sel[end:]
	}
	return parts
}

// distinct reports whether v denotes a variable of its own, different from all
// others that are distinct.
func distinct(v ssa.Value) bool {
	switch v.(type) {
	case *ssa.Alloc, *ssa.Global, *ssa.MakeMap, *ssa.MakeChan, *ssa.MakeSlice:
		return true
	}
	return false
}

// String returns p as source text, for debugging; messages use
// [flow.Package.Name].
func (p Path) String() string {
	if p.Root == nil {
		return "?"
	}
	return p.Root.Name() + p.Sel
}
