package maploop

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

// returned returns the effect of a return of the current key or value under a
// condition that several entries may meet.
func (l *loop) returned(n *ast.ReturnStmt, c inspector.Cursor) *effect {
	switch {
	case !l.dependsAny(n.Results) || !l.mayMatch(c):
		return nil
	case l.onlyErrors(n):
		return &effect{n, "the first error is returned", false}
	}
	return &effect{n, "the first match is returned", l.severalMatch(c)}
}

// chosen returns the effect of assigning the current key or value to a variable
// under a condition that several entries may meet, unless the condition
// compares with what the loop has found before, as for the largest.
func (l *loop) chosen(n *ast.AssignStmt, c inspector.Cursor) *effect {
	if n.Tok != token.ASSIGN || len(n.Lhs) != 1 || len(n.Rhs) != 1 || !l.mayMatch(c) {
		return nil
	}
	_, isIdent := n.Lhs[0].(*ast.Ident)
	rhs, isVar := n.Rhs[0].(*ast.Ident)
	if !isIdent || !isVar || !l.fresh[l.pass.TypesInfo.Uses[rhs]] || l.outside(n.Lhs[0]) == nil {
		return nil
	}
	for p := range c.Enclosing((*ast.IfStmt)(nil)) {
		if p.Node().Pos() < l.stmt.Pos() {
			break
		}
		if l.assignsWithin(p.Node().(*ast.IfStmt).Cond) {
			return nil
		}
	}
	return &effect{n, "the last match is kept in " + types.ExprString(n.Lhs[0]), l.severalMatch(c)}
}

// assignsWithin reports whether the body of the loop assigns a variable that
// cond mentions.
func (l *loop) assignsWithin(cond ast.Expr) bool {
	found := false
	ast.Inspect(l.stmt.Body, func(n ast.Node) bool {
		if assign, ok := n.(*ast.AssignStmt); ok && assign.Tok != token.DEFINE {
			for _, lhs := range assign.Lhs {
				v := syntax.Root(l.pass.TypesInfo, lhs)
				found = found || v != nil && syntax.Uses(l.pass.TypesInfo, cond, v)
			}
		}
		return !found
	})
	return found
}

// severalMatch reports whether the code at c runs under conditions that several
// entries may meet.
func (l *loop) severalMatch(c inspector.Cursor) bool {
	conditions := 0
	for ; c.Node() != ast.Node(l.stmt); c = c.Parent() {
		switch p := c.Parent().Node().(type) {
		case *ast.IfStmt:
			if !ambiguous(l, p.Cond) {
				return false
			}
			conditions++
		case *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.CaseClause, *ast.ForStmt, *ast.SelectStmt:
			return false
		case *ast.RangeStmt:
			if p != l.stmt {
				return false
			}
		}
	}
	return conditions > 0 // else some element, whichever
}

// mayMatch reports whether the code at c runs under conditions of which nothing
// says that only one entry meets them, as comparing with its key would.
func (l *loop) mayMatch(c inspector.Cursor) bool {
	conditions := 0
	for ; c.Node() != ast.Node(l.stmt); c = c.Parent() {
		branch, ok := c.Parent().Node().(*ast.IfStmt)
		if !ok {
			continue
		}
		conditions++
		for n := range ast.Preorder(branch.Cond) {
			if cmp, ok := n.(*ast.BinaryExpr); ok && (cmp.Op == token.EQL && l.depends(cmp) || cmp.Op == token.LAND && l.encloses(cmp)) {
				return false
			}
		}
		if l.assignsWithin(branch.Cond) && !l.depends(branch.Cond) {
			return false // it counts
		}
	}
	return conditions > 0
}

// single reports whether c belongs to one entry that is looked for: when it is
// found the loop ends, and no condition around that is of a kind that several
// entries may meet.
func (l *loop) single(c inspector.Cursor) bool {
	ends, conditions := false, 0
	for ; c.Node() != ast.Node(l.stmt); c = c.Parent() {
		for next, ok := c.NextSibling(); ok; next, ok = next.NextSibling() {
			switch n := next.Node().(type) {
			case *ast.ReturnStmt:
				ends = true
			case *ast.BranchStmt:
				ends = ends || n.Tok == token.BREAK && n.Label == nil && l.left(next)
			}
		}
		if cond, ok := c.Parent().Node().(*ast.IfStmt); ok && ends {
			if ambiguous(l, cond.Cond) {
				return false
			}
			conditions++
		}
	}
	return ends && conditions > 0
}

// left reports whether an unlabelled break at c leaves l, and no statement
// within.
func (l *loop) left(c inspector.Cursor) bool {
	for {
		switch c = c.Parent(); n := c.Node().(type) {
		case *ast.RangeStmt:
			return n == l.stmt
		case *ast.ForStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt, *ast.FuncLit:
			return false
		}
	}
}

// onlyErrors reports whether n returns an error about the entry: which of
// several errors is reported first is of no interest.
func (l *loop) onlyErrors(n *ast.ReturnStmt) bool {
	errorType := types.Universe.Lookup("error").Type()
	for _, r := range n.Results {
		if t := l.pass.TypesInfo.TypeOf(r); t != nil && l.depends(r) && !types.Implements(t, errorType.Underlying().(*types.Interface)) {
			return false
		}
	}
	return true
}

// encloses reports whether cond asks whether something lies between two ends
// of the entry: such entries mostly do not overlap.
func (l *loop) encloses(cond *ast.BinaryExpr) bool {
	side := func(e ast.Expr) string {
		if bin, ok := ast.Unparen(e).(*ast.BinaryExpr); ok && l.depends(bin.X) != l.depends(bin.Y) {
			if l.depends(bin.X) {
				return types.ExprString(bin.X)
			}
			return types.ExprString(bin.Y)
		}
		return ""
	}
	x, y := side(cond.X), side(cond.Y)
	return x != "" && y != "" && x != y
}

// ambiguous reports whether cond is of a kind that several entries may meet:
// an order or a prefix, not an equality.
func ambiguous(l *loop, cond ast.Expr) bool {
	switch e := ast.Unparen(cond).(type) {
	case *ast.BinaryExpr:
		switch e.Op {
		case token.LSS, token.GTR, token.LEQ, token.GEQ:
			return l.depends(e) && !l.tries(e)
		case token.LAND:
			return ambiguous(l, e.X) && ambiguous(l, e.Y) && !l.encloses(e)
		}
	case *ast.CallExpr:
		switch syntax.Callee(l.pass.TypesInfo, e) {
		case "strings.HasPrefix", "strings.HasSuffix", "strings.Contains", "bytes.HasPrefix", "bytes.HasSuffix", "bytes.Contains":
			return l.depends(e)
		}
	}
	return false
}

// tries reports whether cond asks about what a call of several results made of
// the entry: such loops try one after the other, and the first that does will
// do.
func (l *loop) tries(cond ast.Expr) bool {
	found := false
	ast.Inspect(l.stmt.Body, func(n ast.Node) bool {
		assign, ok := n.(*ast.AssignStmt)
		if !ok || len(assign.Lhs) < 2 || len(assign.Rhs) != 1 {
			return !found
		}
		_, isCall := ast.Unparen(assign.Rhs[0]).(*ast.CallExpr)
		for _, lhs := range assign.Lhs {
			v := syntax.Root(l.pass.TypesInfo, lhs)
			found = found || isCall && v != nil && syntax.Uses(l.pass.TypesInfo, cond, v)
		}
		return !found
	})
	return found
}
