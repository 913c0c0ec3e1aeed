package maploop

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

// folded returns the effect of making a variable anew of itself and the entry:
// h = h*31 + f(k), crc = crc32.Update(crc, table, b), handler = wrap(handler).
// Sums, products, sets of bits and extremes come out the same in any order.
func (l *loop) folded(n *ast.AssignStmt) *effect {
	if len(n.Lhs) != 1 || len(n.Rhs) != 1 || l.outside(n.Lhs[0]) == nil || !l.depends(n.Rhs[0]) {
		return nil
	}
	lhs, rhs := n.Lhs[0], ast.Unparen(n.Rhs[0])
	if basic, ok := l.pass.TypesInfo.TypeOf(lhs).Underlying().(*types.Basic); ok && basic.Info()&types.IsString != 0 {
		return nil // see assigned and replaced
	}
	switch n.Tok {
	case token.ASSIGN:
		if !l.mentions([]ast.Expr{rhs}, lhs) || l.commutes(rhs, lhs) {
			return nil
		}
	case token.SHL_ASSIGN, token.SHR_ASSIGN, token.QUO_ASSIGN, token.REM_ASSIGN:
	default:
		return nil
	}
	return &effect{n, types.ExprString(lhs) + " is built up step by step", false}
}

// commutes reports whether e combines x with what does not mention it in a way
// for which the order is of no matter, or does not combine it at all.
func (l *loop) commutes(e, x ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.BinaryExpr:
		switch e.Op {
		case token.ADD, token.MUL, token.AND, token.OR, token.XOR, token.LAND, token.LOR:
			return l.same(e.X, x, e.Op) && !l.mentions([]ast.Expr{e.Y}, x) || l.same(e.Y, x, e.Op) && !l.mentions([]ast.Expr{e.X}, x)
		case token.SUB:
			return l.same(e.X, x, token.ADD) && !l.mentions([]ast.Expr{e.Y}, x)
		}
	case *ast.CallExpr:
		switch syntax.Builtin(l.pass.TypesInfo, e) {
		case "append", "min", "max", "len", "cap":
			return true
		}
		switch syntax.Callee(l.pass.TypesInfo, e) {
		case "math.Max", "math.Min", "(time.Time).Add", "errors.Join", "slices.Grow", "slices.Insert":
			return true
		}
		// A method that returns what it has changed: a set, a number, an index.
		sel, isSel := ast.Unparen(e.Fun).(*ast.SelectorExpr)
		return isSel && syntax.Same(l.pass.TypesInfo, sel.X, x)
	case *ast.IndexExpr, *ast.SelectorExpr, *ast.SliceExpr:
		return true // x.next: walks on
	}
	return false
}

// same reports whether e is x, or combines x with others by op alone.
func (l *loop) same(e, x ast.Expr, op token.Token) bool {
	bin, ok := ast.Unparen(e).(*ast.BinaryExpr)
	if !ok {
		return syntax.Same(l.pass.TypesInfo, e, x)
	}
	return bin.Op == op && (l.same(bin.X, x, op) && !l.mentions([]ast.Expr{bin.Y}, x) || l.same(bin.Y, x, op) && !l.mentions([]ast.Expr{bin.X}, x))
}

// sent returns the effect of sending what depends on the entry over a channel
// that does not.
func (l *loop) sent(n *ast.SendStmt) *effect {
	if !l.depends(n.Value) || l.outside(n.Chan) == nil {
		return nil
	}
	return &effect{n, types.ExprString(n.Chan) + " is sent to", false}
}

// layered returns the effect of setting entries of another map to what an inner
// loop finds in each entry: of those with the same key the last one stays.
func (l *loop) layered(n *ast.AssignStmt, c inspector.Cursor) *effect {
	if n.Tok != token.ASSIGN || len(n.Lhs) != 1 || len(n.Rhs) != 1 || !l.depends(n.Rhs[0]) {
		return nil
	}
	elem, ok := ast.Unparen(n.Lhs[0]).(*ast.IndexExpr)
	if !ok || l.outside(elem.X) == nil {
		return nil
	}
	if _, isMap := l.pass.TypesInfo.TypeOf(elem.X).Underlying().(*types.Map); !isMap {
		return nil
	}
	inner := l.innerRange(c)
	if inner == nil || !l.ofLoop(inner, elem.Index) || l.byOwnVariable(elem.Index) {
		return nil
	}
	return &effect{n, "the last entry with a key stays in " + types.ExprString(elem.X), false}
}

// innerRange returns the loop within l, around c, that goes over something in
// the entry, or nil.
func (l *loop) innerRange(c inspector.Cursor) *ast.RangeStmt {
	for ; c.Node() != ast.Node(l.stmt); c = c.Parent() {
		if inner, ok := c.Node().(*ast.RangeStmt); ok && l.depends(inner.X) {
			return inner
		}
	}
	return nil
}

// ofLoop reports whether e is a variable of the loop stmt, or a part of one.
func (l *loop) ofLoop(stmt *ast.RangeStmt, e ast.Expr) bool {
	v := syntax.Root(l.pass.TypesInfo, e)
	for _, def := range []ast.Expr{stmt.Key, stmt.Value} {
		if id, ok := def.(*ast.Ident); ok && v != nil && l.pass.TypesInfo.Defs[id] == types.Object(v) {
			return true
		}
	}
	return false
}

// byOwnVariable reports whether e mentions the key or value of l itself.
func (l *loop) byOwnVariable(e ast.Expr) bool {
	for _, def := range []ast.Expr{l.stmt.Key, l.stmt.Value} {
		if id, ok := def.(*ast.Ident); ok && l.pass.TypesInfo.Defs[id] != nil && syntax.Uses(l.pass.TypesInfo, e, l.pass.TypesInfo.Defs[id]) {
			return true
		}
	}
	return false
}
