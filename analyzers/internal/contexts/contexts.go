// Package contexts tells which functions have a context at hand, and from what.
package contexts

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"

	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// Is reports whether t is context.Context.
func Is(t types.Type) bool { return typ.Is(t, "context", "Context") }

// A Source is a parameter that gives its function a context.
type Source struct {
	Param *types.Var
	Expr  string // the expression to write: "ctx", "r.Context()"
}

// carriers maps parameter types that carry a context to the way to get it.
var carriers = map[string]string{
	"*net/http.Request":                   ".Context()",
	"*github.com/gin-gonic/gin.Context":   ".Request.Context()",
	"github.com/labstack/echo/v4.Context": ".Request().Context()",
}

// SourceOf returns the parameter of a function of type ft that gives it a
// context, a context.Context before anything that carries one.
func SourceOf(info *types.Info, ft *ast.FuncType) (Source, bool) {
	var found Source
	for _, field := range ft.Params.List {
		for _, name := range field.Names {
			v, ok := info.Defs[name].(*types.Var)
			if !ok || name.Name == "_" {
				continue
			}
			if Is(v.Type()) {
				return Source{v, name.Name}, true
			}
			if get, ok := carriers[types.Unalias(v.Type()).String()]; ok && found.Param == nil {
				found = Source{v, name.Name + get}
			}
		}
	}
	return found, found.Param != nil
}

// A Func is a function declaration or literal with a body.
type Func struct {
	Decl *ast.FuncDecl // nil for a literal
	Type *ast.FuncType
	Body *ast.BlockStmt
	// Source is the context of the function itself or, for a literal without
	// its own that no go or defer statement calls, of the function around it;
	// its Param is nil if there is none.
	Source
}

// Functions calls yield for each function of file, each literal after the
// function around it.
func Functions(info *types.Info, file *ast.File, yield func(Func)) {
	detached := detachedLiterals(file)
	var outer []Func
	top := func() Source {
		if len(outer) == 0 {
			return Source{}
		}
		return outer[len(outer)-1].Source
	}
	astutil.Apply(file, func(c *astutil.Cursor) bool {
		var fn Func
		switch n := c.Node().(type) {
		case *ast.FuncDecl:
			fn = Func{Decl: n, Type: n.Type, Body: n.Body}
		case *ast.FuncLit:
			fn = Func{Type: n.Type, Body: n.Body}
			if !detached[n] {
				fn.Source = top()
			}
		default:
			return true
		}
		if own, ok := SourceOf(info, fn.Type); ok {
			fn.Source = own
		}
		outer = append(outer, fn)
		if fn.Body != nil {
			yield(fn)
		}
		return true
	}, func(c *astutil.Cursor) bool {
		switch c.Node().(type) {
		case *ast.FuncDecl, *ast.FuncLit:
			outer = outer[:len(outer)-1]
		}
		return true
	})
}

// detachedLiterals returns the literals of file that go and defer statements
// call: they may run when the context around them has ended.
func detachedLiterals(file *ast.File) map[*ast.FuncLit]bool {
	found := make(map[*ast.FuncLit]bool)
	ast.Inspect(file, func(n ast.Node) bool {
		var call *ast.CallExpr
		switch n := n.(type) {
		case *ast.GoStmt:
			call = n.Call
		case *ast.DeferStmt:
			call = n.Call
		}
		if call != nil {
			if lit, ok := ast.Unparen(call.Fun).(*ast.FuncLit); ok {
				found[lit] = true
			}
		}
		return true
	})
	return found
}

// Own calls visit for each node of the body of fn that is not inside a literal,
// as [ast.Inspect] does.
func (fn Func) Own(visit func(ast.Node) bool) {
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		if _, ok := n.(*ast.FuncLit); ok {
			return false
		}
		return visit(n)
	})
}

// Uses reports whether n mentions v.
func Uses(info *types.Info, n ast.Node, v *types.Var) bool {
	found := false
	ast.Inspect(n, func(m ast.Node) bool {
		if id, ok := m.(*ast.Ident); ok && info.Uses[id] == v {
			found = true
		}
		return !found
	})
	return found
}
