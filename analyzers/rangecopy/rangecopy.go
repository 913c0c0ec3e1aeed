package rangecopy

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

// Analyzer reports range loops that change a copy of the element.
var Analyzer = &analysis.Analyzer{
	Name:     "rangecopy",
	Doc:      docs.MustExtract(doc, "rangecopy"),
	URL:      docs.URL("rangecopy"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, inspect.Analyzer},
}

// The categories.
const (
	assigned  = "assign"
	addressed = "address"
	array     = "array"
)

func run(pass *analysis.Pass) (any, error) {
	in := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
	for cur := range in.Root().Preorder((*ast.RangeStmt)(nil)) {
		l, ok := loopOf(pass, cur)
		if !ok {
			continue
		}
		for _, w := range l.writes() {
			if !l.readAfter(w) && !l.dead() && !l.deletes() {
				l.reportWrite(w)
				break
			}
		}
		l.checkAddress()
		l.checkArray()
	}
	for cur := range in.Root().Preorder((*ast.FuncLit)(nil)) {
		checkCallback(pass, cur)
	}
	return nil, nil
}

// A loop is a range loop with a variable for the value.
type loop struct {
	pass  *analysis.Pass
	cur   inspector.Cursor
	stmt  *ast.RangeStmt
	over  ast.Expr // the collection
	body  *ast.BlockStmt
	value *types.Var
	key   *types.Var // nil if the loop has none
}

func loopOf(pass *analysis.Pass, cur inspector.Cursor) (*loop, bool) {
	stmt := cur.Node().(*ast.RangeStmt)
	id, ok := stmt.Value.(*ast.Ident)
	if !ok || stmt.Tok != token.DEFINE {
		return nil, false
	}
	l := &loop{pass: pass, cur: cur, stmt: stmt, over: overOf(pass, stmt), body: stmt.Body}
	if l.value, ok = pass.TypesInfo.Defs[id].(*types.Var); !ok {
		return nil, false
	}
	if key, ok := stmt.Key.(*ast.Ident); ok {
		l.key, _ = pass.TypesInfo.Defs[key].(*types.Var)
	}
	t := pass.TypesInfo.TypeOf(l.over)
	if t == nil {
		return nil, false
	}
	switch t := t.Underlying().(type) {
	case *types.Slice, *types.Array, *types.Map:
		return l, true
	case *types.Pointer:
		_, ok := t.Elem().Underlying().(*types.Array)
		return l, ok
	}
	return nil, false
}

// overOf returns the collection that stmt goes over: that of slices.All is its
// argument.
func overOf(pass *analysis.Pass, stmt *ast.RangeStmt) ast.Expr {
	if call, ok := ast.Unparen(stmt.X).(*ast.CallExpr); ok && len(call.Args) == 1 {
		switch syntax.Callee(pass.TypesInfo, call) {
		case "slices.All", "slices.Backward", "maps.All":
			return call.Args[0]
		}
	}
	return stmt.X
}

// A write is a place that changes the loop's variable.
type write struct {
	node  ast.Node   // the statement
	field *types.Var // the field of the variable, nil for all of it
	via   string     // the function that writes, or ""
}

// subject returns what changes the variable called name, for a message.
func (w write) subject(name string) string {
	switch {
	case w.via != "":
		return w.via
	case w.field != nil:
		return "assignment to " + name + "." + w.field.Name()
	}
	return "assignment to " + name
}

// writes returns the writes to the loop's variable in the body, in source
// order.
func (l *loop) writes() []write {
	var writes []write
	body, ok := l.cur.FindNode(l.body)
	if !ok {
		return nil
	}
	for c := range body.Preorder((*ast.AssignStmt)(nil), (*ast.IncDecStmt)(nil), (*ast.ExprStmt)(nil)) {
		switch n := c.Node().(type) {
		case *ast.AssignStmt:
			if n.Tok == token.DEFINE {
				continue
			}
			for _, lhs := range n.Lhs {
				if field, ok := l.target(lhs); ok {
					writes = append(writes, write{n, field, ""})
				}
			}
		case *ast.IncDecStmt:
			if field, ok := l.target(n.X); ok {
				writes = append(writes, write{n, field, ""})
			}
		case *ast.ExprStmt:
			if via := l.writtenBy(n); via != "" {
				writes = append(writes, write{n, nil, via})
			}
		}
	}
	return writes
}

// target reports whether assigning to e changes the loop's variable itself,
// and which field of it.
func (l *loop) target(e ast.Expr) (*types.Var, bool) {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return nil, l.pass.TypesInfo.Uses[e] == types.Object(l.value)
	case *ast.SelectorExpr:
		sel := l.pass.TypesInfo.Selections[e]
		if sel == nil || sel.Kind() != types.FieldVal || sel.Indirect() {
			return nil, false
		}
		if id, ok := ast.Unparen(e.X).(*ast.Ident); ok {
			if l.pass.TypesInfo.Uses[id] == types.Object(l.value) {
				field, _ := sel.Obj().(*types.Var)
				return field, true
			}
			return nil, false
		}
		return l.target(e.X)
	case *ast.IndexExpr:
		if t := l.pass.TypesInfo.TypeOf(e.X); t != nil {
			if _, ok := t.Underlying().(*types.Array); ok {
				return l.target(e.X)
			}
		}
	}
	return nil, false
}

