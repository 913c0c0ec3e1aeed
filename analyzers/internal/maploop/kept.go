package maploop

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

// A text is what becomes of text that is made in the order of a map: the nodes
// and variables that hold it.
type text struct {
	l    *loop
	node ast.Node // the expression that makes it, or nil
	vars map[types.Object]bool
}

// keeps reports whether the text in v, or made by node, is kept where a
// difference between two runs does harm: it is returned, but not as an error,
// hashed, compared, used as a key, or put into a field or file. An argument of other
// functions (of a log, a query, a command) it may well be without harm.
func (l *loop) keeps(v *types.Var, node ast.Node) bool {
	t := &text{l, node, make(map[types.Object]bool)}
	if v != nil {
		t.vars[v] = true
	}
	kept, returned := false, v != nil && l.named(v) && l.bareReturn()
	ast.Inspect(l.body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			t.assigned(n)
			kept = kept || v != nil && isText(v.Type()) && t.stored(n)
		case *ast.ReturnStmt:
			for _, r := range n.Results {
				returned = returned || t.in(r) && l.carriesText(r) && !l.bytesOf(r)
			}
		case *ast.CallExpr:
			kept = kept || l.digests(n) && t.inAny(n.Args)
		case *ast.IndexExpr:
			_, isMap := l.pass.TypesInfo.TypeOf(n.X).Underlying().(*types.Map)
			kept = kept || isMap && t.in(n.Index)
		case *ast.BinaryExpr:
			kept = kept || (n.Op == token.EQL || n.Op == token.NEQ) && (t.compared(n.X, n.Y) || t.compared(n.Y, n.X))
		}
		return true
	})
	return kept || returned && !l.ofNoMatter()
}

// in reports whether e mentions the text.
func (t *text) in(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		found = found || n != nil && n == t.node || ok && t.vars[t.l.pass.TypesInfo.Uses[id]]
		return !found
	})
	return found
}

func (t *text) inAny(args []ast.Expr) bool {
	for _, arg := range args {
		if t.in(arg) {
			return true
		}
	}
	return false
}

// compared reports whether x is the text and y no constant.
func (t *text) compared(x, y ast.Expr) bool {
	return t.l.pass.TypesInfo.Types[y].Value == nil && isText(t.l.pass.TypesInfo.TypeOf(x)) && t.in(x)
}

// stored reports whether n puts the text into a field, by itself or at the end
// of a list.
func (t *text) stored(n *ast.AssignStmt) bool {
	sel, ok := n.Lhs[0].(*ast.SelectorExpr)
	if !ok || len(n.Lhs) != 1 || t.l.pass.TypesInfo.Selections[sel] == nil {
		return false
	}
	if call, ok := ast.Unparen(n.Rhs[0]).(*ast.CallExpr); ok && syntax.Builtin(t.l.pass.TypesInfo, call) == "append" {
		return slices.ContainsFunc(call.Args[1:], t.same)
	}
	return isText(t.l.pass.TypesInfo.TypeOf(sel)) && t.same(n.Rhs[0])
}

// assigned follows the text to the variable that n assigns it to.
func (t *text) assigned(n *ast.AssignStmt) {
	id, ok := n.Lhs[0].(*ast.Ident)
	if !ok || len(n.Rhs) != 1 || !isText(t.l.pass.TypesInfo.TypeOf(id)) || !t.same(n.Rhs[0]) {
		return
	}
	if obj := t.l.pass.TypesInfo.ObjectOf(id); obj != nil {
		t.vars[obj] = true
	}
}

// same reports whether e is the text with other text around it.
func (t *text) same(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.BinaryExpr:
		return t.same(e.X) || t.same(e.Y)
	case *ast.CallExpr:
		if e == t.node {
			return true
		}
		name := syntax.Callee(t.l.pass.TypesInfo, e)
		return (t.l.pass.TypesInfo.Types[e.Fun].IsType() || passes(name)) && t.inAny(e.Args) || strings.HasSuffix(name, ").String") && t.in(e.Fun)
	}
	return t.in(e)
}

// passes reports whether the function of that full name makes text of text.
func passes(name string) bool {
	return strings.HasPrefix(name, "fmt.Sprint") || strings.HasPrefix(name, "strings.")
}

// isText reports whether t is of strings or bytes.
func isText(t types.Type) bool {
	if t == nil {
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsString != 0
	case *types.Slice:
		elem, ok := u.Elem().Underlying().(*types.Basic)
		return ok && elem.Kind() == types.Byte
	}
	return false
}

// carriesText reports whether the returned expression e may hand on text, which
// is no error and no length.
func (l *loop) carriesText(e ast.Expr) bool {
	t := l.pass.TypesInfo.TypeOf(e)
	if tuple, ok := t.(*types.Tuple); ok { // return f()
		for v := range tuple.Variables() {
			if mayHoldText(v.Type()) {
				return true
			}
		}
		return false
	}
	return t != nil && mayHoldText(t)
}

func mayHoldText(t types.Type) bool {
	if types.Implements(t, types.Universe.Lookup("error").Type().Underlying().(*types.Interface)) {
		return false
	}
	basic, ok := t.Underlying().(*types.Basic)
	return !ok || basic.Info()&types.IsString != 0
}

// bytesOf reports whether e is the bytes of a buffer: of a protocol, as likely
// as text.
func (l *loop) bytesOf(e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	return ok && syntax.Callee(l.pass.TypesInfo, call) == "(*bytes.Buffer).Bytes"
}

// digests reports whether call hashes or signs its arguments, or makes a file
// of text.
func (l *loop) digests(call *ast.CallExpr) bool {
	name := syntax.Callee(l.pass.TypesInfo, call)
	if strings.HasPrefix(name, "crypto/") || strings.HasPrefix(name, "hash/") || name == "os.WriteFile" && !l.bytesOf(call.Args[1]) {
		return true
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	return ok && strings.HasPrefix(sel.Sel.Name, "Write") && l.writerKind(sel.X) == "hash"
}

// shows reports whether the order of the slice that call, of an orderly
// function, gets does harm in what comes out of it.
func (l *loop) shows(call *ast.CallExpr) bool {
	switch name := syntax.Callee(l.pass.TypesInfo, call); name {
	case joinErrors, "fmt.Print", "fmt.Println", "fmt.Printf":
		return false
	case "fmt.Fprint", "fmt.Fprintf", "fmt.Fprintln":
		return l.text(writer(call.Args[0]))
	case "(*encoding/json.Encoder).Encode":
		return true
	default:
		return !l.inHeader(call) && l.keeps(nil, call)
	}
}

// callee returns the function that call calls, or nil.
func (l *loop) callee(call *ast.CallExpr) *types.Func {
	fn, _ := typeutil.Callee(l.pass.TypesInfo, call).(*types.Func)
	return fn
}
