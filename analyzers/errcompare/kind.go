package errcompare

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

// A form tells how the values of an error type of the package become errors.
type form struct {
	value, pointer ast.Node // where each happens first, or nil
}

// collectForms records the composite literals of the error types of the
// package, by value and by address, and other expressions that become errors.
func (c *checker) collectForms() {
	for cur := range c.root.Preorder((*ast.CompositeLit)(nil), (*ast.CallExpr)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.CompositeLit:
			name := c.errorTypeName(c.pass.TypesInfo.TypeOf(n))
			if name == nil {
				continue
			}
			parent := cur.Parent().Node()
			if u, ok := parent.(*ast.UnaryExpr); ok {
				c.note(name, u, true)
			} else if c.onlyTarget(parent, n) {
				continue // a target of errors.As
			} else if _, isLit := parent.(*ast.CompositeLit); isLit {
				c.note(name, n, true) // elements may be of either form
				c.note(name, n, false)
			} else {
				c.note(name, n, false)
			}
		case *ast.CallExpr: // new(T), T(x)
			t := c.pass.TypesInfo.TypeOf(n)
			if t == nil {
				continue
			}
			if name := c.errorTypeName(t); name != nil {
				c.note(name, n, false)
			}
			if ptr, ok := types.Unalias(t).(*types.Pointer); ok {
				if name := c.errorTypeName(ptr.Elem()); name != nil {
					c.note(name, n, true)
				}
			}
		}
	}
	for cur := range c.root.Preorder((*ast.Ident)(nil)) { // variables whose address is taken, parameters …
		id := cur.Node().(*ast.Ident)
		v, ok := c.pass.TypesInfo.Defs[id].(*types.Var)
		if !ok || v.Kind() == types.RecvVar {
			continue
		}
		// A parameter, result or field of the type may be made an error too; a
		// local variable may be the target of errors.As only.
		if v.Kind() == types.LocalVar {
			continue
		}
		if name := c.errorTypeName(v.Type()); name != nil {
			c.note(name, id, false)
		}
		if ptr, ok := types.Unalias(v.Type()).(*types.Pointer); ok {
			if name := c.errorTypeName(ptr.Elem()); name != nil {
				c.note(name, id, true)
			}
		}
	}
}

// onlyTarget reports whether stmt declares a variable with the value lit, and
// nothing but the variable's address and fields are used.
func (c *checker) onlyTarget(stmt ast.Node, lit ast.Expr) bool {
	assign, ok := stmt.(*ast.AssignStmt)
	if !ok || len(assign.Lhs) != len(assign.Rhs) {
		return false
	}
	i := slices.Index(assign.Rhs, lit)
	if i < 0 {
		return false
	}
	id, ok := assign.Lhs[i].(*ast.Ident)
	if !ok || c.pass.TypesInfo.Defs[id] == nil {
		return false
	}
	for cur := range c.root.Preorder((*ast.Ident)(nil)) {
		if c.pass.TypesInfo.Uses[cur.Node().(*ast.Ident)] != c.pass.TypesInfo.Defs[id] {
			continue
		}
		switch parent := cur.Parent().Node().(type) {
		case *ast.SelectorExpr:
		case *ast.UnaryExpr:
			if parent.Op != token.AND {
				return false
			}
		default:
			return false
		}
	}
	return true
}

func (c *checker) note(name *types.TypeName, n ast.Node, pointer bool) {
	f := c.forms[name]
	if f == nil {
		f = &form{}
		c.forms[name] = f
	}
	switch {
	case pointer && f.pointer == nil:
		f.pointer = n
	case !pointer && f.value == nil:
		f.value = n
	}
}

// errorTypeName returns the name of t, if it is a type of the package whose
// values, not only its pointers, are errors.
func (c *checker) errorTypeName(t types.Type) *types.TypeName {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() != c.pass.Pkg || types.IsInterface(named) {
		return nil
	}
	iface, ok := errorType.Underlying().(*types.Interface)
	if !ok || !types.Implements(named, iface) {
		return nil
	}
	return named.Origin().Obj()
}

// kind judges a search for errors of type target: it reports one for values of
// a type that the package makes errors of as pointers only, or the reverse.
func (c *checker) kind(n ast.Node, target types.Type, what string) bool {
	pointer := false
	if ptr, ok := types.Unalias(target).(*types.Pointer); ok {
		target, pointer = ptr.Elem(), true
	}
	name := c.errorTypeName(target)
	if name == nil || c.forms[name] == nil {
		return false
	}
	f := c.forms[name]
	switch {
	case !pointer && f.value == nil && f.pointer != nil:
		c.mismatch(n, f.pointer, what, name.Name(), "*"+name.Name())
	case pointer && f.pointer == nil && f.value != nil:
		c.mismatch(n, f.value, what, "*"+name.Name(), name.Name())
	default:
		return false
	}
	return true
}

func (c *checker) mismatch(n, made ast.Node, what, wanted, actual string) {
	report.Diagnostic(c.pass, analysis.Diagnostic{
		Pos: n.Pos(), End: n.End(), Category: "kind",
		Message: fmt.Sprintf("%s never finds a %s: the package makes errors of %s only", what, wanted, actual),
		Related: []analysis.RelatedInformation{report.Step(made, "made as %s here", actual)},
	})
}
