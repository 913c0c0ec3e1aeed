package rangecopy

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

// checkAddress reports &v that goes into a collection. Before Go 1.22 every
// iteration stores the same address; since then each is that of a copy, which
// is reported only if the function later writes through the collection as if
// it held the elements themselves.
func (l *loop) checkAddress() {
	old := !syntax.AtLeast(l.pass, l.stmt.Pos(), "go1.22")
	ast.Inspect(l.stmt.Body, func(n ast.Node) bool {
		addr, ok := n.(*ast.UnaryExpr)
		if !ok || addr.Op != token.AND {
			return true
		}
		id, ok := ast.Unparen(addr.X).(*ast.Ident)
		if !ok || l.pass.TypesInfo.Uses[id] != types.Object(l.value) {
			return true
		}
		name := l.value.Name()
		if call := l.writtenByCaller(addr); call != nil {
			report.At(l.pass, addr, addressed, fmt.Sprintf("&%s points to a copy: a caller writes through it, which does not change the element of %s", name, types.ExprString(l.over)),
				report.Step(call, "called here, and written to afterwards"))
			return true
		}
		into, stmt := l.storedIn(addr)
		if into == nil {
			return true
		}
		switch {
		case old && !l.leavesAfter(stmt):
			report.At(l.pass, addr, addressed, fmt.Sprintf("&%s is the same address in every iteration before Go 1.22: all entries show the last element", name))
		case !old && (l.writtenLater(into) || l.lostBehind(into)):
			report.At(l.pass, addr, addressed, fmt.Sprintf("&%s points to a copy: writing through it does not change the element of %s", name, types.ExprString(l.over)))
		}
		return true
	})
}

// storedIn returns the variable of the collection, declared outside the loop,
// that addr is put into, and the statement that does.
func (l *loop) storedIn(addr ast.Expr) (*types.Var, ast.Stmt) {
	c, ok := l.cur.FindNode(addr)
	if !ok {
		return nil, nil
	}
	for c = c.Parent(); c.Node() != ast.Node(l.stmt); c = c.Parent() {
		switch n := c.Node().(type) {
		case *ast.CallExpr:
			if syntax.Builtin(l.pass.TypesInfo, n) != "append" {
				return nil, nil
			}
		case *ast.CompositeLit, *ast.KeyValueExpr, *ast.ParenExpr:
		case *ast.SendStmt:
			return l.outside(n.Chan), n
		case *ast.AssignStmt:
			if len(n.Lhs) != len(n.Rhs) {
				return nil, nil
			}
			return l.outside(n.Lhs[0]), n
		default:
			return nil, nil
		}
	}
	return nil, nil
}

func (l *loop) outside(e ast.Expr) *types.Var {
	v := syntax.Root(l.pass.TypesInfo, e)
	if v == nil || l.stmt.Pos() <= v.Pos() && v.Pos() < l.stmt.End() {
		return nil
	}
	return v
}

// leavesAfter reports whether the statement after stmt leaves the loop.
func (l *loop) leavesAfter(stmt ast.Stmt) bool {
	c, ok := l.cur.FindNode(stmt)
	if !ok {
		return false
	}
	for next, ok := c.NextSibling(); ok; next, ok = next.NextSibling() {
		switch n := next.Node().(type) {
		case *ast.ReturnStmt:
			return true
		case *ast.BranchStmt:
			return n.Tok == token.BREAK
		}
	}
	return false
}