// readAfter reports whether something may see what w writes: a later use of
// the variable, one in a loop around w, a function literal, or its address
// taken anywhere.
func (l *loop) readAfter(w write) bool {
	seen := l.addressTaken(w)
	inner := l.innerLoop(w.node)
	var visit func(n ast.Node) bool
	visit = func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			seen = seen || syntax.Uses(l.pass.TypesInfo, n, l.value)
			return false
		case *ast.AssignStmt:
			for _, rhs := range n.Rhs {
				seen = seen || l.sees(w, rhs, n.Pos(), inner)
			}
			for _, lhs := range n.Lhs {
				if _, ok := l.target(lhs); !ok || n.Tok == token.DEFINE {
					seen = seen || l.sees(w, lhs, n.Pos(), inner)
				}
			}
			return l.hasLit(n)
		case *ast.IncDecStmt:
			if _, ok := l.target(n.X); ok {
				return false
			}
		case *ast.RangeStmt:
			if l.overIndices(n) {
				ast.Inspect(n.Body, visit)
				return false
			}
		case *ast.IndexExpr:
			if l.otherElement(w, n, inner) {
				return false
			}
		case *ast.CallExpr:
			if l.constantLen(n) {
				return false
			}
		case *ast.Ident:
			if l.pass.TypesInfo.Uses[n] == types.Object(l.value) {
				seen = seen || l.sees(w, n, n.Pos(), inner)
			}
		case *ast.SelectorExpr:
			if field := l.otherField(n); field != nil {
				seen = seen || w.field == nil && l.after(w, n.Pos(), inner)
				seen = seen || field == w.field && l.after(w, n.Pos(), inner)
				return false
			}
		}
		return !seen
	}
	ast.Inspect(l.body, visit)
	return seen
}

// overIndices reports whether n goes over the indices of the variable, or of a
// part of it, an array, and so reads none of its elements.
func (l *loop) overIndices(n *ast.RangeStmt) bool {
	t := l.pass.TypesInfo.TypeOf(n.X)
	if t == nil || n.Value != nil {
		return false
	}
	_, isArray := t.Underlying().(*types.Array)
	_, part := l.target(n.X)
	return isArray && part
}

// addressTaken reports whether the body takes the address of the variable, but
// for w itself.
func (l *loop) addressTaken(w write) bool {
	found := false
	ast.Inspect(l.body, func(n ast.Node) bool {
		if addr, ok := n.(*ast.UnaryExpr); ok && addr.Op == token.AND && syntax.Root(l.pass.TypesInfo, addr.X) == l.value && !l.inWrite(w, addr) {
			found = true
		}
		return !found
	})
	return found
}

// hasLit reports whether n contains a function literal.
func (l *loop) hasLit(n ast.Node) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		if _, ok := n.(*ast.FuncLit); ok {
			found = true
		}
		return !found
	})
	return found
}

// sees reports whether e, evaluated at pos, reads what w writes.
func (l *loop) sees(w write, e ast.Node, pos token.Pos, inner ast.Node) bool {
	if !l.after(w, pos, inner) {
		return false
	}
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			if field := l.otherField(n); field != nil {
				found = found || w.field == nil || field == w.field
				return false
			}
		case *ast.IndexExpr:
			if l.otherElement(w, n, inner) {
				return false
			}
		case *ast.Ident:
			found = found || l.pass.TypesInfo.Uses[n] == types.Object(l.value)
		}
		return !found
	})
	return found
}

// otherField returns the field that e selects directly from the variable.
func (l *loop) otherField(e *ast.SelectorExpr) *types.Var {
	id, ok := ast.Unparen(e.X).(*ast.Ident)
	if !ok || l.pass.TypesInfo.Uses[id] != types.Object(l.value) {
		return nil
	}
	if sel := l.pass.TypesInfo.Selections[e]; sel != nil && sel.Kind() == types.FieldVal {
		field, _ := sel.Obj().(*types.Var)
		return field
	}
	return nil
}

// after reports whether code at pos may run after w: it comes later, or both
// are in a loop within the body.
func (l *loop) after(w write, pos token.Pos, inner ast.Node) bool {
	if pos >= w.node.End() {
		return true
	}
	if loop, ok := inner.(*ast.RangeStmt); ok && loop.X.Pos() <= pos && pos < loop.X.End() {
		return false // evaluated once
	}
	return inner != nil && inner.Pos() <= pos && pos < inner.End() && !(w.node.Pos() <= pos && pos < w.node.End())
}

// inWrite reports whether n is part of w.
func (l *loop) inWrite(w write, n ast.Node) bool {
	return w.via != "" && w.node.Pos() <= n.Pos() && n.End() <= w.node.End()
}

// innerLoop returns the outermost loop of the body that contains n, or nil.
func (l *loop) innerLoop(n ast.Node) ast.Node {
	var inner ast.Node
	ast.Inspect(l.body, func(x ast.Node) bool {
		switch x.(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			if x.Pos() <= n.Pos() && n.End() <= x.End() && inner == nil {
				inner = x
			}
		}
		return inner == nil
	})
	return inner
}

// reportWrite reports w, which changes nothing but a copy.
func (l *loop) reportWrite(w write) {
	name, of := l.value.Name(), types.ExprString(l.over)
	message := fmt.Sprintf("%s changes a copy: the element of %s stays as it was", w.subject(name), of)
	if w.via != "" {
		message = fmt.Sprintf("%s changes %s, a copy: the element of %s stays as it was", w.via, name, of)
	}
	report.Diagnostic(l.pass, analysis.Diagnostic{
		Pos: w.node.Pos(), End: w.node.End(), Category: assigned, Message: message, SuggestedFixes: l.fix(),
		Related: []analysis.RelatedInformation{report.Step(report.Header(l.stmt), "%s is a copy of each element here", name)},
	})
}
