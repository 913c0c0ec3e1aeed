package maprange

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

// expands reports whether cond asks for the key of index only to find that it is
// new, and the assignment at c puts in, in a loop over what belongs to one
// entry, others that have such entries in turn. Of these the loop may miss some,
// unless it runs again until nothing is new.
func expands(pass *analysis.Pass, cond *ast.IfStmt, index *ast.IndexExpr, c, loop inspector.Cursor) bool {
	if index.Pos() < cond.Body.Lbrace || cond.Body.Rbrace < index.Pos() || len(cond.Body.List) != 1 || !absent(pass, cond, index) {
		return false
	}
	outer := loop.Node().(*ast.RangeStmt)
	inner := false
	for p := c; p.Node() != loop.Node(); p = p.Parent() {
		if r, ok := p.Node().(*ast.RangeStmt); ok {
			inner = inner || usesEntry(pass, r.X, outer)
		}
	}
	return inner && !repeated(loop)
}

// usesEntry reports whether e mentions the key or value of the loop.
func usesEntry(pass *analysis.Pass, e ast.Expr, loop *ast.RangeStmt) bool {
	for _, v := range []ast.Expr{loop.Key, loop.Value} {
		if id, ok := v.(*ast.Ident); ok && id.Name != "_" && syntax.Uses(pass.TypesInfo, e, pass.TypesInfo.ObjectOf(id)) {
			return true
		}
	}
	return false
}

// absent reports whether cond is true if the map lacks the key of index: it is
// !m[k], or !ok of a lookup.
func absent(pass *analysis.Pass, cond *ast.IfStmt, index *ast.IndexExpr) bool {
	not, ok := ast.Unparen(cond.Cond).(*ast.UnaryExpr)
	if !ok || not.Op != token.NOT {
		return false
	}
	if _, isName := ast.Unparen(not.X).(*ast.Ident); isName {
		return cond.Init != nil
	}
	return syntax.Same(pass.TypesInfo, not.X, index)
}

// repeated reports whether the loop stands in another one.
func repeated(loop inspector.Cursor) bool {
	for p := loop.Parent(); ; p = p.Parent() {
		switch p.Node().(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			return true
		case *ast.FuncDecl, *ast.FuncLit, *ast.File, nil:
			return false
		}
	}
}