// writtenLater reports whether the function assigns, after the loop, a field
// of an element of the collection into, while it still uses what the loop
// went over.
func (l *loop) writtenLater(into *types.Var) bool {
	fn := l.function()
	over := syntax.Root(l.pass.TypesInfo, l.over)
	if fn == nil || over == nil || over == into {
		return false
	}
	written := false
	ast.Inspect(fn, func(n ast.Node) bool {
		if n == nil || n.End() <= l.stmt.End() {
			return n != nil && n.End() > l.stmt.Pos()
		}
		if assign, ok := n.(*ast.AssignStmt); ok && assign.Pos() > l.stmt.End() {
			for _, lhs := range assign.Lhs {
				sel, ok := ast.Unparen(lhs).(*ast.SelectorExpr)
				if !ok {
					continue
				}
				if _, ok := ast.Unparen(sel.X).(*ast.IndexExpr); ok && syntax.Root(l.pass.TypesInfo, sel) == into {
					written = true
				}
			}
		}
		if loop, ok := n.(*ast.RangeStmt); ok && loop.Pos() > l.stmt.End() && syntax.Root(l.pass.TypesInfo, loop.X) == into {
			written = written || l.writesThrough(loop)
		}
		if assign, ok := n.(*ast.AssignStmt); ok && assign.Tok == token.DEFINE && assign.Pos() > l.stmt.End() && len(assign.Rhs) == 1 {
			_, isEntry := ast.Unparen(assign.Rhs[0]).(*ast.IndexExpr)
			if id, ok := assign.Lhs[0].(*ast.Ident); ok && isEntry && syntax.Root(l.pass.TypesInfo, assign.Rhs[0]) == into {
				written = written || l.assignsThrough(id, fn)
			}
		}
		if inc, ok := n.(*ast.IncDecStmt); ok && inc.Pos() > l.stmt.End() {
			if sel, ok := ast.Unparen(inc.X).(*ast.SelectorExpr); ok && syntax.Root(l.pass.TypesInfo, sel) == into {
				written = true
			}
		}
		return true
	})
	return written
}

// writesThrough reports whether the body of loop assigns fields of its value.
func (l *loop) writesThrough(loop *ast.RangeStmt) bool {
	id, ok := loop.Value.(*ast.Ident)
	return ok && l.assignsThrough(id, loop.Body)
}

// assignsThrough reports whether body assigns fields of the variable that id
// declares.
func (l *loop) assignsThrough(id *ast.Ident, body *ast.BlockStmt) bool {
	v, found := l.pass.TypesInfo.Defs[id].(*types.Var)
	written := false
	ast.Inspect(body, func(n ast.Node) bool {
		var targets []ast.Expr
		switch n := n.(type) {
		case *ast.AssignStmt:
			targets = n.Lhs
		case *ast.IncDecStmt:
			targets = []ast.Expr{n.X}
		}
		for _, e := range targets {
			_, isField := ast.Unparen(e).(*ast.SelectorExpr)
			written = written || found && isField && syntax.Root(l.pass.TypesInfo, e) == v
		}
		return !written
	})
	return written
}

// function returns the body around the loop.
func (l *loop) function() *ast.BlockStmt {
	for c := l.cur; ; c = c.Parent() {
		switch n := c.Node().(type) {
		case *ast.FuncDecl:
			return n.Body
		case *ast.FuncLit:
			return n.Body
		case *ast.File, nil:
			return nil
		}
	}
}

// checkArray reports a loop over an array, not a slice of it, whose body
// changes elements that come later: the loop goes over a copy.
func (l *loop) checkArray() {
	t := l.pass.TypesInfo.TypeOf(l.over)
	if _, ok := t.Underlying().(*types.Array); !ok || l.key == nil || !syntax.Uses(l.pass.TypesInfo, l.stmt.Body, l.value) {
		return
	}
	ast.Inspect(l.stmt.Body, func(n ast.Node) bool {
		var targets []ast.Expr
		switch n := n.(type) {
		case *ast.AssignStmt:
			targets = n.Lhs
		case *ast.IncDecStmt:
			targets = []ast.Expr{n.X}
		}
		for _, e := range targets {
			if index, ok := l.element(e); ok && l.later(index) {
				name := types.ExprString(l.over)
				report.At(l.pass, e, array, fmt.Sprintf("the loop goes over a copy of the array %s: %s will not see this", name, l.value.Name()),
					report.Step(report.Header(l.stmt), "%s is copied here", name))
			}
		}
		return true
	})
}

// element returns the index of the element of the loop's array that e is, or
// is a field of.
func (l *loop) element(e ast.Expr) (ast.Expr, bool) {
	for {
		switch x := ast.Unparen(e).(type) {
		case *ast.SelectorExpr:
			e = x.X
		case *ast.IndexExpr:
			return x.Index, syntax.Same(l.pass.TypesInfo, x.X, l.over)
		default:
			return nil, false
		}
	}
}

// later reports whether index is surely behind the current one: i + 1.
func (l *loop) later(index ast.Expr) bool {
	bin, ok := ast.Unparen(index).(*ast.BinaryExpr)
	if !ok || bin.Op != token.ADD {
		return false
	}
	id, ok := ast.Unparen(bin.X).(*ast.Ident)
	return ok && l.pass.TypesInfo.Uses[id] == types.Object(l.key)
}
