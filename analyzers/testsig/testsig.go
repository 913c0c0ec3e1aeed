package testsig

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/tests"

	"github.com/interviewlint/interviewlint/analyzers/internal/adopt"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports tests that do not run and benchmarks that do not measure.
var Analyzer = &analysis.Analyzer{
	Name:     "testsig",
	Doc:      docs.MustExtract(doc, "testsig"),
	URL:      docs.URL("testsig"),
	Requires: []*analysis.Analyzer{directive.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	adopt.Run(pass, tests.Analyzer, func(d analysis.Diagnostic) {
		d.Category = "signature"
		report.Diagnostic(pass, d)
	})
	for _, file := range pass.Files {
		if !deliberate.InTest(pass.Fset, file.FileStart) {
			continue
		}
		for _, decl := range file.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok || fn.Recv != nil || fn.Body == nil {
				continue
			}
			if b := benchmarkParameter(pass.TypesInfo, fn); b != nil {
				reportBenchmark(pass, fn, b)
			}
		}
	}
	return nil, nil
}

// benchmarkParameter returns the parameter of type *testing.B of a benchmark, or
// nil.
func benchmarkParameter(info *types.Info, fn *ast.FuncDecl) *types.Var {
	if !strings.HasPrefix(fn.Name.Name, "Benchmark") || fn.Type.Params.NumFields() != 1 || len(fn.Type.Params.List[0].Names) != 1 {
		return nil
	}
	v, ok := info.Defs[fn.Type.Params.List[0].Names[0]].(*types.Var)
	if !ok || v.Type().String() != "*testing.B" {
		return nil
	}
	return v
}

// reportBenchmark reports a benchmark whose body does not run as often as the
// framework asks.
func reportBenchmark(pass *analysis.Pass, fn *ast.FuncDecl, b *types.Var) {
	var loop, count, turns, other bool
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ForStmt:
			turns = turns || mentions(pass.TypesInfo, n.Cond, b, "N")
		case *ast.RangeStmt:
			turns = turns || mentions(pass.TypesInfo, n.X, b, "N")
		case *ast.AssignStmt:
			for _, lhs := range n.Lhs {
				if isField(pass.TypesInfo, lhs, b, "N") {
					report.At(pass, n, "benchmark", "b.N is set by the framework: assigning it falsifies the result")
				}
			}
		case *ast.IncDecStmt:
			if isField(pass.TypesInfo, n.X, b, "N") {
				report.At(pass, n, "benchmark", "b.N is set by the framework: assigning it falsifies the result")
			}
		case *ast.SelectorExpr:
			id, ok := n.X.(*ast.Ident)
			if !ok || pass.TypesInfo.Uses[id] != b {
				return true
			}
			switch n.Sel.Name {
			case "Loop":
				loop = true
			case "N":
				count = true
			case "Run", "RunParallel", "Skip", "Skipf", "SkipNow", "Fatal", "Fatalf":
				other = true
			}
			return false
		case *ast.Ident: // handed on: f(b)
			other = other || pass.TypesInfo.Uses[n] == b
		}
		return true
	})
	switch {
	case loop && turns: // after the last turn of b.Loop, b.N is the number of turns
		report.At(pass, fn.Name, "benchmark", "b.Loop and b.N count the iterations both: use one of them")
	case !loop && !count && !other && len(fn.Body.List) > 0:
		report.At(pass, fn.Name, "benchmark", fmt.Sprintf("%s runs its body once whatever b.N is, so the result means nothing", fn.Name.Name))
	}
}

// mentions reports whether the field name of b occurs in e, which may be nil.
func mentions(info *types.Info, e ast.Expr, b *types.Var, name string) bool {
	found := false
	if e != nil {
		ast.Inspect(e, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			found = found || ok && isField(info, sel, b, name)
			return !found
		})
	}
	return found
}

func isField(info *types.Info, e ast.Expr, b *types.Var, name string) bool {
	sel, ok := ast.Unparen(e).(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != name {
		return false
	}
	id, ok := sel.X.(*ast.Ident)
	return ok && info.Uses[id] == b
}
