package assertbare

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports every type assertion without ok.
var Analyzer = &analysis.Analyzer{
	Name:     "assertbare",
	Doc:      docs.MustExtract(doc, "assertbare"),
	URL:      docs.URL("assertbare"),
	Requires: []*analysis.Analyzer{directive.Analyzer, inspect.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	for cur := range pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root().Preorder((*ast.TypeAssertExpr)(nil)) {
		assert := cur.Node().(*ast.TypeAssertExpr)
		if assert.Type == nil || hasOk(pass, assert) || inTypeSwitch(pass, cur, assert) {
			continue
		}
		t := types.ExprString(assert.Type)
		if len(t) > 40 {
			t = "another type"
		}
		report.At(pass, assert, "", fmt.Sprintf("this assertion panics unless the value is a %s", t))
	}
	return nil, nil
}

// hasOk reports whether assert is used in its form with two results.
func hasOk(pass *analysis.Pass, assert *ast.TypeAssertExpr) bool {
	_, isTuple := pass.TypesInfo.TypeOf(assert).(*types.Tuple)
	return isTuple
}

// inTypeSwitch reports whether assert stands in a case of a type switch on the
// same variable for the same type, which proves it.
func inTypeSwitch(pass *analysis.Pass, cur inspector.Cursor, assert *ast.TypeAssertExpr) bool {
	want := pass.TypesInfo.TypeOf(assert.Type)
	for outer := range cur.Enclosing((*ast.CaseClause)(nil)) {
		clause := outer.Node().(*ast.CaseClause)
		sw, ok := outer.Parent().Parent().Node().(*ast.TypeSwitchStmt)
		if !ok || len(clause.List) != 1 || !switchesOn(sw, types.ExprString(assert.X)) {
			continue
		}
		if types.Identical(pass.TypesInfo.TypeOf(clause.List[0]), want) {
			return true
		}
	}
	return false
}

func switchesOn(sw *ast.TypeSwitchStmt, x string) bool {
	found := false
	ast.Inspect(sw.Assign, func(n ast.Node) bool {
		if a, ok := n.(*ast.TypeAssertExpr); ok && a.Type == nil {
			found = types.ExprString(a.X) == x
		}
		return true
	})
	return found
}
