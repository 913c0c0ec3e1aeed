package maploop

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

// iteratesMap reports whether x calls a function of the package that returns an
// iterator which yields the entries of a map as they come.
func iteratesMap(pass *analysis.Pass, decls *syntax.Decls, x ast.Expr) bool {
	call, ok := ast.Unparen(x).(*ast.CallExpr)
	if !ok {
		return false
	}
	fn := typeutil.StaticCallee(pass.TypesInfo, call)
	if fn == nil || fn.Pkg() != pass.Pkg {
		return false
	}
	decl := decls.Of(fn)
	if decl == nil || len(decl.Body.List) == 0 {
		return false
	}
	ret, ok := decl.Body.List[len(decl.Body.List)-1].(*ast.ReturnStmt)
	if !ok || len(ret.Results) != 1 {
		return false
	}
	switch result := ast.Unparen(ret.Results[0]).(type) {
	case *ast.CallExpr:
		switch syntax.Callee(pass.TypesInfo, result) {
		case "maps.Keys", "maps.Values", "maps.All":
			return true
		}
	case *ast.FuncLit:
		return yieldsMap(pass, result)
	}
	return false
}

// yieldsMap reports whether the iterator lit calls its parameter with the key or
// value of a loop over a map.
func yieldsMap(pass *analysis.Pass, lit *ast.FuncLit) bool {
	params := lit.Type.Params.List
	if len(params) != 1 || len(params[0].Names) != 1 {
		return false
	}
	yield := pass.TypesInfo.Defs[params[0].Names[0]]
	found := false
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		loop, ok := n.(*ast.RangeStmt)
		if !ok || found {
			return !found
		}
		t := pass.TypesInfo.TypeOf(loop.X)
		if t == nil || !unordered(pass, loop.X, t) {
			return true
		}
		ast.Inspect(loop.Body, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if id, isIdent := callee(call, ok); isIdent && pass.TypesInfo.Uses[id] == yield && yield != nil {
				found = found || usesAny(pass.TypesInfo, call, loop.Key, loop.Value)
			}
			return !found
		})
		return !found
	})
	return found
}

// callee returns the identifier that call, if it is one, calls.
func callee(call *ast.CallExpr, isCall bool) (*ast.Ident, bool) {
	if !isCall {
		return nil, false
	}
	id, ok := ast.Unparen(call.Fun).(*ast.Ident)
	return id, ok
}

// usesAny reports whether n uses a variable that one of defs declares.
func usesAny(info *types.Info, n ast.Node, defs ...ast.Expr) bool {
	for _, def := range defs {
		if id, ok := def.(*ast.Ident); ok && info.Defs[id] != nil && syntax.Uses(info, n, info.Defs[id]) {
			return true
		}
	}
	return false
}
