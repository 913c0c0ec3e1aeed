package rangecopy

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

// dead reports whether nobody looks at the elements any more: the loop goes
// over a slice made in this function, or over a part of its elements, and the
// function returns behind it without using it.
func (l *loop) dead() bool {
	outer, root := l.outermost()
	fn := l.function()
	if root == nil || fn == nil || !l.madeHere(fn, root) {
		return false
	}
	ends := outer.Parent().Node() == ast.Node(fn)
	for next, ok := outer.NextSibling(); ok; next, ok = next.NextSibling() {
		if syntax.Uses(l.pass.TypesInfo, next.Node(), root) {
			return false
		}
		if _, ok := next.Node().(*ast.ReturnStmt); ok {
			ends = true
		}
	}
	return ends
}

// deletes reports whether each iteration deletes its own entry from the map: a
// statement of the body itself does.
func (l *loop) deletes() bool {
	for _, stmt := range l.body.List {
		expr, ok := stmt.(*ast.ExprStmt)
		if !ok {
			continue
		}
		call, ok := ast.Unparen(expr.X).(*ast.CallExpr)
		if !ok || syntax.Builtin(l.pass.TypesInfo, call) != "delete" || !syntax.Same(l.pass.TypesInfo, call.Args[0], l.over) {
			continue
		}
		if id, ok := ast.Unparen(call.Args[1]).(*ast.Ident); ok && l.key != nil && l.pass.TypesInfo.Uses[id] == types.Object(l.key) {
			return true
		}
	}
	return false
}

// outermost returns the loop that l is part of as a loop over its elements,
// and the variable that holds them all.
func (l *loop) outermost() (inspector.Cursor, *types.Var) {
	at, root := l.cur, syntax.Root(l.pass.TypesInfo, l.over)
	for c := range l.cur.Enclosing((*ast.RangeStmt)(nil)) {
		stmt := c.Node().(*ast.RangeStmt)
		id, ok := stmt.Value.(*ast.Ident)
		if ok && root != nil && l.pass.TypesInfo.Defs[id] == types.Object(root) {
			at, root = c, syntax.Root(l.pass.TypesInfo, stmt.X)
		}
	}
	return at, root
}

// madeHere reports whether the function with the body fn declares v and all
// that it holds was made for it: by make, append or a literal.
func (l *loop) madeHere(fn *ast.BlockStmt, v *types.Var) bool {
	if v.Pos() < fn.Pos() || fn.End() <= v.Pos() {
		return false
	}
	own := true
	ast.Inspect(fn, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for i, lhs := range n.Lhs {
				if id, ok := ast.Unparen(lhs).(*ast.Ident); ok && l.pass.TypesInfo.ObjectOf(id) == types.Object(v) {
					own = own && len(n.Lhs) == len(n.Rhs) && l.makes(n.Rhs[i], v)
				}
			}
		case *ast.ValueSpec:
			for i, id := range n.Names {
				if l.pass.TypesInfo.Defs[id] == types.Object(v) && len(n.Values) > 0 {
					own = own && len(n.Names) == len(n.Values) && l.makes(n.Values[i], v)
				}
			}
		case *ast.RangeStmt:
			for _, e := range []ast.Expr{n.Key, n.Value} {
				if id, ok := e.(*ast.Ident); ok && l.pass.TypesInfo.ObjectOf(id) == types.Object(v) {
					own = false
				}
			}
		case *ast.UnaryExpr:
			own = own && syntax.Root(l.pass.TypesInfo, n.X) != v
		}
		return own
	})
	return own
}

// makes reports whether e makes a new slice, or makes v longer.
func (l *loop) makes(e ast.Expr, v *types.Var) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.CompositeLit:
		return true
	case *ast.CallExpr:
		switch syntax.Builtin(l.pass.TypesInfo, e) {
		case "make":
			return true
		case "append":
			id, ok := ast.Unparen(e.Args[0]).(*ast.Ident)
			return ok && l.pass.TypesInfo.Uses[id] == types.Object(v)
		}
	}
	return false
}
