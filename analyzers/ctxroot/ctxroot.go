package ctxroot

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/contexts"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

//go:embed doc.go
var doc string

// Analyzer reports root contexts made where a context is at hand.
var Analyzer = &analysis.Analyzer{
	Name:     "ctxroot",
	Doc:      docs.MustExtract(doc, "ctxroot"),
	URL:      docs.URL("ctxroot"),
	Requires: []*analysis.Analyzer{directive.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	if !syntax.Imports(pass.Pkg, "context") || deliberate.OnTrial(pass) {
		return nil, nil
	}
	for _, file := range pass.Files {
		if deliberate.InTest(pass.Fset, file.FileStart) {
			continue
		}
		contexts.Functions(pass.TypesInfo, file, func(fn contexts.Func) {
			if fn.Param == nil || fn.Decl == nil && !declares(fn) {
				return // a literal may run when the context around it has ended
			}
			for _, root := range roots(pass.TypesInfo, fn) {
				if !detached(pass, fn, root) {
					report.Diagnostic(pass, analysis.Diagnostic{
						Pos: root.Pos(), End: root.End(), SuggestedFixes: inherit(pass, file, fn, root),
						Message: fmt.Sprintf("a new root context ignores the deadline and cancellation of %s", fn.Expr),
					})
				}
			}
		})
	}
	return nil, nil
}

// inherit returns the fix that uses the context at hand instead of root. It is
// right only if the work must not go on when that ends.
func inherit(pass *analysis.Pass, file *ast.File, fn contexts.Func, root *ast.CallExpr) []analysis.SuggestedFix {
	if mentions := contextNames(pass.TypesInfo, file); mentions < 2 {
		return nil // the import would be left unused
	}
	return []analysis.SuggestedFix{{
		Message:   "Use " + fn.Expr,
		TextEdits: []analysis.TextEdit{{Pos: root.Pos(), End: root.End(), NewText: []byte(fn.Expr)}},
	}}
}

// contextNames returns how often file mentions the package context.
func contextNames(info *types.Info, file *ast.File) int {
	n := 0
	ast.Inspect(file, func(node ast.Node) bool {
		if id, ok := node.(*ast.Ident); ok {
			if name, ok := info.Uses[id].(*types.PkgName); ok && name.Imported().Path() == "context" {
				n++
			}
		}
		return true
	})
	return n
}

// declares reports whether fn has a context parameter of its own.
func declares(fn contexts.Func) bool {
	return fn.Type.Params.Pos() <= fn.Param.Pos() && fn.Param.Pos() < fn.Type.Params.End()
}

// roots returns the calls of context.Background and context.TODO in fn, but
// not in go and defer statements, nor in literals.
func roots(info *types.Info, fn contexts.Func) []*ast.CallExpr {
	var found []*ast.CallExpr
	fn.Own(func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt, *ast.DeferStmt:
			return false
		case *ast.CallExpr:
			if isRoot(info, n) {
				found = append(found, n)
			}
		}
		return true
	})
	return found
}

func isRoot(info *types.Info, call *ast.CallExpr) bool {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	fn, ok := info.Uses[sel.Sel].(*types.Func)
	return ok && (fn.FullName() == "context.Background" || fn.FullName() == "context.TODO")
}

