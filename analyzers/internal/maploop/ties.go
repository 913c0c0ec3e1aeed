package maploop

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

// tied returns the effect of keeping the key of the largest or smallest value
// found so far: of several entries with that value the first one visited stays.
// Mostly any of them will do.
func (l *loop) tied(n *ast.AssignStmt, c inspector.Cursor) *effect {
	best, extreme := l.keepsKey(n), l.comparison(c)
	if best == nil || extreme == nil {
		return nil
	}
	bound, value := extreme.X, extreme.Y
	if l.depends(bound) {
		bound, value = value, bound
	}
	v := syntax.Root(l.pass.TypesInfo, bound)
	if v == nil || l.depends(bound) || !l.depends(value) || v == syntax.Root(l.pass.TypesInfo, best) || l.distinct(value) || !l.assignsWithin(bound) {
		return nil
	}
	return &effect{n, "of equal entries the first is kept in " + types.ExprString(best), false}
}

// keepsKey returns the variable that n assigns the key of the entry to, or
// something computed from it, or nil.
func (l *loop) keepsKey(n *ast.AssignStmt) ast.Expr {
	key, ok := l.stmt.Key.(*ast.Ident)
	if !ok || n.Tok != token.ASSIGN || len(n.Lhs) != len(n.Rhs) {
		return nil
	}
	obj := l.pass.TypesInfo.Defs[key]
	for i, rhs := range n.Rhs {
		if obj != nil && syntax.Uses(l.pass.TypesInfo, rhs, obj) && l.outside(n.Lhs[i]) != nil {
			return n.Lhs[i]
		}
	}
	return nil
}

// comparison returns the only comparison by size among the conditions around c,
// if none of them compares what has been found with the entry for equality,
// which breaks ties.
func (l *loop) comparison(c inspector.Cursor) *ast.BinaryExpr {
	var found *ast.BinaryExpr
	several := false
	for ; c.Node() != ast.Node(l.stmt); c = c.Parent() {
		branch, ok := c.Parent().Node().(*ast.IfStmt)
		if !ok {
			continue
		}
		ast.Inspect(branch.Cond, func(n ast.Node) bool {
			bin, ok := n.(*ast.BinaryExpr)
			if !ok {
				return true
			}
			switch bin.Op {
			case token.LSS, token.GTR, token.LEQ, token.GEQ:
				several = several || found != nil
				found = bin
			case token.EQL, token.NEQ:
				several = several || l.depends(bin) && l.assignsWithin(bin)
			}
			return true
		})
	}
	if several {
		return nil
	}
	return found
}

// distinct reports whether no two entries have the same value: it is the key,
// or of a type that seldom has equal values.
func (l *loop) distinct(value ast.Expr) bool {
	t := l.pass.TypesInfo.TypeOf(value)
	basic, ok := t.Underlying().(*types.Basic)
	if !ok || basic.Info()&types.IsNumeric == 0 {
		return true
	}
	key, ok := l.stmt.Key.(*ast.Ident)
	id, isIdent := ast.Unparen(value).(*ast.Ident)
	return ok && isIdent && l.pass.TypesInfo.Uses[id] == l.pass.TypesInfo.Defs[key]
}
