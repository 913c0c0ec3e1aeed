package slicedelete

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

//go:embed doc.go
var doc string

// Analyzer reports deletions from a slice inside the loop over it.
var Analyzer = &analysis.Analyzer{
	Name:     "slicedelete",
	Doc:      docs.MustExtract(doc, "slicedelete"),
	URL:      docs.URL("slicedelete"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, inspect.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	in := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
	for cur := range in.Root().Preorder((*ast.RangeStmt)(nil), (*ast.ForStmt)(nil)) {
		l, ok := loopOf(pass, cur)
		if !ok {
			continue
		}
		label, _ := cur.Parent().Node().(*ast.LabeledStmt)
		l.label = label
		body, _ := cur.FindNode(l.body)
		for del := range body.Preorder((*ast.AssignStmt)(nil), (*ast.ExprStmt)(nil)) {
			stmt := del.Node().(ast.Stmt)
			if !l.deletes(stmt) || l.leaves(del) || l.stepsBack(del) || l.byKey(del) {
				continue
			}
			name := types.ExprString(l.slice)
			report.At(pass, stmt, "", fmt.Sprintf("deleting from %s inside the loop over it skips the element after the deleted one%s", name, l.worse()),
				report.Step(report.Header(cur.Node()), "loops over %s here", name))
		}
	}
	return nil, nil
}

// A loop goes over a slice by index or value.
type loop struct {
	pass    *analysis.Pass
	stmt    ast.Node
	body    *ast.BlockStmt
	slice   ast.Expr
	origin  ast.Expr         // what slice, a variable, was taken from, or nil
	value   *ast.Ident       // nil if the loop has none
	index   *ast.Ident       // nil if the loop has the values only
	label   *ast.LabeledStmt // nil if the loop has none
	ranging bool             // a range loop
	before  bool             // the length was taken before the loop
}

// loopOf returns the loop over a slice that n is: for … range s, or
// for i := …; i < len(s); i++.
func loopOf(pass *analysis.Pass, cur inspector.Cursor) (*loop, bool) {
	switch n := cur.Node().(type) {
	case *ast.RangeStmt:
		x := ast.Unparen(n.X)
		if call, ok := x.(*ast.CallExpr); ok && syntax.Builtin(pass.TypesInfo, call) == "len" {
			x = call.Args[0] // range len(s)
		}
		if !isSlice(pass, x) || !syntax.Simple(x) && !isElement(x) {
			return nil, false
		}
		l := &loop{pass: pass, stmt: n, body: n.Body, slice: x, ranging: true}
		l.index, _ = n.Key.(*ast.Ident)
		l.value, _ = n.Value.(*ast.Ident)
		l.origin = originOf(pass, cur, x)
		if l.index != nil && l.index.Name == "_" {
			l.index = nil
		}
		return l, true
	case *ast.ForStmt:
		cond, ok := n.Cond.(*ast.BinaryExpr)
		if !ok || cond.Op != token.LSS || n.Post == nil {
			return nil, false
		}
		index, ok := cond.X.(*ast.Ident)
		call, isCall := cond.Y.(*ast.CallExpr)
		before := false
		if id, isIdent := cond.Y.(*ast.Ident); isIdent { // n := len(s)
			call, isCall = syntax.OnlyValue(pass.TypesInfo, function(cur), pass.TypesInfo.Uses[id]).(*ast.CallExpr)
			before = true
		}
		inc, isInc := n.Post.(*ast.IncDecStmt)
		if !ok || !isCall || !isInc || inc.Tok != token.INC || syntax.Builtin(pass.TypesInfo, call) != "len" || !isSlice(pass, call.Args[0]) {
			return nil, false
		}
		return &loop{pass: pass, stmt: n, body: n.Body, slice: call.Args[0], index: index, before: before}, true
	}
	return nil, false
}

// isElement reports whether e is an element m[k] that can be named again.
func isElement(e ast.Expr) bool {
	index, ok := e.(*ast.IndexExpr)
	return ok && syntax.Simple(index.X) && syntax.Simple(index.Index)
}

// originOf returns the expression that the variable x was taken from and shares
// its elements with: m[k] in for k, x := range m, or s.list in x := s.list.
func originOf(pass *analysis.Pass, cur inspector.Cursor, x ast.Expr) ast.Expr {
	id, ok := x.(*ast.Ident)
	if !ok {
		return nil
	}
	obj := pass.TypesInfo.Uses[id]
	for c := range cur.Enclosing((*ast.RangeStmt)(nil)) {
		outer := c.Node().(*ast.RangeStmt)
		key, isKey := outer.Key.(*ast.Ident)
		value, isValue := outer.Value.(*ast.Ident)
		if isKey && isValue && obj != nil && pass.TypesInfo.Defs[value] == obj && key.Name != "_" && syntax.Simple(outer.X) {
			return &ast.IndexExpr{X: outer.X, Index: key}
		}
	}
	if sel, ok := syntax.OnlyValue(pass.TypesInfo, function(cur), obj).(*ast.SelectorExpr); ok && syntax.Simple(sel) {
		return sel
	}
	return nil
}

// function returns the function around cur.
func function(cur inspector.Cursor) ast.Node {
	for c := range cur.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		return c.Node()
	}
	return nil
}

