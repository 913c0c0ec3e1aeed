package wgcount

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

// deferral returns the fix that defers Done, the last statement of the function
// of f, from the beginning: nothing else changes on the paths that reached it.
func (c *checker) deferral(f *goroutines.Frame, d op) []analysis.SuggestedFix {
	body := bodyOf(f)
	if body == nil || len(body.List) < 2 || d.deferred() {
		return nil
	}
	last, ok := body.List[len(body.List)-1].(*ast.ExprStmt)
	if !ok || !spans(last, d.call.Pos()) {
		return nil
	}
	recv := receiverOf(last)
	if recv == nil || declaredIn(c.pass.TypesInfo, recv, body) {
		return nil
	}
	first := body.List[0]
	return []analysis.SuggestedFix{{
		Message: "Defer " + types.ExprString(last.X),
		TextEdits: []analysis.TextEdit{
			{Pos: first.Pos(), End: first.Pos(), NewText: []byte("defer " + types.ExprString(last.X) + "\n")},
			{Pos: body.List[len(body.List)-2].End(), End: last.End()},
		},
	}}
}

// group returns the fix that replaces a go statement, whose function literal
// begins with Add(1) and a deferred Done, by wg.Go, which counts in time.
func (c *checker) group(s *goroutines.Spawn, a op) []analysis.SuggestedFix {
	if !syntax.AtLeast(c.pass, a.call.Pos(), "go1.25") {
		return nil
	}
	stmt, ok := c.flow.Syntax(s.Site).(*ast.GoStmt)
	if !ok || len(stmt.Call.Args) > 0 {
		return nil
	}
	lit, ok := stmt.Call.Fun.(*ast.FuncLit)
	if !ok || len(lit.Body.List) < 3 || lit.Type.Results != nil {
		return nil
	}
	add, isAdd := lit.Body.List[0].(*ast.ExprStmt)
	done, isDone := lit.Body.List[1].(*ast.DeferStmt)
	if !isAdd || !isDone || a.count != 1 || !spans(add, a.call.Pos()) {
		return nil
	}
	sel, ok := ast.Unparen(done.Call.Fun).(*ast.SelectorExpr)
	recv := receiverOf(add)
	if !ok || recv == nil || sel.Sel.Name != "Done" || types.ExprString(sel.X) != types.ExprString(recv) {
		return nil
	}
	return []analysis.SuggestedFix{{
		Message: "Start it by " + types.ExprString(recv) + ".Go",
		TextEdits: []analysis.TextEdit{
			{Pos: stmt.Pos(), End: lit.Pos(), NewText: []byte(types.ExprString(recv) + ".Go(")},
			{Pos: add.Pos(), End: lit.Body.List[2].Pos()},
			{Pos: lit.End(), End: stmt.End(), NewText: []byte(")")},
		},
	}}
}

// bodyOf returns the body of the function of f, or nil.
func bodyOf(f *goroutines.Frame) *ast.BlockStmt {
	switch n := f.Fn.Syntax().(type) {
	case *ast.FuncLit:
		return n.Body
	case *ast.FuncDecl:
		return n.Body
	}
	return nil
}

func spans(n ast.Node, pos token.Pos) bool { return n.Pos() <= pos && pos < n.End() }

// receiverOf returns what the method that stmt calls is called on, or nil.
func receiverOf(stmt *ast.ExprStmt) ast.Expr {
	call, ok := stmt.X.(*ast.CallExpr)
	if !ok {
		return nil
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	return sel.X
}

// declaredIn reports whether e uses a variable that body declares.
func declaredIn(info *types.Info, e ast.Expr, body *ast.BlockStmt) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if obj := info.Uses[id]; obj != nil && spans(body, obj.Pos()) {
				found = true
			}
		}
		return !found
	})
	return found
}
