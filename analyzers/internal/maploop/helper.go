package maploop

import (
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

// writtenBy returns the effect of calling a function of the package, or a
// function literal in a variable, that writes what it gets as text.
func (l *loop) writtenBy(call *ast.CallExpr) *effect {
	if !l.dependsAny(call.Args) {
		return nil
	}
	typ, body, recv := l.helper(call)
	if body == nil {
		return nil
	}
	to := l.textWriter(body)
	root := syntax.Root(l.pass.TypesInfo, to)
	if to == nil || root == nil {
		return nil
	}
	read := false
	switch at := l.paramAt(typ, root); {
	case recv == root:
		sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
		if !ok || l.outside(sel.X) == nil {
			return nil
		}
		read = l.text(to)
	case at >= 0:
		if at >= len(call.Args) || l.outside(writer(call.Args[at])) == nil {
			return nil
		}
		read = l.text(writer(call.Args[at]))
	case root.Parent() == l.pass.Pkg.Scope():
		return nil // a log, as likely as a list
	case recv == nil && l.outside(to) != nil && !inside(body, root): // of the function around a literal
		read = l.text(to)
	default:
		return nil
	}
	return &effect{call, "output is written", read}
}

// helper returns the type and body of the function of the package, or function
// literal, that call calls, and its receiver.
func (l *loop) helper(call *ast.CallExpr) (*ast.FuncType, *ast.BlockStmt, *types.Var) {
	if id, ok := ast.Unparen(call.Fun).(*ast.Ident); ok {
		if lit, ok := syntax.OnlyValue(l.pass.TypesInfo, l.body, l.pass.TypesInfo.Uses[id]).(*ast.FuncLit); ok {
			return lit.Type, lit.Body, nil
		}
	}
	fn := typeutil.StaticCallee(l.pass.TypesInfo, call)
	if fn == nil || fn.Pkg() != l.pass.Pkg {
		return nil, nil, nil
	}
	decl := l.decls.Of(fn)
	if decl == nil {
		return nil, nil, nil
	}
	return decl.Type, decl.Body, fn.Origin().Signature().Recv()
}

// textWriter returns the writer that body writes to as its first statement of
// that kind, if what it writes is text.
func (l *loop) textWriter(body *ast.BlockStmt) ast.Expr {
	var to ast.Expr
	ast.Inspect(body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || to != nil {
			return to == nil
		}
		name := syntax.Callee(l.pass.TypesInfo, call)
		sel, isSel := ast.Unparen(call.Fun).(*ast.SelectorExpr)
		switch {
		case strings.HasPrefix(name, "fmt.Fprint") || name == "io.WriteString":
			to = writer(call.Args[0])
		case isSel && sel.Sel.Name == "WriteString" && l.writerKind(sel.X) == "writer":
			to = sel.X
		}
		return true
	})
	return to
}

// paramAt returns the index of v among the parameters of typ, or -1.
func (l *loop) paramAt(typ *ast.FuncType, v *types.Var) int {
	at := 0
	for _, field := range typ.Params.List {
		for _, id := range field.Names {
			if l.pass.TypesInfo.Defs[id] == types.Object(v) {
				return at
			}
			at++
		}
		if len(field.Names) == 0 {
			at++
		}
	}
	return -1
}

// inside reports whether v is declared in body.
func inside(body *ast.BlockStmt, v *types.Var) bool {
	return body.Pos() <= v.Pos() && v.Pos() < body.End()
}
