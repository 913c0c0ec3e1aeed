package typeswitch

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/ifaceassert"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/interviewlint/interviewlint/analyzers/internal/adopt"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports cases of type switches that never match.
var Analyzer = &analysis.Analyzer{
	Name:     "typeswitch",
	Doc:      docs.MustExtract(doc, "typeswitch"),
	URL:      docs.URL("typeswitch"),
	Requires: []*analysis.Analyzer{directive.Analyzer, inspect.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	adopt.Run(pass, ifaceassert.Analyzer, func(d analysis.Diagnostic) {
		d.Category, d.URL = "impossible", ""
		report.Diagnostic(pass, d)
	})
	for cur := range pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root().Preorder((*ast.TypeSwitchStmt)(nil)) {
		reportShadowed(pass, cur.Node().(*ast.TypeSwitchStmt))
	}
	return nil, nil
}

// reportShadowed reports the cases of sw whose types an earlier case with an
// interface has matched already.
func reportShadowed(pass *analysis.Pass, sw *ast.TypeSwitchStmt) {
	var earlier []ast.Expr // cases with an interface
	for _, stmt := range sw.Body.List {
		clause, ok := stmt.(*ast.CaseClause)
		if !ok {
			continue
		}
		for _, e := range clause.List {
			t := pass.TypesInfo.TypeOf(e)
			if t == nil || pass.TypesInfo.Types[e].IsNil() || isParam(t) {
				continue
			}
			for _, before := range earlier {
				iface, ok := pass.TypesInfo.TypeOf(before).Underlying().(*types.Interface)
				if ok && types.Implements(t, iface) {
					report.At(pass, e, "shadowed", fmt.Sprintf("this case never matches: an earlier case takes every %s", name(before)),
						report.Step(before, "matches first"))
					break
				}
			}
			if types.IsInterface(t) {
				earlier = append(earlier, e)
			}
		}
	}
}

func isParam(t types.Type) bool {
	_, ok := types.Unalias(t).(*types.TypeParam)
	return ok
}

func name(e ast.Expr) string {
	if s := types.ExprString(e); len(s) <= 40 {
		return s
	}
	return "such value"
}
