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
					report.At(pass, div, "division", fmt.Sprintf("the integer division drops the fraction before %s sees it", types.ExprString(n.Fun)))
				}
			case *ast.FuncDecl:
				if n.Body != nil {
					reportRefills(pass, n.Body)
				}
			}
			return true
		})
	}
	return nil, nil
}

// dividedBefore returns the integer division of two variables that call
// converts to a floating-point number, or nil.
func dividedBefore(info *types.Info, call *ast.CallExpr) *ast.BinaryExpr {
	if len(call.Args) != 1 || !info.Types[call.Fun].IsType() || !is(info.TypeOf(call), types.IsFloat) {
		return nil
	}
	div, ok := ast.Unparen(call.Args[0]).(*ast.BinaryExpr)
	if !ok || div.Op != token.QUO || info.Types[div].Value != nil || !is(info.TypeOf(div), types.IsInteger) {
		return nil
	}
	if info.Types[div.Y].Value != nil && unit(info, div.Y) || remainder(info, div) {
		return nil
	}
	return div
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

// reportRefills reports truncations of a rate times the time since some
// instant, in a function that moves that instant to now all the same.
func reportRefills(pass *analysis.Pass, body *ast.BlockStmt) {
	moved := assignedInstants(pass.TypesInfo, body)
	if len(moved) == 0 {
		return
	}
	ast.Inspect(body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) != 1 || !pass.TypesInfo.Types[call.Fun].IsType() || !is(pass.TypesInfo.TypeOf(call), types.IsInteger) {
			return true
		}
		if !is(pass.TypesInfo.TypeOf(call.Args[0]), types.IsFloat) {
			return true
		}
		if mul, ok := ast.Unparen(call.Args[0]).(*ast.BinaryExpr); !ok || mul.Op != token.MUL && mul.Op != token.QUO {
			return true
		}
		ast.Inspect(call.Args[0], func(m ast.Node) bool {
			since := instant(pass.TypesInfo, m)
			if since != "" && moved[since] {
				report.At(pass, call, "refill", fmt.Sprintf("each call drops a fraction here and still moves %s, so frequent calls add nothing", since))
				return false
			}
			return true
		})
		return true
	})
}

// instant returns the source text of the time whose distance n computes: f in
// t.Sub(f) and time.Since(f); or "".
func instant(info *types.Info, n ast.Node) string {
	call, ok := n.(*ast.CallExpr)
	if !ok || len(call.Args) != 1 {
		return ""
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	fn, ok := info.Uses[sel.Sel].(*types.Func)
	if !ok || fn.FullName() != "(time.Time).Sub" && fn.FullName() != "time.Since" {
		return ""
	}
	return types.ExprString(call.Args[0])
}

// assignedInstants returns the source text of the fields of type time.Time
// that body assigns.
func assignedInstants(info *types.Info, body *ast.BlockStmt) map[string]bool {
	found := make(map[string]bool)
	ast.Inspect(body, func(n ast.Node) bool {
		assign, ok := n.(*ast.AssignStmt)
		if !ok || assign.Tok != token.ASSIGN {
			return true
		}
		for i, lhs := range assign.Lhs {
			if t := info.TypeOf(lhs); t == nil || t.String() != "time.Time" {
				continue
			}
			if i < len(assign.Rhs) {
				if call, ok := ast.Unparen(assign.Rhs[i]).(*ast.CallExpr); ok {
					if sel, ok := call.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "Add" { // keeps the fraction
						continue
					}
				}
			}
			found[types.ExprString(lhs)] = true
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
