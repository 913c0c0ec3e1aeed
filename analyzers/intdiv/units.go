package intdiv

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// coarse is a millisecond: less of it is seldom missed.
const coarse = 1_000_000

// reportUnits reports the divisions in body whose quotient is multiplied by a
// unit of time.
func reportUnits(pass *analysis.Pass, body *ast.BlockStmt) {
	ast.Inspect(body, func(n ast.Node) bool {
		if e, ok := n.(*ast.BinaryExpr); ok {
			if div := dividedUnits(pass.TypesInfo, e, body); div != nil {
				report.At(pass, div, "", "the integer division drops the fraction before the unit is applied: multiply first")
			}
		}
		return true
	})
}

// dividedUnits returns the integer division by a variable whose quotient e, in
// body, makes a duration of by a unit: time.Duration(a/b) * time.Second, or nil.
func dividedUnits(info *types.Info, e *ast.BinaryExpr, body *ast.BlockStmt) *ast.BinaryExpr {
	if e.Op != token.MUL || info.Types[e].Value != nil || !typ.Is(info.TypeOf(e), "time", "Duration") {
		return nil
	}
	for _, pair := range [][2]ast.Expr{{e.X, e.Y}, {e.Y, e.X}} {
		n, ok := syntax.Int(info, pair[1])
		if !ok || n < coarse {
			continue
		}
		if div := division(info, counted(info, pair[0], body)); div != nil && info.Types[div.Y].Value == nil {
			return div
		}
	}
	return nil
}

// counted returns the number that e converts to a duration, and what the
// variable holds that is only made for that.
func counted(info *types.Info, e ast.Expr, body *ast.BlockStmt) ast.Expr {
	e = ast.Unparen(e)
	if call, ok := e.(*ast.CallExpr); ok && len(call.Args) == 1 && info.Types[call.Fun].IsType() {
		e = ast.Unparen(call.Args[0])
	}
	id, ok := e.(*ast.Ident)
	if !ok || body == nil || uses(info, body, info.Uses[id]) != 1 {
		return e
	}
	if def := syntax.OnlyValue(info, body, info.Uses[id]); def != nil {
		return def
	}
	return e
}
