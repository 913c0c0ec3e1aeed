package chanlen

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/interviewlint/interviewlint/analyzers/internal/chans"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

// underLock reports whether op, on the channel in the field v, and all others of
// its kind in the package happen while a mutex is locked, so that none comes
// between the length and op. A loop over the channel waits for its end, and does
// not count.
func underLock(pass *analysis.Pass, op ast.Node, v *types.Var) bool {
	if v == nil || !v.IsField() || !locked(pass, op) {
		return false
	}
	_, isSend := op.(*ast.SendStmt)
	all := true
	for _, file := range pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			var ch ast.Expr
			switch n := n.(type) {
			case *ast.SendStmt:
				if isSend {
					ch = n.Chan
				}
			case *ast.UnaryExpr:
				if !isSend && n.Op == token.ARROW {
					ch = n.X
				}
			case *ast.CallExpr: // whoever gets the channel may use it
				for _, arg := range n.Args {
					all = all && (isBuiltin(pass.TypesInfo, n) || chans.Variable(pass.TypesInfo, arg) != v)
				}
			}
			if ch != nil && chans.Variable(pass.TypesInfo, ch) == v {
				all = all && locked(pass, n)
			}
			return all
		})
	}
	return all
}

// locked reports whether the declared function that executes n has locked a
// mutex before, and unlocks it later, as far as the order of the text tells.
func locked(pass *analysis.Pass, n ast.Node) bool {
	fn := declared(pass, n.Pos())
	if fn == nil {
		return false
	}
	held := 0
	ast.Inspect(fn.Body, func(c ast.Node) bool {
		switch c := c.(type) {
		case *ast.FuncLit, *ast.DeferStmt:
			return false
		case *ast.CallExpr:
			callee := typeutil.StaticCallee(pass.TypesInfo, c)
			if callee == nil || c.Pos() > n.Pos() {
				break
			}
			switch callee.FullName() {
			case "(*sync.Mutex).Lock", "(*sync.RWMutex).Lock":
				held++
			case "(*sync.Mutex).Unlock", "(*sync.RWMutex).Unlock":
				held--
			}
		}
		return true
	})
	return held > 0
}

// unshared reports whether ch is a field of an object that the function around
// the statement has made itself, and that nobody else knows before the statement
// ends.
func unshared(pass *analysis.Pass, stmt ast.Node, ch ast.Expr) bool {
	sel, ok := ast.Unparen(ch).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	owner := chans.Variable(pass.TypesInfo, sel.X)
	fn := declared(pass, stmt.Pos())
	if owner == nil || owner.Kind() != types.LocalVar || fn == nil {
		return false
	}
	until := stmt.End()
	made, known := false, false
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ForStmt, *ast.RangeStmt: // what follows in the loop comes before its next turn
			if owner.Pos() < n.Pos() && n.Pos() < stmt.Pos() && stmt.End() <= n.End() {
				until = max(until, n.End())
			}
		case *ast.AssignStmt:
			if len(n.Lhs) == len(n.Rhs) {
				for i, lhs := range n.Lhs {
					id, ok := lhs.(*ast.Ident)
					made = made || ok && pass.TypesInfo.Defs[id] == owner && isLiteral(n.Rhs[i])
				}
			}
		case *ast.Ident:
			if pass.TypesInfo.Uses[n] == owner && n.Pos() < until && !ofField(pass, fn, n) {
				known = true
			}
		}
		return !known
	})
	return made && !known
}

// isLiteral reports whether e is a composite literal or the address of one.
func isLiteral(e ast.Expr) bool {
	if addr, ok := ast.Unparen(e).(*ast.UnaryExpr); ok && addr.Op == token.AND {
		e = addr.X
	}
	_, ok := ast.Unparen(e).(*ast.CompositeLit)
	return ok
}

// ofField reports whether id, in fn itself, stands before the name of a field
// that is a channel to use or is assigned to.
func ofField(pass *analysis.Pass, fn *ast.FuncDecl, id *ast.Ident) bool {
	if declared(pass, id.Pos()) != fn {
		return false
	}
	path := syntax.Path(pass.Files, id.Pos(), id.End())
	if len(path) < 3 {
		return false
	}
	sel, ok := path[1].(*ast.SelectorExpr)
	if !ok || sel.X != id || pass.TypesInfo.Selections[sel] == nil || pass.TypesInfo.Selections[sel].Kind() != types.FieldVal {
		return false
	}
	switch parent := path[2].(type) {
	case *ast.SendStmt:
		return parent.Chan == sel
	case *ast.UnaryExpr:
		return parent.Op == token.ARROW
	case *ast.CallExpr:
		return isBuiltin(pass.TypesInfo, parent)
	case *ast.AssignStmt:
		for _, lhs := range parent.Lhs {
			if lhs == sel {
				return true
			}
		}
	}
	return false
}
