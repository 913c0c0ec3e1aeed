// Package deliberate tells code that misuses something on purpose, as tests
// do, from code that does so by mistake.
package deliberate

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// InTest reports whether pos is in a test file.
func InTest(fset *token.FileSet, pos token.Pos) bool {
	f := fset.File(pos)
	return f != nil && strings.HasSuffix(f.Name(), "_test.go")
}

// ForTests reports whether fn is part of a test, or helps tests of other
// packages: it is given the test that it is for.
func ForTests(pass *analysis.Pass, fn *ast.FuncDecl) bool {
	if InTest(pass.Fset, fn.Pos()) {
		return true
	}
	for _, param := range fn.Type.Params.List {
		if typ.Is(typ.Deref(pass.TypesInfo.TypeOf(param.Type)), "testing", "T", "B", "F", "TB") {
			return true
		}
	}
	return false
}

// Panic reports whether the code at pos is part of a test that expects it to
// panic: the function around it, or one that it is handed to, recovers, or the
// test is named after it.
func Panic(pass *analysis.Pass, pos token.Pos) bool {
	if !InTest(pass.Fset, pos) {
		return false
	}
	path := syntax.Path(pass.Files, pos, pos)
	for i, n := range path {
		switch n := n.(type) {
		case *ast.FuncLit:
			if recovers(pass, n.Body) || i+1 < len(path) && handedToRecoverer(pass, path[i+1], n) {
				return true
			}
		case *ast.FuncDecl:
			return n.Body != nil && (recovers(pass, n.Body) || strings.Contains(strings.ToLower(n.Name.Name), "panic"))
		}
	}
	return false
}

// CommentAbove returns the text of the comment that ends on the line above pos,
// or "": whoever writes one there has thought about what comes.
func CommentAbove(pass *analysis.Pass, pos token.Pos) string {
	file := syntax.File(pass.Files, pos)
	if file == nil {
		return ""
	}
	line := pass.Fset.Position(pos).Line
	for _, group := range file.Comments {
		if pass.Fset.Position(group.End()).Line == line-1 {
			return group.Text()
		}
	}
	return ""
}

// recovers reports whether body calls recover anywhere, function literals
// included, or defers a function that does by its body or by its name.
func recovers(pass *analysis.Pass, body *ast.BlockStmt) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			found = found || isRecover(pass, n)
		case *ast.DeferStmt:
			found = found || isRecoverer(pass, n.Call)
		}
		return !found
	})
	return found
}

// handedToRecoverer reports whether parent is a call of a function that
// recovers, with lit among its arguments: assert.Panics(t, func() { … }).
func handedToRecoverer(pass *analysis.Pass, parent ast.Node, lit *ast.FuncLit) bool {
	call, ok := parent.(*ast.CallExpr)
	return ok && ast.Unparen(call.Fun) != lit && isRecoverer(pass, call)
}

// isRecoverer reports whether call calls a function that recovers: the body
// tells if the package declares it, and the name if not.
func isRecoverer(pass *analysis.Pass, call *ast.CallExpr) bool {
	fn, ok := typeutil.Callee(pass.TypesInfo, call).(*types.Func)
	if !ok {
		return false
	}
	name := strings.ToLower(fn.Name())
	if strings.Contains(name, "panic") || strings.Contains(name, "recover") {
		return true
	}
	decl := declOf(pass, fn)
	return decl != nil && callsRecover(pass, decl.Body)
}

// declOf returns the declaration, with a body, of fn in the package, or nil.
func declOf(pass *analysis.Pass, fn *types.Func) *ast.FuncDecl {
	fn = fn.Origin()
	file := syntax.File(pass.Files, fn.Pos())
	if file == nil || fn.Pkg() != pass.Pkg {
		return nil
	}
	for _, d := range file.Decls {
		if d, ok := d.(*ast.FuncDecl); ok && d.Name.Pos() == fn.Pos() && d.Body != nil {
			return d
		}
	}
	return nil
}

func callsRecover(pass *analysis.Pass, body *ast.BlockStmt) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		found = found || ok && isRecover(pass, call)
		return !found
	})
	return found
}

func isRecover(pass *analysis.Pass, call *ast.CallExpr) bool {
	id, ok := ast.Unparen(call.Fun).(*ast.Ident)
	return ok && pass.TypesInfo.Uses[id] == types.Universe.Lookup("recover")
}
