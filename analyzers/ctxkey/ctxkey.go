package ctxkey

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/types"
	"maps"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports context values stored or read in ways that collide or panic.
var Analyzer = &analysis.Analyzer{
	Name:     "ctxkey",
	Doc:      docs.MustExtract(doc, "ctxkey"),
	URL:      docs.URL("ctxkey"),
	Requires: []*analysis.Analyzer{directive.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	stored := storedKeys(pass)
	for _, file := range pass.Files {
		if deliberate.InTest(pass.Fset, file.Pos()) {
			continue // no other package sees the contexts of a test
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				if key := keyOf(pass.TypesInfo, n); key != nil && anyonesType(pass.TypesInfo.TypeOf(key)) {
					report.At(pass, key, "key", fmt.Sprintf("a context key of type %s may collide with a key of another package", pass.TypesInfo.TypeOf(key)))
				}
			case *ast.FuncDecl:
				if n.Body != nil && !deliberate.ForTests(pass, n) {
					reportAsserts(pass, n, stored)
				}
			}
			return true
		})
	}
	return nil, nil
}

// reportAsserts reports assertions on context values that panic if the value
// is missing.
func reportAsserts(pass *analysis.Pass, fn *ast.FuncDecl, stored map[string]bool) {
	body := fn.Body
	checked := commaOk(body)
	served := takesRequest(pass.TypesInfo, fn)
	ast.Inspect(body, func(n ast.Node) bool {
		assert, ok := n.(*ast.TypeAssertExpr)
		if !ok || assert.Type == nil || checked[assert] {
			return true
		}
		call := valueCall(pass.TypesInfo, assert.X)
		if call == nil || foreignKey(pass, call.Args[0]) || testsSame(pass.TypesInfo, body, call) || (served || ofRequest(call)) && byMiddleware(pass.TypesInfo, call.Args[0], stored) || begun(pass, fn, call.Args[0]) {
			return true
		}
		report.At(pass, assert, "assert", "the assertion panics for a context without this value")
		return true
	})
}

// begun reports whether fn is the second of two hooks, as TraceEnd is, and the
// first, TraceStart of the same type, stores the value under key: whoever calls
// the one hands it the context of the other.
func begun(pass *analysis.Pass, fn *ast.FuncDecl, key ast.Expr) bool {
	first := strings.NewReplacer("End", "Start", "After", "Before").Replace(fn.Name.Name)
	obj, ok := pass.TypesInfo.Defs[fn.Name].(*types.Func)
	if !ok || first == fn.Name.Name || obj.Signature().Recv() == nil {
		return false
	}
	method, _, _ := types.LookupFieldOrMethod(obj.Signature().Recv().Type(), true, pass.Pkg, first)
	for _, file := range pass.Files {
		for _, decl := range file.Decls {
			if start, ok := decl.(*ast.FuncDecl); ok && method != nil && pass.TypesInfo.Defs[start.Name] == method {
				return storedIn(pass.TypesInfo, start)[types.ExprString(key)]
			}
		}
	}
	return false
}

// byMiddleware reports whether the value under key may have been stored by a
// handler that a request passes before: one of the package, or any that uses a
// key of a type that everybody can.
func byMiddleware(info *types.Info, key ast.Expr, stored map[string]bool) bool {
	return stored[types.ExprString(key)] || anyonesType(info.TypeOf(key))
}

// storedKeys returns the source text of the keys under which the package stores
// context values.
func storedKeys(pass *analysis.Pass) map[string]bool {
	keys := make(map[string]bool)
	for _, file := range pass.Files {
		maps.Copy(keys, storedIn(pass.TypesInfo, file))
	}
	return keys
}

// storedIn returns the source text of the keys under which the code n stores
// context values.
func storedIn(info *types.Info, n ast.Node) map[string]bool {
	keys := make(map[string]bool)
	ast.Inspect(n, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && len(call.Args) == 3 {
			if fn := callee(info, call); fn != nil && fn.FullName() == "context.WithValue" {
				keys[types.ExprString(call.Args[1])] = true
			}
		}
		return true
	})
	return keys
}

