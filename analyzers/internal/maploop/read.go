package maploop

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

// debugs reports whether the function around the loop makes text for who
// debugs the program, or the encoding of a set: the order does not matter.
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
	return decl.Recv != nil && (name == "string" || name == "gostring" || name == "marshaljson") || strings.Contains(name, "dump") || strings.Contains(name, "debug")
}

// decl returns the declaration of the function around the loop, or nil.
func (l *loop) decl() *ast.FuncDecl {
	for c := range l.cur.Enclosing((*ast.FuncDecl)(nil)) {
		return c.Node().(*ast.FuncDecl)
	}
	return nil
}

// readable reports whether call, of a function of package fmt or its like that
// writes to its argument i, or to the standard output if i is negative, writes
// text that people get to read.
func (l *loop) readable(call *ast.CallExpr, i int) bool {
	if i < 0 || l.standard(call.Args[i]) {
		return l.onlyPrints()
	}
	return l.text(writer(call.Args[i]))
}

// standard reports whether e is os.Stdout or os.Stderr.
func (l *loop) standard(e ast.Expr) bool {
	sel, ok := ast.Unparen(e).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	v, ok := l.pass.TypesInfo.Uses[sel.Sel].(*types.Var)
	return ok && v.Pkg() != nil && v.Pkg().Path() == "os"
}

// text reports whether the writer e takes text for people: an interface or
// file that the text goes to, or a buffer whose text the function returns.
func (l *loop) text(e ast.Expr) bool {
	t := l.pass.TypesInfo.TypeOf(e)
	if t == nil || strings.Contains(strings.ToLower(types.ExprString(e)), "debug") {
		return false
	}
	if types.IsInterface(t) {
		return true
	}
	if ptr, ok := types.Unalias(t).(*types.Pointer); ok {
		t = ptr.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
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
	case "os.File", "bufio.Writer", "text/tabwriter.Writer", "encoding/csv.Writer":
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

// comesOut reports whether the text of the buffer v is returned as it is, or
// v belongs to the caller.
func (l *loop) comesOut(v *types.Var) bool {
	if l.isParam(v) {
		return true
	}
	found, formatted := false, false
	ast.Inspect(l.body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ReturnStmt:
			for _, r := range n.Results {
				found = found || syntax.Uses(l.pass.TypesInfo, r, v) && !l.passesOn(r)
			}
		case *ast.CallExpr:
			formatted = formatted || syntax.Callee(l.pass.TypesInfo, n) == "go/format.Source"
		}
		return true
	})
	return found && !formatted
}

// passesOn reports whether the returned expression e is the error of a call
// that takes the text, and does not make an error of it.
func (l *loop) passesOn(e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok || !types.Identical(l.pass.TypesInfo.TypeOf(e), types.Universe.Lookup("error").Type()) {
		return false
	}
	name := syntax.Callee(l.pass.TypesInfo, call)
	return !strings.Contains(name, "rror") // errors.New, fmt.Errorf, status.Error
}

// onlyPrints reports whether the loop does nothing but print, so that what it
// prints is a list and not a log of what it does.
func (l *loop) onlyPrints() bool {
	only := true
	ast.Inspect(l.stmt.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if l.pass.TypesInfo.Types[n.Fun].IsType() || syntax.Builtin(l.pass.TypesInfo, n) != "" {
				break
			}
			name := syntax.Callee(l.pass.TypesInfo, n)
			only = only && (strings.HasPrefix(name, "fmt.") || strings.HasPrefix(name, "strings.") || strings.HasPrefix(name, "strconv."))
		case *ast.SendStmt, *ast.GoStmt, *ast.DeferStmt:
			only = false
		case *ast.AssignStmt:
			for _, lhs := range n.Lhs {
				only = only && (n.Tok == token.DEFINE || l.outside(lhs) == nil)
			}
		}
		return only
	})
	return only
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
