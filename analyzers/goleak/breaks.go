package goleak

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

// checkBreaks reports break statements that end a case of a select statement
// instead of the endless loop around it, which has no other end.
func checkBreaks(pass *analysis.Pass) {
	for _, file := range pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			loop, ok := n.(*ast.ForStmt)
			if !ok || loop.Cond != nil {
				return true
			}
			for _, stmt := range loop.Body.List {
				sel, ok := stmt.(*ast.SelectStmt)
				if !ok || leavesFor(pass.TypesInfo, loop.Body) {
					continue
				}
				for _, clause := range sel.Body.List {
					if b := lastBreak(clause.(*ast.CommClause)); b != nil && signalled(pass.TypesInfo, clause.(*ast.CommClause)) {
						report.At(pass, b, "endless", "break leaves only the select, so nothing ends the loop")
					}
				}
			}
			return true
		})
	}
}

// lastBreak returns the break statement without a label that ends the clause,
// or nil.
func lastBreak(clause *ast.CommClause) *ast.BranchStmt {
	if len(clause.Body) == 0 {
		return nil
	}
	b, ok := clause.Body[len(clause.Body)-1].(*ast.BranchStmt)
	if !ok || b.Tok != token.BREAK || b.Label != nil {
		return nil
	}
	return b
}

// signalled reports whether the clause receives a mere signal, as channels that
// tell to stop carry: struct{}, bool or os.Signal, and drops it.
func signalled(info *types.Info, clause *ast.CommClause) bool {
	stmt, ok := clause.Comm.(*ast.ExprStmt)
	if !ok {
		return false
	}
	recv, ok := ast.Unparen(stmt.X).(*ast.UnaryExpr)
	if !ok || recv.Op != token.ARROW {
		return false
	}
	switch types.TypeString(info.TypeOf(recv), nil) {
	case "struct{}", "bool", "os.Signal":
		return true
	}
	return false
}

// leavesFor reports whether anything in the body of a loop can end the loop.
func leavesFor(info *types.Info, body *ast.BlockStmt) bool {
	leaves := false
	var visit func(n ast.Node, nested bool)
	visit = func(n ast.Node, nested bool) {
		ast.Inspect(n, func(m ast.Node) bool {
			switch m := m.(type) {
			case *ast.FuncLit:
				return false
			case *ast.ForStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
				if m != n && !nested {
					visit(m, true)
					return false
				}
			case *ast.ReturnStmt:
				leaves = true
			case *ast.BranchStmt:
				leaves = leaves || m.Tok == token.GOTO || m.Label != nil || m.Tok == token.BREAK && !nested
			case *ast.CallExpr:
				leaves = leaves || neverReturns(info, m)
			}
			return !leaves
		})
	}
	visit(body, false)
	return leaves
}

// neverReturns reports whether call is of panic, or of a function whose name
// tells that it ends the goroutine or the process.
func neverReturns(info *types.Info, call *ast.CallExpr) bool {
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		b, ok := info.Uses[fun].(*types.Builtin)
		return ok && b.Name() == "panic"
	case *ast.SelectorExpr:
		switch fun.Sel.Name {
		case "Exit", "Goexit", "Fatal", "Fatalf", "Fatalln", "FailNow", "Panic", "Panicf", "Panicln", "SkipNow", "Skip":
			return true
		}
	}
	return false
}