// takesRequest reports whether fn is given an HTTP request, whose context it
// then works with.
func takesRequest(info *types.Info, fn *ast.FuncDecl) bool {
	for _, param := range fn.Type.Params.List {
		if t := info.TypeOf(param.Type); t != nil && types.Unalias(t).String() == "*net/http.Request" {
			return true
		}
	}
	return false
}

// ofRequest reports whether call asks the context of a request, which has
// passed through the middleware of its server: r.Context().Value(k).
func ofRequest(call *ast.CallExpr) bool {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	_, ok = ast.Unparen(sel.X).(*ast.CallExpr)
	return ok
}

// commaOk returns the assertions of body whose second result is asked for.
func commaOk(body *ast.BlockStmt) map[*ast.TypeAssertExpr]bool {
	found := make(map[*ast.TypeAssertExpr]bool)
	ast.Inspect(body, func(n ast.Node) bool {
		var lhs int
		var rhs []ast.Expr
		switch n := n.(type) {
		case *ast.AssignStmt:
			lhs, rhs = len(n.Lhs), n.Rhs
		case *ast.ValueSpec:
			lhs, rhs = len(n.Names), n.Values
		}
		if lhs == 2 && len(rhs) == 1 {
			if assert, ok := ast.Unparen(rhs[0]).(*ast.TypeAssertExpr); ok {
				found[assert] = true
			}
		}
		return true
	})
	return found
}

// keyOf returns the key that call stores or reads a context value by, or nil.
func keyOf(info *types.Info, call *ast.CallExpr) ast.Expr {
	if valueCall(info, call) != nil {
		return call.Args[0]
	}
	if fn := callee(info, call); fn != nil && fn.FullName() == "context.WithValue" && len(call.Args) == 3 {
		return call.Args[1]
	}
	return nil
}

// valueCall returns e if it is a call of Value of a context, or nil.
func valueCall(info *types.Info, e ast.Expr) *ast.CallExpr {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok || len(call.Args) != 1 {
		return nil
	}
	if fn := callee(info, call); fn == nil || fn.FullName() != "(context.Context).Value" {
		return nil
	}
	return call
}

func callee(info *types.Info, call *ast.CallExpr) *types.Func {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	fn, _ := info.Uses[sel.Sel].(*types.Func)
	return fn
}

// anyonesType reports whether another package may use a key equal to one of
// type t: t is not a type of its own.
func anyonesType(t types.Type) bool {
	switch t := types.Unalias(t).(type) {
	case *types.Basic:
		return t.Kind() != types.UntypedNil && t.Kind() != types.Invalid
	case *types.Struct:
		return true
	}
	return false
}

// foreignKey reports whether key is declared by another package, which then
// sees to it that the value is there: http.ServerContextKey.
func foreignKey(pass *analysis.Pass, key ast.Expr) bool {
	found := false
	ast.Inspect(key, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if obj := pass.TypesInfo.Uses[id]; obj != nil && obj.Pkg() != nil && obj.Pkg() != pass.Pkg {
				if _, isPkg := obj.(*types.PkgName); !isPkg {
					found = true
				}
			}
		}
		return !found
	})
	return found
}

// testsSame reports whether body compares the same context value with nil, or
// stores it itself.
func testsSame(info *types.Info, body *ast.BlockStmt, call *ast.CallExpr) bool {
	key := types.ExprString(call.Args[0])
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			for _, x := range []ast.Expr{n.X, n.Y} {
				if other := valueCall(info, x); other != nil && types.ExprString(other) == types.ExprString(call) {
					found = true
				}
			}
		case *ast.CallExpr:
			if fn := callee(info, n); fn != nil && fn.FullName() == "context.WithValue" && len(n.Args) == 3 && types.ExprString(n.Args[1]) == key {
				found = true
			}
		}
		return !found
	})
	return found
}
