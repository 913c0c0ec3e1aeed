package reflectcompare

import (
	_ "embed"
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/deepequalerrors"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/analysis/passes/reflectvaluecompare"

	"github.com/interviewlint/interviewlint/analyzers/internal/adopt"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"

	"github.com/interviewlint/interviewlint/analyzers/internal/report"
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
	if !importsReflect(pass.Pkg) {
		return nil, nil
	}
	adopt.Run(pass, reflectvaluecompare.Analyzer, func(d analysis.Diagnostic) {
		if comparesWithZero(pass, d) {
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

// comparesWithZero reports whether d is about a comparison with the zero
// reflect.Value, which means what it says.
func comparesWithZero(pass *analysis.Pass, d analysis.Diagnostic) bool {
	zero := false
	for _, file := range pass.Files {
		if file.FileStart > d.Pos || d.Pos >= file.FileEnd {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if bin, ok := n.(*ast.BinaryExpr); ok && bin.Pos() == d.Pos && bin.End() == d.End {
				for _, e := range []ast.Expr{bin.X, bin.Y} {
					if lit, ok := ast.Unparen(e).(*ast.CompositeLit); ok && len(lit.Elts) == 0 {
						zero = true
					}
				}
			}
			return n == nil || n.Pos() <= d.Pos && d.Pos < n.End()
		})
	}
	return zero
}

// comparesErrors reports whether d is about a call whose arguments are errors
// themselves, not structs with one somewhere inside.
func comparesErrors(pass *analysis.Pass, d analysis.Diagnostic) bool {
	errorType, ok := types.Universe.Lookup("error").Type().Underlying().(*types.Interface)
	found := false
	for _, file := range pass.Files {
		if file.FileStart > d.Pos || d.Pos >= file.FileEnd {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if call, isCall := n.(*ast.CallExpr); isCall && call.Pos() == d.Pos && len(call.Args) == 2 {
				for _, arg := range call.Args {
					if t := pass.TypesInfo.TypeOf(arg); ok && t != nil && types.Implements(t, errorType) {
						found = true
					}
				}
			}
			return n == nil || n.Pos() <= d.Pos && d.Pos < n.End()
		})
	}
	return found
}

func importsReflect(pkg *types.Package) bool {
	for _, imp := range pkg.Imports() {
		if imp.Path() == "reflect" {
			return true
		}
	}
	return false
}
