package deferargs

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

// keepsOld reports whether a variable of this name is meant to hold an earlier
// value.
func keepsOld(name string) bool {
	name = strings.ToLower(name)
	for _, prefix := range []string{"old", "prev", "saved", "save", "orig", "before", "start", "last", "was", "initial"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

// expectsLatest reports whether a deferred call with v as an argument is meant
// to see its last value: v is an error, a named result, or a count or duration
// that the call reports.
func expectsLatest(pass *analysis.Pass, v *types.Var, call *ast.CallExpr) bool {
	if v.Kind() == types.ResultVar {
		return true
	}
	if typ.IsError(v.Type()) {
		return true
	}
	b, ok := v.Type().Underlying().(*types.Basic)
	return ok && b.Info()&(types.IsNumeric|types.IsString|types.IsBoolean) != 0 && v.Kind() != types.ParamVar && reports(pass, call)
}

// stillConstant reports whether v, a variable of a basic type that body
// declares, can only have its first value at stmt, and that is a constant:
// nobody passes a known value through a variable unless for the value that it
// gets later.
func stillConstant(pass *analysis.Pass, v *types.Var, stmt *ast.DeferStmt, body *ast.BlockStmt) bool {
	if _, ok := v.Type().Underlying().(*types.Basic); !ok || v.Kind() != types.LocalVar || v.Pos() < body.Pos() {
		return false
	}
	constant, changed := false, false
	isV := func(e ast.Expr) bool {
		id, ok := ast.Unparen(e).(*ast.Ident)
		return ok && pass.TypesInfo.ObjectOf(id) == types.Object(v)
	}
	first := func(names []ast.Expr, values []ast.Expr) {
		for i, name := range names {
			if id, ok := name.(*ast.Ident); ok && pass.TypesInfo.Defs[id] == types.Object(v) {
				constant = len(values) == 0 || len(values) == len(names) && pass.TypesInfo.Types[values[i]].Value != nil
			} else if isV(name) {
				changed = true
			}
		}
	}
	ast.Inspect(body, func(n ast.Node) bool {
		if n == nil || n.Pos() > stmt.Pos() {
			return false
		}
		first(syntax.Assignment(n))
		switch n := n.(type) {
		case *ast.RangeStmt:
			changed = changed || n.Key != nil && isV(n.Key) || n.Value != nil && isV(n.Value)
		case *ast.IncDecStmt:
			changed = changed || isV(n.X)
		case *ast.UnaryExpr:
			changed = changed || n.Op == token.AND && isV(n.X)
		}
		return true
	})
	return constant && !changed
}

// reports reports whether call logs, prints or measures.
func reports(pass *analysis.Pass, call *ast.CallExpr) bool {
	fn, ok := typeutil.Callee(pass.TypesInfo, call).(*types.Func)
	if !ok || fn.Pkg() == nil {
		return false
	}
	switch path := fn.Pkg().Path(); {
	case path == "fmt", path == "log", path == "log/slog", strings.HasSuffix(path, "/zap"), strings.HasSuffix(path, "/logrus"), strings.HasSuffix(path, "/zerolog"), strings.Contains(path, "klog"), strings.Contains(path, "prometheus"):
		return true
	}
	return false
}
