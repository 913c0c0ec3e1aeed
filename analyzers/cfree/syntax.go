package cfree

import (
	"fmt"
	"go/ast"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

// reportUnprocessed judges files that cgo has not processed, as some drivers
// hand them over: without types for C, and so only by what each function says.
func reportUnprocessed(pass *analysis.Pass) {
	for _, file := range pass.Files {
		if !importsC(file) {
			continue
		}
		for _, decl := range file.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Body != nil {
				reportBody(pass, fn.Body)
			}
		}
	}
}

func importsC(file *ast.File) bool {
	for _, imp := range file.Imports {
		if imp.Path.Value == `"C"` {
			return true
		}
	}
	return false
}

// reportBody reports allocations that stand in the arguments of another C
// call, or whose variable is used in nothing but C calls other than free.
func reportBody(pass *analysis.Pass, body *ast.BlockStmt) {
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if c := cCall(n); c == "" || c == "free" {
				return true
			}
			for _, arg := range n.Args {
				if inner, ok := ast.Unparen(arg).(*ast.CallExpr); ok && allocates(cCall(inner)) {
					report.At(pass, inner, "", message("C."+cCall(inner)))
				}
			}
		case *ast.AssignStmt:
			for i, rhs := range n.Rhs {
				call, ok := ast.Unparen(rhs).(*ast.CallExpr)
				if !ok || !allocates(cCall(call)) || i >= len(n.Lhs) {
					continue
				}
				if id, ok := n.Lhs[i].(*ast.Ident); ok && !leavesC(pass, body, id) {
					report.At(pass, call, "", message("C."+cCall(call)))
				}
			}
		}
		return true
	})
}

// leavesC reports whether the variable that id declares is freed, or used
// outside C calls: returned, stored, passed on.
func leavesC(pass *analysis.Pass, body *ast.BlockStmt, id *ast.Ident) bool {
	obj := pass.TypesInfo.ObjectOf(id)
	inC := make(map[*ast.Ident]bool)
	ast.Inspect(body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if ok && cCall(call) != "" && cCall(call) != "free" {
			for _, arg := range call.Args {
				if used, ok := ast.Unparen(arg).(*ast.Ident); ok {
					inC[used] = true
				}
			}
		}
		return true
	})
	leaves := obj == nil
	ast.Inspect(body, func(n ast.Node) bool {
		if used, ok := n.(*ast.Ident); ok && pass.TypesInfo.Uses[used] == obj && !inC[used] {
			leaves = true
		}
		return !leaves
	})
	return leaves
}

// cCall returns the name of the C function that call names, or "".
func cCall(call *ast.CallExpr) string {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	if pkg, ok := sel.X.(*ast.Ident); !ok || pkg.Name != "C" {
		return ""
	}
	return sel.Sel.Name
}

func allocates(name string) bool {
	switch name {
	case "CString", "CBytes", "malloc", "calloc", "strdup":
		return true
	}
	return false
}

func message(function string) string {
	return fmt.Sprintf("the C memory of %s is not freed on some path: the Go collector does not know it", function)
}
