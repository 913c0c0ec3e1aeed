package ginctx

import (
	"go/ast"
	"go/token"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
	"github.com/interviewlint/interviewlint/analyzers/internal/handlers"
	"github.com/interviewlint/interviewlint/analyzers/internal/requests"
)

// writers are the methods of a request context, besides those that answer,
// that change it in a way that other handlers see.
var writers = map[string]bool{"Set": true, "Status": true, "Copy": true}

// copyFix returns the fix that copies the context before the go statement of
// use and lets the literal use the copy, where it only reads from it.
func copyFix(p *flow.Package, use requests.Use, f *handlers.Framework) []analysis.SuggestedFix {
	if !f.Copies || use.Spawn.Kind != goroutines.Go || use.Spawn.Inner != nil {
		return nil
	}
	path := p.Enclosing(use.Spawn.Site.Pos())
	var stmt *ast.GoStmt
	for i, n := range path {
		if s, ok := n.(*ast.GoStmt); ok && i+1 < len(path) {
			if _, inBlock := path[i+1].(*ast.BlockStmt); inBlock {
				stmt = s
			}
			break
		}
	}
	if stmt == nil {
		return nil
	}
	lit, ok := ast.Unparen(stmt.Call.Fun).(*ast.FuncLit)
	if !ok || len(stmt.Call.Args) > 0 || mentions(path, "cp") {
		return nil
	}
	obj := use.Param.Object()
	edits := []analysis.TextEdit{{
		Pos: stmt.Pos(), End: stmt.Pos(),
		NewText: []byte("cp := " + use.Param.Name() + ".Copy()\n" + indent(p.Fset, stmt.Pos())),
	}}
	reads, all := 0, 0
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			if id, ok := n.X.(*ast.Ident); ok && p.Info.Uses[id] == obj && !writers[n.Sel.Name] && !handlers.Answers(n.Sel.Name) {
				reads++
			}
		case *ast.Ident:
			if p.Info.Uses[n] == obj {
				all++
				edits = append(edits, analysis.TextEdit{Pos: n.Pos(), End: n.End(), NewText: []byte("cp")})
			}
		}
		return true
	})
	if reads < all {
		return nil
	}
	return []analysis.SuggestedFix{{Message: "Copy " + use.Param.Name() + " before the goroutine starts", TextEdits: edits}}
}

// mentions reports whether the outermost function around path uses name.
func mentions(path []ast.Node, name string) bool {
	found := false
	for _, n := range path {
		decl, ok := n.(*ast.FuncDecl)
		if !ok {
			continue
		}
		ast.Inspect(decl, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && id.Name == name {
				found = true
			}
			return !found
		})
	}
	return found
}

// indent returns the indentation of the line of pos, which a tab starts in
// formatted code.
func indent(fset *token.FileSet, pos token.Pos) string {
	return strings.Repeat("\t", fset.Position(pos).Column-1)
}
