package looptimer

import (
	_ "embed"
	"go/ast"
	"go/token"
	"go/types"
	"go/version"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/interviewlint/interviewlint/analyzers/internal/chans"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

//go:embed doc.go
var doc string

// Analyzer reports timers and tickers used against the rules of the Go version.
var Analyzer = &analysis.Analyzer{
	Name:     "looptimer",
	Doc:      docs.MustExtract(doc, "looptimer"),
	URL:      docs.URL("looptimer"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	if !syntax.Imports(pass.Pkg, "time") {
		return nil, nil
	}
	for _, file := range pass.Files {
		old := isOld(pass, file)
		// A test that fails when nothing happens for a while means the pause, and
		// its timers are soon gone with it.
		isTest := deliberate.InTest(pass.Fset, file.FileStart)
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ForStmt:
				if !isTest && (old || n.Cond == nil) { // a loop that counts wants each of its events in time
					checkLoop(pass, n.Body, old)
				}
			case *ast.RangeStmt:
				if old && !isTest {
					checkLoop(pass, n.Body, old)
				}
			case *ast.CallExpr:
				if !old && asksLength(pass.TypesInfo, n) {
					report.At(pass, n, "length", types.ExprString(n)+" is always 0 since Go 1.23: timers have no buffer any more")
				}
			}
			return true
		})
		if old {
			checkFunctions(pass, file, isTest)
		}
	}
	return nil, nil
}

// isOld reports whether the timers of file follow the rules before Go 1.23. The
// go.mod file of the program decides, which is taken to be that of the package;
// without one it is the version of the file.
func isOld(pass *analysis.Pass, file *ast.File) bool {
	v := pass.TypesInfo.FileVersions[file]
	if pass.Module != nil && pass.Module.GoVersion != "" {
		v = "go" + strings.TrimPrefix(pass.Module.GoVersion, "go")
	}
	return v != "" && version.Compare(v, "go1.23") < 0
}

// checkLoop reports time.After as a case of a select that a loop executes
// again and again.
func checkLoop(pass *analysis.Pass, body *ast.BlockStmt, old bool) {
	for _, s := range body.List {
		sel, ok := s.(*ast.SelectStmt)
		if !ok {
			continue
		}
		for _, clause := range sel.Body.List {
			comm := clause.(*ast.CommClause)
			ch, _ := chans.CaseReceive(comm.Comm)
			if ch == nil || !isAfter(pass.TypesInfo, ch) || !turnsOtherwise(sel, comm) {
				continue
			}
			if old {
				report.At(pass, ch, "retained", "every turn of the loop leaves a timer behind until it fires")
			} else if leaves(comm.Body) && !goesOn(comm.Body) && !isDefaulted(sel) {
				report.At(pass, ch, "restarted", "the timeout starts anew with every turn: it limits the pause, not the whole")
			}
		}
	}
}

func isAfter(info *types.Info, e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	return ok && flow.IsFunc(typeutil.StaticCallee(info, call), "time.After")
}

// turnsOtherwise reports whether a case of sel other than timeout goes on with
// the loop.
func turnsOtherwise(sel *ast.SelectStmt, timeout *ast.CommClause) bool {
	for _, clause := range sel.Body.List {
		if comm := clause.(*ast.CommClause); comm != timeout && !leaves(comm.Body) {
			return true
		}
	}
	return false
}

func isDefaulted(sel *ast.SelectStmt) bool {
	for _, clause := range sel.Body.List {
		if clause.(*ast.CommClause).Comm == nil {
			return true
		}
	}
	return false
}

// leaves reports whether body may leave the loop around its select.
func leaves(body []ast.Stmt) bool {
	found := false
	for _, s := range body {
		ast.Inspect(s, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ReturnStmt:
				found = true
			case *ast.BranchStmt:
				found = found || n.Label != nil
			case *ast.CallExpr:
				if id, ok := n.Fun.(*ast.Ident); ok && id.Name == "panic" {
					found = true
				}
				if sel, ok := n.Fun.(*ast.SelectorExpr); ok && (sel.Sel.Name == "Fatal" || sel.Sel.Name == "Fatalf" || sel.Sel.Name == "Exit") {
					found = true
				}
			case *ast.FuncLit:
				return false
			}
			return !found
		})
	}
	return found
}

// goesOn reports whether body has a continue statement for the loop around its
// select: the pause that has passed is a turn like others.
func goesOn(body []ast.Stmt) bool {
	found := false
	for _, s := range body {
		ast.Inspect(s, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BranchStmt:
				found = found || n.Tok == token.CONTINUE
			case *ast.ForStmt, *ast.RangeStmt, *ast.FuncLit:
				return false
			}
			return !found
		})
	}
	return found
}

// asksLength reports whether call is len or cap of the channel of a timer.
func asksLength(info *types.Info, call *ast.CallExpr) bool {
	id, ok := ast.Unparen(call.Fun).(*ast.Ident)
	if !ok || len(call.Args) != 1 {
		return false
	}
	if b, ok := info.Uses[id].(*types.Builtin); !ok || b.Name() != "len" && b.Name() != "cap" {
		return false
	}
	v := chans.Variable(info, call.Args[0])
	return v != nil && v.IsField() && v.Name() == "C" && v.Pkg() != nil && v.Pkg().Path() == "time"
}
