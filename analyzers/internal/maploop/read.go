package maploop

import (
	"go/ast"
	"go/types"
	"strings"

	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// debugs reports whether the function around the loop makes text for who
// debugs or calls the program, or the encoding of a set: people read it once.
func (l *loop) debugs() bool {
	for c := range l.cur.Enclosing((*ast.IfStmt)(nil)) {
		cond := strings.ToLower(types.ExprString(c.Node().(*ast.IfStmt).Cond))
		for _, word := range []string{"debug", "verbose", "trace"} {
			if strings.Contains(cond, word) {
				return true
			}
		}
	}
	decl := l.decl()
	if decl == nil {
		return false
	}
	name := strings.ToLower(decl.Name.Name)
	switch name {
	case "string", "gostring", "format", "error", "marshaljson":
		return decl.Recv != nil
	}
	for _, word := range []string{"dump", "debug", "usage", "help"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}

// decl returns the declaration of the function around the loop, or nil.
func (l *loop) decl() *ast.FuncDecl {
	for c := range l.cur.Enclosing((*ast.FuncDecl)(nil)) {
		return c.Node().(*ast.FuncDecl)
	}
	return nil
}

// standard reports whether e is os.Stdout or os.Stderr, which people read once.
func (l *loop) standard(e ast.Expr) bool {
	sel, ok := ast.Unparen(e).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	v, ok := l.pass.TypesInfo.Uses[sel.Sel].(*types.Var)
	return ok && v.Pkg() != nil && v.Pkg().Path() == "os"
}

// text reports whether the writer e takes text that is kept: an interface or
// file that the text goes to, or a buffer whose text the function returns. It
// may take the fields of a form in any order.
func (l *loop) text(e ast.Expr) bool {
	t := l.pass.TypesInfo.TypeOf(e)
	if t == nil || l.standard(e) || isForm(l.pass.TypesInfo.TypeOf(l.stmt.X)) {
		return false
	}
	for _, word := range []string{"debug", "log", "stderr"} {
		if strings.Contains(strings.ToLower(types.ExprString(e)), word) {
			return false
		}
	}
	if types.IsInterface(t) {
		return true
	}
	named := typ.Named(t)
	if named == nil || named.Obj().Pkg() == nil {
		return false
	}
	switch named.Obj().Pkg().Path() + "." + named.Obj().Name() {
	case "strings.Builder", "bytes.Buffer":
		id, ok := ast.Unparen(e).(*ast.Ident)
		if !ok {
			return false // a field: text on its way through
		}
		v, ok := l.pass.TypesInfo.Uses[id].(*types.Var)
		if ok && named.Obj().Name() == "Buffer" && l.isParam(v) {
			return false // bytes for a protocol, as likely as text
		}
		return ok && !l.emptied(v) && l.comesOut(v)
	case "os.File", "text/tabwriter.Writer", "encoding/csv.Writer":
		return true
	}
	return false
}

// isParam reports whether v is a parameter of the function around the loop, or
// declared outside it.
func (l *loop) isParam(v *types.Var) bool { return v.Pos() < l.body.Pos() || l.body.End() <= v.Pos() }

// emptied reports whether the body of the loop empties the buffer v.
func (l *loop) emptied(v *types.Var) bool {
	found := false
	ast.Inspect(l.stmt.Body, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
			found = found || ok && sel.Sel.Name == "Reset" && syntax.Root(l.pass.TypesInfo, sel.X) == v
		}
		return !found
	})
	return found
}

// isForm reports whether t is the type of the fields of a form or query.
func isForm(t types.Type) bool {
	return typ.Is(t, "net/url", "Values")
}

// comesOut reports whether the text of the buffer v is kept as it is, or v
// belongs to the caller.
func (l *loop) comesOut(v *types.Var) bool {
	if l.isParam(v) {
		return true
	}
	formatted := false
	ast.Inspect(l.body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		formatted = formatted || ok && syntax.Callee(l.pass.TypesInfo, call) == "go/format.Source"
		return !formatted
	})
	return !formatted && l.keeps(v, nil)
}

// stringKept reports whether the string e, a variable or field, is kept or
// belongs to another function.
func (l *loop) stringKept(e ast.Expr) bool {
	v := syntax.Root(l.pass.TypesInfo, e)
	if _, isIdent := ast.Unparen(e).(*ast.Ident); !isIdent || v == nil || l.isParam(v) && !l.named(v) {
		return true
	}
	return l.keeps(v, nil)
}

// inHeader reports whether the result of call becomes a field of an HTTP
// header, where lists have no order.
func (l *loop) inHeader(call *ast.CallExpr) bool {
	found := false
	ast.Inspect(l.body, func(n ast.Node) bool {
		outer, ok := n.(*ast.CallExpr)
		if !ok || outer.Pos() > call.Pos() || call.End() > outer.End() {
			return true
		}
		switch syntax.Callee(l.pass.TypesInfo, outer) {
		case "(net/http.Header).Add", "(net/http.Header).Set":
			found = true
		}
		return !found
	})
	return found
}

// worklist reports whether the function takes elements off the front of s, one
// after the other.
func (l *loop) worklist(s ast.Expr) bool {
	found := false
	ast.Inspect(l.body, func(n ast.Node) bool {
		assign, ok := n.(*ast.AssignStmt)
		if ok && len(assign.Lhs) == 1 && len(assign.Rhs) == 1 && syntax.Same(l.pass.TypesInfo, assign.Lhs[0], s) {
			rest := ast.Unparen(assign.Rhs[0])
			if call, ok := rest.(*ast.CallExpr); ok && syntax.Builtin(l.pass.TypesInfo, call) == "append" {
				rest = ast.Unparen(call.Args[0])
			}
			slice, ok := rest.(*ast.SliceExpr)
			found = found || ok && syntax.Same(l.pass.TypesInfo, slice.X, s)
		}
		return !found
	})
	return found
}
