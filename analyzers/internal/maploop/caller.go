package maploop

import (
	"go/ast"
	"go/types"
	"path"
	"strings"

	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

// ofNoMatter reports whether the function around the loop is known to the
// package alone, and all its callers hand what it returns to something whose
// order is of no matter: a log, an error, a header, a request.
func (l *loop) ofNoMatter() bool {
	decl := l.decl()
	if decl == nil || decl.Body != l.body || decl.Name.IsExported() {
		return false
	}
	fn := l.pass.TypesInfo.Defs[decl.Name]
	in := l.pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
	return fn != nil && l.allVanish(in.Root(), fn, 3)
}

// allVanish reports whether obj is used below root, outside of tests, and each
// use vanishes.
func (l *loop) allVanish(root inspector.Cursor, obj types.Object, depth int) bool {
	uses := 0
	for c := range root.Preorder((*ast.Ident)(nil)) {
		id := c.Node().(*ast.Ident)
		if l.pass.TypesInfo.Uses[id] != obj || deliberate.InTest(l.pass.Fset, id.Pos()) {
			continue
		}
		if uses++; !l.vanishes(c, depth) {
			return false
		}
	}
	return uses > 0
}

// vanishes reports whether the value at c ends in a sink, directly or by way
// of a variable.
func (l *loop) vanishes(c inspector.Cursor, depth int) bool {
	for ; ; c = c.Parent() {
		switch p := c.Parent().Node().(type) {
		case *ast.SelectorExpr, *ast.BinaryExpr, *ast.ParenExpr:
		case *ast.CallExpr:
			if p.Fun == c.Node() {
				continue
			}
			if l.sink(p) {
				return true
			}
			if !passes(syntax.Callee(l.pass.TypesInfo, p)) {
				return false
			}
		case *ast.AssignStmt:
			return depth > 0 && l.variablesVanish(p, c, depth-1)
		default:
			return false
		}
	}
}

// variablesVanish reports whether the variables of text that assign, above c,
// sets vanish.
func (l *loop) variablesVanish(assign *ast.AssignStmt, c inspector.Cursor, depth int) bool {
	body := syntax.BodyAround(c)
	if body == nil || len(assign.Rhs) != 1 {
		return false
	}
	in, ok := l.pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root().FindNode(body)
	for _, lhs := range assign.Lhs {
		if !isText(l.pass.TypesInfo.TypeOf(lhs)) {
			continue
		}
		id, isIdent := lhs.(*ast.Ident)
		ok = ok && isIdent && l.pass.TypesInfo.Defs[id] != nil && l.allVanish(in, l.pass.TypesInfo.Defs[id], depth)
	}
	return ok
}

// sink reports whether call logs, makes an error or sends a request: the order
// of the text in its arguments is of no matter.
func (l *loop) sink(call *ast.CallExpr) bool {
	switch syntax.Callee(l.pass.TypesInfo, call) {
	case "fmt.Errorf", "errors.New", "fmt.Print", "fmt.Printf", "fmt.Println", "(net/http.Header).Add", "(net/http.Header).Set",
		"net/http.NewRequest", "net/http.NewRequestWithContext":
		return true
	}
	fn := l.callee(call)
	return fn != nil && fn.Pkg() != nil && strings.Contains(path.Base(fn.Pkg().Path()), "log")
}
