package syntax

import (
	"go/ast"
	"go/token"
	"go/types"
)

// OnlyValue returns the only expression that body assigns to obj, a local
// variable that it defines and whose address it does not take, or nil.
func OnlyValue(info *types.Info, body ast.Node, obj types.Object) ast.Expr {
	if obj == nil || body == nil {
		return nil
	}
	var def ast.Expr
	defs, others := 0, 0
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for i, lhs := range n.Lhs {
				if id, ok := ast.Unparen(lhs).(*ast.Ident); !ok || info.ObjectOf(id) != obj {
					continue
				}
				if n.Tok == token.DEFINE && len(n.Lhs) == len(n.Rhs) {
					def = n.Rhs[i]
					defs++
				} else {
					others++
				}
			}
		case *ast.IncDecStmt:
			if id, ok := n.X.(*ast.Ident); ok && info.Uses[id] == obj {
				others++
			}
		case *ast.RangeStmt:
			for _, e := range []ast.Expr{n.Key, n.Value} {
				if id, ok := e.(*ast.Ident); ok && info.ObjectOf(id) == obj {
					others++
				}
			}
		case *ast.UnaryExpr:
			if id, ok := ast.Unparen(n.X).(*ast.Ident); ok && n.Op == token.AND && info.Uses[id] == obj {
				others++
			}
		}
		return true
	})
	if others > 0 || defs > 1 {
		return nil
	}
	return def
}

// Assignment returns the two sides of n if it assigns or declares variables,
// and nil otherwise. A declaration may have no right side, and that of a single
// call may be shorter than the left.
func Assignment(n ast.Node) (lhs, rhs []ast.Expr) {
	switch n := n.(type) {
	case *ast.AssignStmt:
		return n.Lhs, n.Rhs
	case *ast.ValueSpec:
		for _, name := range n.Names {
			lhs = append(lhs, name)
		}
		return lhs, n.Values
	}
	return nil, nil
}
