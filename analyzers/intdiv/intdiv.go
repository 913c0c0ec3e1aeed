package intdiv

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

//go:embed doc.go
var doc string

// Analyzer reports fractions that integer arithmetic drops.
var Analyzer = &analysis.Analyzer{
	Name:     "intdiv",
	Doc:      docs.MustExtract(doc, "intdiv"),
	URL:      docs.URL("intdiv"),
	Requires: []*analysis.Analyzer{directive.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	for _, file := range pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				if div := dividedBefore(pass.TypesInfo, n); div != nil {
					report.At(pass, div, "", fmt.Sprintf("the integer division drops the fraction before %s sees it", types.ExprString(n.Fun)))
				}
			case *ast.BinaryExpr:
				if div := percentage(pass.TypesInfo, n); div != nil {
					report.At(pass, div, "", "the integer division drops the fraction before it is made a percentage: multiply first")
				}
			case *ast.FuncDecl:
				if n.Body != nil {
					reportLater(pass, n.Body)
					reportUnits(pass, n.Body)
				}
			}
			return true
		})
	}
	return nil, nil
}

// percentage returns the integer division of two variables that e multiplies by
// 100, or nil.
func percentage(info *types.Info, e *ast.BinaryExpr) *ast.BinaryExpr {
	if e.Op != token.MUL || !is(info.TypeOf(e), types.IsInteger) || info.Types[e].Value != nil {
		return nil
	}
	for _, pair := range [][2]ast.Expr{{e.X, e.Y}, {e.Y, e.X}} {
		n, ok := syntax.Int(info, pair[1])
		div := division(info, pair[0])
		if ok && n == 100 && div != nil && info.Types[div.X].Value == nil && info.Types[div.Y].Value == nil {
			return div
		}
	}
	return nil
}

// dividedBefore returns the integer division of two variables that call
// converts to a floating-point number, or nil.
func dividedBefore(info *types.Info, call *ast.CallExpr) *ast.BinaryExpr {
	if len(call.Args) != 1 || !info.Types[call.Fun].IsType() || !is(info.TypeOf(call), types.IsFloat) {
		return nil
	}
	return division(info, call.Args[0])
}

// division returns the integer division of two variables that e is, or nil.
func division(info *types.Info, e ast.Expr) *ast.BinaryExpr {
	div, ok := ast.Unparen(e).(*ast.BinaryExpr)
	if !ok || div.Op != token.QUO || info.Types[div].Value != nil || !is(info.TypeOf(div), types.IsInteger) {
		return nil
	}
	if info.Types[div.Y].Value != nil && unit(info, div.Y) || remainder(info, div) {
		return nil
	}
	return div
}

// reportLater reports the divisions in body whose result goes into a variable
// that is only made for a conversion to a floating-point number.
func reportLater(pass *analysis.Pass, body *ast.BlockStmt) {
	info := pass.TypesInfo
	ast.Inspect(body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) != 1 || !info.Types[call.Fun].IsType() || !is(info.TypeOf(call), types.IsFloat) {
			return true
		}
		id, ok := ast.Unparen(call.Args[0]).(*ast.Ident)
		if !ok || uses(info, body, info.Uses[id]) != 1 {
			return true
		}
		def := syntax.OnlyValue(info, body, info.Uses[id])
		if def == nil {
			return true
		}
		if div := division(info, def); div != nil {
			report.At(pass, div, "", fmt.Sprintf("the integer division drops the fraction before %s sees it", types.ExprString(call.Fun)))
		}
		return true
	})
}

// uses returns how often body uses obj.
func uses(info *types.Info, body *ast.BlockStmt, obj types.Object) int {
	n := 0
	ast.Inspect(body, func(node ast.Node) bool {
		if id, ok := node.(*ast.Ident); ok && obj != nil && info.Uses[id] == obj {
			n++
		}
		return true
	})
	return n
}

// unit reports whether the constant divisor y only changes the unit: a
// duration, a power of 1000 or 1024.
func unit(info *types.Info, y ast.Expr) bool {
	if t := info.TypeOf(y); t != nil && t.String() == "time.Duration" {
		return true
	}
	switch info.Types[y].Value.ExactString() {
	case "1000", "1000000", "1000000000", "1024", "1048576", "1073741824":
		return true
	}
	return false
}

// remainder reports whether the numerator is made divisible or rounded on
// purpose: (a - a%b) / b, (a + b - 1) / b.
func remainder(info *types.Info, div *ast.BinaryExpr) bool {
	found := false
	ast.Inspect(div.X, func(n ast.Node) bool {
		if bin, ok := n.(*ast.BinaryExpr); ok && (bin.Op == token.REM || bin.Op == token.SUB && info.Types[bin.Y].Value != nil) {
			found = true
		}
		return true
	})
	return found
}

func is(t types.Type, info types.BasicInfo) bool {
	if t == nil {
		return false
	}
	if param, ok := types.Unalias(t).(*types.TypeParam); ok {
		return all(param, info)
	}
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&info != 0
}

// all reports whether every type argument that param admits is of the kind.
func all(param *types.TypeParam, info types.BasicInfo) bool {
	iface, ok := param.Constraint().Underlying().(*types.Interface)
	if !ok || iface.NumEmbeddeds() == 0 {
		return false
	}
	for t := range iface.EmbeddedTypes() {
		union, ok := types.Unalias(t).(*types.Union)
		if !ok {
			return false
		}
		for term := range union.Terms() {
			if !is(term.Type(), info) {
				return false
			}
		}
	}
	return true
}
