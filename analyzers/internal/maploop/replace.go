package maploop

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

// replaced returns the effect of s = strings.ReplaceAll(s, key, value): what
// one replacement puts in, or leaves, another may find. Whether it does is
// known of a map that is a literal.
func (l *loop) replaced(n *ast.AssignStmt) *effect {
	if n.Tok != token.ASSIGN || len(n.Lhs) != 1 || len(n.Rhs) != 1 || l.outside(n.Lhs[0]) == nil {
		return nil
	}
	call, ok := ast.Unparen(n.Rhs[0]).(*ast.CallExpr)
	if !ok || len(call.Args) < 3 || !syntax.Same(l.pass.TypesInfo, call.Args[0], n.Lhs[0]) || !l.depends(call.Args[1]) || l.delimited(call.Args[1]) {
		return nil
	}
	switch syntax.Callee(l.pass.TypesInfo, call) {
	case "strings.ReplaceAll", "strings.Replace":
	default:
		return nil
	}
	what := "the parts of " + types.ExprString(n.Lhs[0]) + " are replaced one after the other"
	pairs, known := l.pairs()
	switch {
	case !known || !l.is(l.stmt.Key, call.Args[1]):
		return &effect{n, what, false}
	case l.is(l.stmt.Value, call.Args[2]) && interfere(pairs):
		return &effect{n, what, true}
	}
	return nil
}

// delimited reports whether e is the key between two other strings, as "${"+k+"}":
// of such names none is the beginning of another.
func (l *loop) delimited(e ast.Expr) bool {
	sum, ok := ast.Unparen(e).(*ast.BinaryExpr)
	return ok && sum.Op == token.ADD && !l.depends(sum.Y) && !l.depends(leftmost(sum))
}

// is reports whether e is the variable v of the loop.
func (l *loop) is(v, e ast.Expr) bool {
	def, ok := v.(*ast.Ident)
	use, isIdent := ast.Unparen(e).(*ast.Ident)
	return ok && isIdent && l.pass.TypesInfo.Defs[def] != nil && l.pass.TypesInfo.Defs[def] == l.pass.TypesInfo.Uses[use]
}

// pairs returns the entries of the map if it is a literal of constants, also by
// way of a variable that is never assigned again.
func (l *loop) pairs() (map[string]string, bool) {
	lit := l.literal(l.stmt.X)
	if lit == nil {
		return nil, false
	}
	pairs := make(map[string]string)
	for _, elt := range lit.Elts {
		kv, ok := elt.(*ast.KeyValueExpr)
		if !ok {
			return nil, false
		}
		k, v := l.pass.TypesInfo.Types[kv.Key].Value, l.pass.TypesInfo.Types[kv.Value].Value
		if k == nil || v == nil || k.Kind() != constant.String || v.Kind() != constant.String {
			return nil, false
		}
		pairs[constant.StringVal(k)] = constant.StringVal(v)
	}
	return pairs, true
}

// literal returns the literal that e is, or that the variable e is declared
// with, if nothing in the package assigns it or one of its elements.
func (l *loop) literal(e ast.Expr) *ast.CompositeLit {
	switch e := ast.Unparen(e).(type) {
	case *ast.CompositeLit:
		return e
	case *ast.Ident:
		v, ok := l.pass.TypesInfo.Uses[e].(*types.Var)
		if !ok || v.Pkg() != l.pass.Pkg || v.Exported() && v.Parent() == v.Pkg().Scope() {
			return nil
		}
		var lit *ast.CompositeLit
		assigned := false
		for _, file := range l.pass.Files {
			ast.Inspect(file, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.ValueSpec:
					for i, id := range n.Names {
						if l.pass.TypesInfo.Defs[id] == types.Object(v) && i < len(n.Values) {
							lit, _ = ast.Unparen(n.Values[i]).(*ast.CompositeLit)
						}
					}
				case *ast.AssignStmt:
					for i, lhs := range n.Lhs {
						if id, ok := lhs.(*ast.Ident); ok && l.pass.TypesInfo.Defs[id] == types.Object(v) && i < len(n.Rhs) {
							lit, _ = ast.Unparen(n.Rhs[i]).(*ast.CompositeLit)
						} else if syntax.Root(l.pass.TypesInfo, lhs) == v {
							assigned = true
						}
					}
				}
				return true
			})
		}
		if !assigned {
			return lit
		}
	}
	return nil
}

// interfere reports whether the order of the replacements matters: one finds
// what another has put in, or the same text.
func interfere(pairs map[string]string) bool {
	for k, v := range pairs {
		for other := range pairs {
			if k != other && other != "" && (strings.Contains(v, other) || strings.Contains(k, other)) {
				return true
			}
		}
	}
	return false
}