func isSlice(pass *analysis.Pass, e ast.Expr) bool {
	t := pass.TypesInfo.TypeOf(e)
	if t == nil {
		return false
	}
	_, ok := t.Underlying().(*types.Slice)
	return ok
}

// worse tells what else goes wrong in a range loop.
func (l *loop) worse() string {
	if (l.ranging || l.before) && l.index != nil {
		return ", and the index runs past the new end"
	}
	return ""
}

// shiftedBefore reports whether the statement before assign is
// copy(s[i:], s[i+1:]).
func (l *loop) shiftedBefore(assign *ast.AssignStmt) bool {
	found := false
	ast.Inspect(l.body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || syntax.Builtin(l.pass.TypesInfo, call) != "copy" || call.End() > assign.Pos() {
			return true
		}
		dst, ok := ast.Unparen(call.Args[0]).(*ast.SliceExpr)
		src, isSlice := ast.Unparen(call.Args[1]).(*ast.SliceExpr)
		if ok && isSlice && l.same(dst.X) && l.same(src.X) && dst.Low != nil && l.at(dst.Low) {
			found = true
		}
		return true
	})
	return found
}

// same reports whether e is the loop's slice, or what that was taken from.
func (l *loop) same(e ast.Expr) bool {
	return syntax.Same(l.pass.TypesInfo, e, l.slice) || l.origin != nil && syntax.Same(l.pass.TypesInfo, e, l.origin)
}

// at reports whether e is the loop's index, or, in a loop over the values, an
// index found for the value.
func (l *loop) at(e ast.Expr) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return false
	}
	if l.index != nil {
		return syntax.Same(l.pass.TypesInfo, id, l.index)
	}
	v, ok := l.pass.TypesInfo.Uses[id].(*types.Var)
	return ok && l.body.Pos() <= v.Pos() && v.Pos() < l.body.End()
}

// leaves reports whether the loop surely ends after the statement at cur: on
// the way out of the nested blocks comes a return, a break out of the loop, a
// panic.
func (l *loop) leaves(cur inspector.Cursor) bool {
	for c := cur; c.Node() != l.stmt; c = c.Parent() {
		for next, ok := c.NextSibling(); ok; next, ok = next.NextSibling() {
			stmt, isStmt := next.Node().(ast.Stmt)
			if isStmt && l.exits(stmt, next) {
				return true
			}
			if branch, ok := stmt.(*ast.BranchStmt); ok && branch.Tok == token.CONTINUE {
				return branch.Label != nil && !l.labelled(branch)
			}
		}
		switch c.Parent().Node().(type) {
		case *ast.FuncLit:
			return true // runs at another time
		case *ast.ForStmt, *ast.RangeStmt:
			if c.Parent().Node() != l.stmt {
				continue
			}
		}
	}
	return false
}

// labelled reports whether branch names the loop itself.
func (l *loop) labelled(branch *ast.BranchStmt) bool {
	return l.label != nil && l.pass.TypesInfo.Defs[l.label.Label] == l.pass.TypesInfo.Uses[branch.Label]
}

// exits reports whether stmt leaves the loop.
func (l *loop) exits(stmt ast.Stmt, cur inspector.Cursor) bool {
	switch stmt := stmt.(type) {
	case *ast.ReturnStmt:
		return true
	case *ast.BranchStmt:
		switch stmt.Tok {
		case token.GOTO:
			return true
		case token.BREAK:
			return stmt.Label != nil || l.innermost(cur)
		}
	case *ast.ExprStmt:
		if call, ok := stmt.X.(*ast.CallExpr); ok {
			return syntax.Builtin(l.pass.TypesInfo, call) == "panic" || syntax.Callee(l.pass.TypesInfo, call) == "os.Exit"
		}
	}
	return false
}

// innermost reports whether an unlabelled break at cur leaves the loop, not a
// loop, switch or select within.
func (l *loop) innermost(cur inspector.Cursor) bool {
	for c := cur.Parent(); c.Node() != l.stmt; c = c.Parent() {
		switch c.Node().(type) {
		case *ast.ForStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
			return false
		}
	}
	return true
}

// stepsBack reports whether the code around the deletion corrects the index,
// which helps in a loop with a condition only.
func (l *loop) stepsBack(cur inspector.Cursor) bool {
	if l.ranging || l.index == nil {
		return false
	}
	block := cur.Parent().Node()
	found := false
	ast.Inspect(block, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.IncDecStmt:
			found = found || n.Tok == token.DEC && syntax.Same(l.pass.TypesInfo, n.X, l.index)
		case *ast.AssignStmt:
			for _, lhs := range n.Lhs {
				found = found || syntax.Same(l.pass.TypesInfo, lhs, l.index)
			}
		}
		return !found
	})
	return found
}
