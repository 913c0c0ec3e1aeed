package nilmap

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

// fix returns the fix that makes the map where its variable is declared, if
// that is a plain var declaration whose variable is never compared with nil.
func (c *checker) fix(write ssa.Instruction) []analysis.SuggestedFix {
	var id *ast.Ident
	for _, n := range c.flow.Enclosing(write.Pos()) {
		if index, ok := n.(*ast.IndexExpr); ok {
			id, _ = ast.Unparen(index.X).(*ast.Ident)
			break
		}
		if _, ok := n.(*ast.BlockStmt); ok {
			break
		}
	}
	if id == nil {
		return nil
	}
	v, ok := c.pass.TypesInfo.Uses[id].(*types.Var)
	if !ok || v.IsField() || c.comparedWithNil(v) || !syntax.Predeclared(c.pass, v.Pos(), "make") {
		return nil
	}
	for _, n := range c.flow.Enclosing(v.Pos()) {
		decl, ok := n.(*ast.GenDecl)
		if !ok {
			continue
		}
		spec, ok := decl.Specs[0].(*ast.ValueSpec)
		if !ok || decl.Tok != token.VAR || len(decl.Specs) != 1 || len(spec.Names) != 1 || spec.Type == nil || spec.Values != nil {
			return nil
		}
		typ := types.ExprString(spec.Type)
		edit := analysis.TextEdit{Pos: spec.Type.Pos(), End: spec.Type.End(), NewText: []byte("= make(" + typ + ")")}
		if v.Parent() != c.pass.Pkg.Scope() {
			edit = analysis.TextEdit{Pos: decl.Pos(), End: decl.End(), NewText: []byte(v.Name() + " := make(" + typ + ")")}
		}
		return []analysis.SuggestedFix{{Message: "make the map where " + v.Name() + " is declared", TextEdits: []analysis.TextEdit{edit}}}
	}
	return nil
}

// comparedWithNil reports whether some code compares v with nil.
func (c *checker) comparedWithNil(v *types.Var) bool {
	found := false
	for _, file := range c.pass.Files {
		if v.Parent() != c.pass.Pkg.Scope() && (v.Pos() < file.FileStart || file.FileEnd <= v.Pos()) {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if bin, ok := n.(*ast.BinaryExpr); ok && (bin.Op == token.EQL || bin.Op == token.NEQ) {
				x, y := ast.Unparen(bin.X), ast.Unparen(bin.Y)
				for _, e := range []ast.Expr{x, y} {
					if id, ok := e.(*ast.Ident); ok && c.pass.TypesInfo.Uses[id] == types.Object(v) {
						found = true
					}
				}
			}
			return !found
		})
	}
	return found
}
