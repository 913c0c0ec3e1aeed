package assertok

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

// reportElse reports uses, in the branch of "if x, ok := x.(T); ok" for a
// failure, of the inner x, which is zero there.
func reportElse(pass *analysis.Pass) {
	for _, file := range pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			if stmt, ok := n.(*ast.IfStmt); ok {
				if inner, failed := shadowing(pass, stmt); inner != nil && failed != nil {
					reportReads(pass, stmt, inner, failed)
				}
			}
			return true
		})
	}
}

// shadowing returns the variable x that "if x, ok := x.(T); ok" declares, and
// the branch that is taken if the assertion fails.
func shadowing(pass *analysis.Pass, stmt *ast.IfStmt) (types.Object, ast.Stmt) {
	init, ok := stmt.Init.(*ast.AssignStmt)
	if !ok || len(init.Lhs) != 2 || len(init.Rhs) != 1 {
		return nil, nil
	}
	test, failed := ast.Unparen(stmt.Cond), stmt.Else
	if not, ok := test.(*ast.UnaryExpr); ok && not.Op == token.NOT {
		test, failed = ast.Unparen(not.X), stmt.Body
	}
	assert, ok := ast.Unparen(init.Rhs[0]).(*ast.TypeAssertExpr)
	if !ok || assert.Type == nil {
		return nil, nil
	}
	value, ok1 := init.Lhs[0].(*ast.Ident)
	status, ok2 := init.Lhs[1].(*ast.Ident)
	asserted, ok3 := ast.Unparen(assert.X).(*ast.Ident)
	cond, ok4 := test.(*ast.Ident)
	if !ok1 || !ok2 || !ok3 || !ok4 || value.Name != asserted.Name || pass.TypesInfo.Uses[cond] != pass.TypesInfo.Defs[status] || pass.TypesInfo.Defs[status] == nil {
		return nil, nil
	}
	return pass.TypesInfo.Defs[value], failed
}

// reportReads reports the first read of inner in failed, a branch of stmt.
func reportReads(pass *analysis.Pass, stmt *ast.IfStmt, inner types.Object, failed ast.Stmt) {
	var first *ast.Ident
	assigned := false
	ast.Inspect(failed, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, lhs := range n.Lhs {
				if id, ok := lhs.(*ast.Ident); ok && pass.TypesInfo.Uses[id] == inner {
					assigned = true
				}
			}
		case *ast.Ident:
			if first == nil && !assigned && pass.TypesInfo.Uses[n] == inner {
				first = n
			}
		}
		return true
	})
	if first != nil {
		report.At(pass, first, "else", fmt.Sprintf("%s is the zero value here: the assertion that declares it has failed", first.Name),
			report.Step(stmt.Init, "%s shadows the asserted variable here", first.Name))
	}
}
