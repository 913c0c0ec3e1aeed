package errdrop

import (
	"go/ast"
	"go/token"
)

// standsAlone reports whether the call whose parenthesis is at pos, with path
// around it, is a statement.
func standsAlone(path []ast.Node, pos token.Pos) bool {
	for i, n := range path {
		if call, ok := n.(*ast.CallExpr); ok && call.Lparen == pos && i+1 < len(path) {
			_, ok := path[i+1].(*ast.ExprStmt)
			return ok
		}
	}
	return false
}
