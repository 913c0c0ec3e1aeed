package goresult

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

//go:embed doc.go
var doc string

// Analyzer reports go statements that drop an error.
var Analyzer = &analysis.Analyzer{
	Name:     "goresult",
	Doc:      docs.MustExtract(doc, "goresult"),
	URL:      docs.URL("goresult"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, inspect.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	for n := range pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).PreorderSeq((*ast.GoStmt)(nil)) {
		stmt := n.(*ast.GoStmt)
		if !returnsError(pass, stmt.Call) || deliberate.InTest(pass.Fset, stmt.Pos()) || cleansUp(stmt.Call) {
			continue
		}
		message := fmt.Sprintf("the error of %s is lost: a go statement drops what the function returns", name(stmt.Call))
		report.At(pass, report.Header(stmt), "", message)
	}
	return nil, nil
}

// returnsError reports whether an error is among the results of call.
func returnsError(pass *analysis.Pass, call *ast.CallExpr) bool {
	sig, ok := pass.TypesInfo.TypeOf(call.Fun).Underlying().(*types.Signature)
	if !ok {
		return false // a type parameter
	}
	for v := range sig.Results().Variables() {
		if typ.IsError(v.Type()) {
			return true
		}
	}
	return false
}

// cleansUp reports whether call, by its name, releases something, an error of
// which seldom matters to anyone.
func cleansUp(call *ast.CallExpr) bool {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	switch sel.Sel.Name {
	case "Close", "CloseWithError", "Shutdown", "Stop", "Flush", "Sync", "Kill", "Cancel", "Fprint", "Fprintf", "Fprintln", "Print", "Printf", "Println":
		return true
	}
	return false
}

// name returns what the go statement calls, for the message.
func name(call *ast.CallExpr) string {
	if _, ok := ast.Unparen(call.Fun).(*ast.FuncLit); ok {
		return "this function"
	}
	if s := types.ExprString(call.Fun); len(s) <= 40 {
		return s
	}
	return "the function"
}
