package refill

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

// Analyzer reports rates of which each call drops a fraction.
var Analyzer = &analysis.Analyzer{
	Name:     "refill",
	Doc:      docs.MustExtract(doc, "refill"),
	URL:      docs.URL("refill"),
	Requires: []*analysis.Analyzer{directive.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	if !syntax.Imports(pass.Pkg, "time") {
		return nil, nil
	}
	for _, file := range pass.Files {
		for _, decl := range file.Decls {
			if decl, ok := decl.(*ast.FuncDecl); ok && decl.Body != nil {
				checkBody(pass, decl.Body)
			}
		}
	}
	return nil, nil
}

// checkBody reports truncations of a rate times the time since some instant, in
// a function that moves that instant to now all the same.
func checkBody(pass *analysis.Pass, body *ast.BlockStmt) {
	moved := movedInstants(pass.TypesInfo, body)
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
				report.At(pass, call, "", fmt.Sprintf("each call drops a fraction here and still moves %s, so frequent calls add nothing", since))
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

// movedInstants returns the source text of the fields of type time.Time that
// body assigns whatever the number is that comes out.
func movedInstants(info *types.Info, body *ast.BlockStmt) map[string]bool {
	found := make(map[string]bool)
	ast.Inspect(body, func(n ast.Node) bool {
		if cond, ok := n.(*ast.IfStmt); ok && comparesNumber(info, cond.Cond) {
			return false
		}
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

// comparesNumber reports whether cond compares an integer variable with a
// constant, as when the instant moves only if something was added.
func comparesNumber(info *types.Info, cond ast.Expr) bool {
	cmp, ok := ast.Unparen(cond).(*ast.BinaryExpr)
	if !ok {
		return false
	}
	_, isVar := ast.Unparen(cmp.X).(*ast.Ident)
	return isVar && info.Types[cmp.Y].Value != nil && is(info.TypeOf(cmp.X), types.IsInteger)
}

func is(t types.Type, info types.BasicInfo) bool {
	if t == nil {
		return false
	}
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&info != 0
}
