package rangecopy

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

// otherElement reports whether e, which comes before w in the loop inner, reads
// an element of the array that is the loop's variable which w never has written
// by then: both are at the index that inner counts, so each iteration has an
// element of its own.
func (l *loop) otherElement(w write, e *ast.IndexExpr, inner ast.Node) bool {
	if e.Pos() >= w.node.End() || e.Pos() >= w.node.Pos() && !isPlain(w.node) {
		return false
	}
	counter := l.counter(inner)
	target := l.written(w)
	if counter == nil || target == nil {
		return false
	}
	at, ok := ast.Unparen(e.Index).(*ast.Ident)
	to, isIdent := ast.Unparen(target.Index).(*ast.Ident)
	return ok && isIdent && l.pass.TypesInfo.Uses[at] == counter && l.pass.TypesInfo.Uses[to] == counter && syntax.Same(l.pass.TypesInfo, e.X, target.X)
}

// isPlain reports whether n is an assignment whose right side is evaluated
// before it writes.
func isPlain(n ast.Node) bool {
	_, ok := n.(*ast.AssignStmt)
	return ok
}

// written returns the element of an array that w assigns, or nil.
func (l *loop) written(w write) *ast.IndexExpr {
	var lhs ast.Expr
	switch n := w.node.(type) {
	case *ast.AssignStmt:
		if len(n.Lhs) == 1 {
			lhs = n.Lhs[0]
		}
	case *ast.IncDecStmt:
		lhs = n.X
	}
	if lhs == nil {
		return nil
	}
	index, _ := ast.Unparen(lhs).(*ast.IndexExpr)
	return index
}

// counter returns the variable that has another value in each iteration of the
// loop n: the index of a range loop, or what i++ counts.
func (l *loop) counter(n ast.Node) types.Object {
	switch n := n.(type) {
	case *ast.RangeStmt:
		if id, ok := n.Key.(*ast.Ident); ok && n.Tok == token.DEFINE {
			return l.pass.TypesInfo.Defs[id]
		}
	case *ast.ForStmt:
		inc, ok := n.Post.(*ast.IncDecStmt)
		if !ok {
			return nil
		}
		if id, ok := ast.Unparen(inc.X).(*ast.Ident); ok {
			return l.pass.TypesInfo.Uses[id]
		}
	}
	return nil
}

// constantLen reports whether call is len of an array, which reads no element.
func (l *loop) constantLen(call *ast.CallExpr) bool {
	return syntax.Builtin(l.pass.TypesInfo, call) == "len" && l.pass.TypesInfo.Types[call].Value != nil
}
