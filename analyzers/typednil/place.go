package typednil

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// A place is where the source converts a value to an interface.
type place struct {
	flow.Span
	name    string // the variable or call that is converted
	written bool   // the source spells out a nil of the type: (*T)(nil)
}

// places are the expressions of a function that are converted to an interface
// without a conversion in the source, which SSA form keeps no position of.
type places struct {
	flow  *flow.Package
	exprs []converted
}

type converted struct {
	expr ast.Expr
	to   types.Type
}

// findPlaces collects the places of fn.
func findPlaces(p *flow.Package, fn *ssa.Function) *places {
	c := &places{flow: p}
	syntax := fn.Syntax()
	if syntax == nil { // the package initializer
		for _, file := range p.Files {
			for _, decl := range file.Decls {
				if gen, ok := decl.(*ast.GenDecl); ok && gen.Tok == token.VAR {
					c.collect(gen, nil)
				}
			}
		}
		return c
	}
	c.collect(syntax, fn.Signature.Results())
	return c
}

// collect adds the places in n, a function with the given results.
func (c *places) collect(n ast.Node, results *types.Tuple) {
	typeOf := c.flow.Info.TypeOf
	ast.Inspect(n, func(m ast.Node) bool {
		switch m := m.(type) {
		case *ast.FuncLit:
			return m == n
		case *ast.ReturnStmt:
			for i, r := range m.Results {
				if results != nil && len(m.Results) == results.Len() {
					c.add(r, results.At(i).Type())
				}
			}
		case *ast.AssignStmt:
			for i, rhs := range m.Rhs {
				if len(m.Lhs) == len(m.Rhs) {
					c.add(rhs, typeOf(m.Lhs[i]))
				}
			}
		case *ast.ValueSpec:
			for i, v := range m.Values {
				if len(m.Names) == len(m.Values) {
					c.add(v, typeOf(m.Names[i]))
				}
			}
		case *ast.SendStmt:
			if ch, ok := typeOf(m.Chan).Underlying().(*types.Chan); ok {
				c.add(m.Value, ch.Elem())
			}
		case *ast.CallExpr:
			c.arguments(m)
		case *ast.CompositeLit:
			c.elements(m)
		}
		return true
	})
}

func (c *places) arguments(call *ast.CallExpr) {
	tv := c.flow.Info.Types[call.Fun]
	if tv.IsType() && len(call.Args) == 1 {
		c.add(call.Args[0], tv.Type)
		return
	}
	if tv.Type == nil {
		return
	}
	sig, ok := tv.Type.Underlying().(*types.Signature)
	if !ok {
		return
	}
	for i, arg := range call.Args {
		switch {
		case sig.Variadic() && i >= sig.Params().Len()-1:
			if s, ok := sig.Params().At(sig.Params().Len() - 1).Type().Underlying().(*types.Slice); ok {
				c.add(arg, s.Elem())
			}
		case i < sig.Params().Len():
			c.add(arg, sig.Params().At(i).Type())
		}
	}
}

func (c *places) elements(lit *ast.CompositeLit) {
	t := c.flow.Info.TypeOf(lit)
	if t == nil {
		return
	}
	t = typ.Deref(t)
	for i, elt := range lit.Elts {
		value, key := elt, ast.Expr(nil)
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			value, key = kv.Value, kv.Key
		}
		switch t := t.Underlying().(type) {
		case *types.Struct:
			if id, ok := key.(*ast.Ident); ok {
				c.add(value, c.flow.Info.TypeOf(id))
			} else if key == nil && i < t.NumFields() {
				c.add(value, t.Field(i).Type())
			}
		case *types.Slice:
			c.add(value, t.Elem())
		case *types.Array:
			c.add(value, t.Elem())
		case *types.Map:
			c.add(value, t.Elem())
		}
	}
}

// add notes that expr is converted to the type to, if it is an interface and
// expr is not.
func (c *places) add(expr ast.Expr, to types.Type) {
	from := c.flow.Info.TypeOf(expr)
	if from == nil || to == nil || !types.IsInterface(to) || types.IsInterface(from) {
		return
	}
	if _, isParam := types.Unalias(to).(*types.TypeParam); isParam {
		return
	}
	c.exprs = append(c.exprs, converted{ast.Unparen(expr), to})
}

// of returns the place of conv: the expression whose type, and as far as it is
// known position and name, agree with what conv converts.
func (c *places) of(conv *ssa.MakeInterface) place {
	name := c.flow.Name(conv.X)
	best, most := ast.Expr(nil), 0
	for _, e := range c.exprs {
		if !types.Identical(e.to, conv.Type()) || !types.Identical(c.flow.Info.TypeOf(e.expr), conv.X.Type()) {
			continue
		}
		score := 1
		if pos := conv.X.Pos(); pos.IsValid() && e.expr.Pos() <= pos && pos < e.expr.End() {
			score += 8
		}
		if id, ok := e.expr.(*ast.Ident); ok && id.Name == name {
			score += 2
		}
		if c.withinUser(conv, e.expr) {
			score += 4
		}
		if score > most {
			best, most = e.expr, score
		}
	}
	if best == nil {
		span := c.flow.Range(conv)
		return place{Span: flow.Span{Start: span.Start, Stop: span.Stop}, name: name}
	}
	at := place{Span: flow.Span{Start: best.Pos(), Stop: best.End()}, written: c.writtenNil(best)}
	if file := c.flow.Fset.File(best.Pos()); file != nil && file.Line(best.Pos()) != file.Line(best.End()) {
		at.Stop = at.Start
	}
	if len(types.ExprString(best)) <= 30 {
		at.name = types.ExprString(best)
	}
	if call, ok := best.(*ast.CallExpr); ok && !at.written {
		at.name = types.ExprString(call.Fun) + "()"
	}
	return at
}

// withinUser reports whether expr is part of the statement that uses conv.
func (c *places) withinUser(conv *ssa.MakeInterface, expr ast.Expr) bool {
	for _, ref := range *conv.Referrers() {
		var node ast.Node
		switch ref := ref.(type) {
		case *ssa.Return, *ssa.Store, *ssa.Send, *ssa.MapUpdate, *ssa.Call:
			node = c.flow.Syntax(ref)
		}
		if node != nil && node.Pos() <= expr.Pos() && expr.End() <= node.End() {
			return true
		}
	}
	return false
}

// writtenNil reports whether e converts nil: (*T)(nil).
func (c *places) writtenNil(e ast.Expr) bool {
	call, ok := e.(*ast.CallExpr)
	return ok && len(call.Args) == 1 && c.flow.Info.Types[call.Fun].IsType() && c.flow.Info.Types[call.Args[0]].IsNil()
}
