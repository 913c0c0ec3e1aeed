package reflectcompare

import (
	_ "embed"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/deepequalerrors"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/analysis/passes/reflectvaluecompare"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/interviewlint/interviewlint/analyzers/internal/adopt"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

//go:embed doc.go
var doc string

// Analyzer reports comparisons that do not compare what they seem to.
var Analyzer = &analysis.Analyzer{
	Name:     "reflectcompare",
	Doc:      docs.MustExtract(doc, "reflectcompare"),
	URL:      docs.URL("reflectcompare"),
	Requires: []*analysis.Analyzer{directive.Analyzer, inspect.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	if !syntax.Imports(pass.Pkg, "reflect") {
		return nil, nil
	}
	adopt.Run(pass, reflectvaluecompare.Analyzer, func(d analysis.Diagnostic) {
		if comparesOnPurpose(pass, d) {
			return
		}
		d.Category, d.Message = "value", "this compares the reflect.Value headers, not the values they hold"
		report.Diagnostic(pass, d)
	})
	adopt.Run(pass, deepequalerrors.Analyzer, func(d analysis.Diagnostic) {
		if !comparesErrors(pass, d) || deliberate.InTest(pass.Fset, d.Pos) { // a test means the very error
			return
		}
		d.Category, d.Message = "error", "DeepEqual compares the insides of errors and misses wrapped ones"
		report.Diagnostic(pass, d)
	})
	return nil, nil
}

// comparesOnPurpose reports whether d is about a comparison that means what it
// says: with the zero reflect.Value, of functions, which cannot be compared in
// any other way, or of the places that hold the values, as the code that follows
// from it shows by asking for an address.
func comparesOnPurpose(pass *analysis.Pass, d analysis.Diagnostic) bool {
	purpose := false
	for _, n := range syntax.Path(pass.Files, d.Pos, d.Pos) {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			if n.Pos() == d.Pos && n.End() == d.End {
				purpose = purpose || isZero(pass, n.X) || isZero(pass, n.Y) || holdsFunc(pass, n.X) || holdsFunc(pass, n.Y)
			}
		case *ast.IfStmt:
			purpose = purpose || n.Cond.Pos() == d.Pos && n.Cond.End() == d.End && asksForAddress(pass, n.Body)
		}
	}
	return purpose
}

// isZero reports whether e is reflect.Value{}, or a variable of the package that
// is never anything else.
func isZero(pass *analysis.Pass, e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.CompositeLit:
		return len(e.Elts) == 0
	case *ast.Ident:
		v, ok := pass.TypesInfo.Uses[e].(*types.Var)
		return ok && v.Parent() == pass.Pkg.Scope() && !v.Exported() && neverSet(pass, v)
	}
	return false
}

// neverSet reports whether nothing in the package gives v a value or takes its
// address.
func neverSet(pass *analysis.Pass, v *types.Var) bool {
	set := false
	for _, file := range pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			if addr, ok := n.(*ast.UnaryExpr); ok && addr.Op == token.AND {
				set = set || syntax.Root(pass.TypesInfo, addr.X) == v
			}
			lhs, rhs := syntax.Assignment(n)
			for _, e := range lhs {
				id, ok := ast.Unparen(e).(*ast.Ident)
				set = set || ok && len(rhs) > 0 && pass.TypesInfo.ObjectOf(id) == v
			}
			return !set
		})
	}
	return !set
}

// holdsFunc reports whether e is reflect.ValueOf of a function.
func holdsFunc(pass *analysis.Pass, e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok || len(call.Args) != 1 {
		return false
	}
	fn, ok := typeutil.Callee(pass.TypesInfo, call).(*types.Func)
	if !ok || fn.FullName() != "reflect.ValueOf" {
		return false
	}
	t := pass.TypesInfo.TypeOf(call.Args[0])
	if t == nil {
		return false
	}
	_, ok = t.Underlying().(*types.Signature)
	return ok
}

// asksForAddress reports whether body asks a reflect.Value whether it has an
// address, or for that.
func asksForAddress(pass *analysis.Pass, body *ast.BlockStmt) bool {
	asks := false
	ast.Inspect(body, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			if fn, ok := typeutil.Callee(pass.TypesInfo, call).(*types.Func); ok {
				switch fn.FullName() {
				case "(reflect.Value).CanAddr", "(reflect.Value).Addr", "(reflect.Value).UnsafeAddr":
					asks = true
				}
			}
		}
		return !asks
	})
	return asks
}

// comparesErrors reports whether d is about a call whose arguments are errors
// themselves, not structs with one somewhere inside.
func comparesErrors(pass *analysis.Pass, d analysis.Diagnostic) bool {
	errorType, ok := types.Universe.Lookup("error").Type().Underlying().(*types.Interface)
	for _, n := range syntax.Path(pass.Files, d.Pos, d.Pos) {
		if call, isCall := n.(*ast.CallExpr); isCall && call.Pos() == d.Pos && len(call.Args) == 2 {
			for _, arg := range call.Args {
				if t := pass.TypesInfo.TypeOf(arg); ok && t != nil && types.Implements(t, errorType) {
					return true
				}
			}
		}
	}
	return false
}