// detached reports whether fn makes the root context with reason: the context
// at hand is nil or has ended, the work is to shut something down, or goes on
// after fn has returned.
func detached(pass *analysis.Pass, fn contexts.Func, root *ast.CallExpr) bool {
	target := assignedTo(pass.TypesInfo, fn, root)
	found := false
	fn.Own(func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr: // if ctx == nil, if ctx != context.Background()
			found = found || ast.Unparen(n.X) == ast.Expr(root) || ast.Unparen(n.Y) == ast.Expr(root)
			for _, x := range []ast.Expr{n.X, n.Y} {
				if isVar(pass.TypesInfo, x, fn.Param) && (pass.TypesInfo.Types[n.Y].IsNil() || pass.TypesInfo.Types[n.X].IsNil()) {
					found = true
				}
			}
		case *ast.SelectorExpr: // <-ctx.Done(), ctx.Err()
			if (n.Sel.Name == "Done" || n.Sel.Name == "Err") && n.Pos() < root.Pos() && contexts.Is(typeOf(pass.TypesInfo, n.X)) {
				found = true
			}
		case *ast.CallExpr:
			if n != root && within(root, n) || target != nil && contexts.Uses(pass.TypesInfo, n, target) {
				found = found || endsSomething(n) || logs(pass.TypesInfo, n)
			}
		case *ast.GoStmt:
			if target != nil && contexts.Uses(pass.TypesInfo, n, target) {
				found = true
			}
		case *ast.AssignStmt: // kept for later: s.ctx, s.cancel = …
			if within(root, n) {
				for _, lhs := range n.Lhs {
					if _, isField := lhs.(*ast.SelectorExpr); isField {
						found = true
					}
				}
			}
		case *ast.KeyValueExpr: // in a composite literal
			found = found || within(root, n)
		case *ast.IfStmt: // after a failure the context at hand may have ended
			found = found || within(root, n.Body) && testsError(pass.TypesInfo, n.Cond)
		case *ast.ReturnStmt:
			found = found || within(root, n) && len(n.Results) > 0 && directly(n, root)
		}
		return !found
	})
	return found || target != nil && goesOn(pass.TypesInfo, fn, target)
}

// testsError reports whether cond is err != nil for some error.
func testsError(info *types.Info, cond ast.Expr) bool {
	cmp, ok := ast.Unparen(cond).(*ast.BinaryExpr)
	return ok && cmp.Op == token.NEQ && info.Types[cmp.Y].IsNil() &&
		typ.IsError(typeOf(info, cmp.X))
}

// assignedTo returns the variable that holds root, or a context derived from
// it, or nil.
func assignedTo(info *types.Info, fn contexts.Func, root *ast.CallExpr) *types.Var {
	var found *types.Var
	fn.Own(func(n ast.Node) bool {
		if assign, ok := n.(*ast.AssignStmt); ok && within(root, assign) {
			if id, ok := assign.Lhs[0].(*ast.Ident); ok {
				if v, ok := info.ObjectOf(id).(*types.Var); ok && contexts.Is(v.Type()) {
					found = v
				}
			}
		}
		return found == nil
	})
	return found
}

// goesOn reports whether a literal uses the variable: it may run later.
func goesOn(info *types.Info, fn contexts.Func, v *types.Var) bool {
	found := false
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		if lit, ok := n.(*ast.FuncLit); ok && contexts.Uses(info, lit, v) {
			found = true
		}
		return !found
	})
	return found
}

// endsSomething reports whether call is of a function that ends or cleans up
// something, which must work although the caller has given up.
func endsSomething(call *ast.CallExpr) bool {
	name := ""
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		name = fun.Name
	case *ast.SelectorExpr:
		name = fun.Sel.Name
	}
	for _, word := range []string{"shutdown", "exit", "terminate", "kill", "restart", "close", "stop", "clean", "rollback", "release", "unlock", "remove", "delete", "detach", "withoutcancel", "async", "background", "notifycontext", "register", "log"} {
		if strings.Contains(strings.ToLower(name), word) {
			return true
		}
	}
	return false
}

// logs reports whether call is of a logger by its signature, a context and a
// text with its arguments but no result: it looks for values in the context,
// and does not wait.
func logs(info *types.Info, call *ast.CallExpr) bool {
	sig, ok := typeOf(info, call.Fun).Underlying().(*types.Signature)
	if !ok || !sig.Variadic() || sig.Results().Len() > 0 {
		return false
	}
	params := sig.Params()
	return contexts.Is(params.At(0).Type()) && params.Len() > 2 && types.Identical(params.At(params.Len()-2).Type(), types.Typ[types.String])
}

func within(inner, outer ast.Node) bool {
	return outer.Pos() <= inner.Pos() && inner.End() <= outer.End()
}

// directly reports whether ret returns root itself.
func directly(ret *ast.ReturnStmt, root *ast.CallExpr) bool {
	for _, r := range ret.Results {
		if ast.Unparen(r) == ast.Expr(root) {
			return true
		}
	}
	return false
}

func isVar(info *types.Info, e ast.Expr, v *types.Var) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	return ok && info.Uses[id] == v
}

func typeOf(info *types.Info, e ast.Expr) types.Type {
	if t := info.TypeOf(e); t != nil {
		return t
	}
	return types.Typ[types.Invalid]
}
