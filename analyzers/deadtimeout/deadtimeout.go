package deadtimeout

import (
	_ "embed"
	"go/ast"
	"go/constant"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/interviewlint/interviewlint/analyzers/internal/chans"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports timeouts in a select that never waits.
var Analyzer = &analysis.Analyzer{
	Name:     "deadtimeout",
	Doc:      docs.MustExtract(doc, "deadtimeout"),
	URL:      docs.URL("deadtimeout"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	for _, file := range pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectStmt)
			if !ok {
				return true
			}
			fallback := defaultCase(sel)
			if fallback == nil {
				return true
			}
			for _, clause := range sel.Body.List {
				ch, _ := chans.CaseReceive(clause.(*ast.CommClause).Comm)
				if ch != nil && startsTimer(pass.TypesInfo, ch) {
					report.At(pass, ch, "", "this timeout can never fire: the default case is taken at once",
						report.Step(ch, "timer started here"), report.Step(report.Span{Start: fallback.Case, Stop: fallback.Colon}, "taken at once here"))
				}
			}
			return true
		})
	}
	return nil, nil
}

func defaultCase(sel *ast.SelectStmt) *ast.CommClause {
	for _, clause := range sel.Body.List {
		if comm := clause.(*ast.CommClause); comm.Comm == nil {
			return comm
		}
	}
	return nil
}

// startsTimer reports whether the expression ch starts a timer that takes
// some time, and is its channel.
func startsTimer(info *types.Info, ch ast.Expr) bool {
	ch = ast.Unparen(ch)
	if sel, ok := ch.(*ast.SelectorExpr); ok && sel.Sel.Name == "C" {
		ch = ast.Unparen(sel.X)
	}
	call, ok := ch.(*ast.CallExpr)
	if !ok || len(call.Args) != 1 {
		return false
	}
	fn := typeutil.StaticCallee(info, call)
	if !flow.IsFunc(fn, "time.After") && !flow.IsFunc(fn, "time.NewTimer") && !flow.IsFunc(fn, "time.Tick") && !flow.IsFunc(fn, "time.NewTicker") {
		return false
	}
	d := info.Types[call.Args[0]].Value
	return d == nil || constant.Sign(d) > 0
}
