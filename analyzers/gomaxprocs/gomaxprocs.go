package gomaxprocs

import (
	_ "embed"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"go/version"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports calls that switch off the runtime's own choice of
// GOMAXPROCS.
var Analyzer = &analysis.Analyzer{
	Name:     "gomaxprocs",
	Doc:      docs.MustExtract(doc, "gomaxprocs"),
	URL:      docs.URL("gomaxprocs"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, inspect.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	root := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
	for cur := range root.Preorder((*ast.CallExpr)(nil)) {
		call := cur.Node().(*ast.CallExpr)
		if len(call.Args) != 1 || !calls(pass, call, "runtime.GOMAXPROCS") || deliberate.InTest(pass.Fset, call.Pos()) {
			continue
		}
		cpus := countsCPUs(pass, call.Args[0])
		switch {
		case chosen(pass, call.Args[0]):
		case cpus == once && follows(pass):
			at(pass, cur, call, "this GOMAXPROCS ignores the container's CPU limit, which the runtime honours and follows by itself")
		case cpus == times:
			report.At(pass, call, "", "more threads than CPUs do not speed up goroutines: those that wait for I/O hold none")
		case cpus == none && follows(pass):
			report.At(pass, call, "", "a fixed GOMAXPROCS ignores the container's CPU limit, which the runtime honours and follows by itself")
		}
	}
	return nil, nil
}

// at reports a call that is a statement of its own with the fix to delete it.
func at(pass *analysis.Pass, cur inspector.Cursor, call *ast.CallExpr, message string) {
	d := analysis.Diagnostic{Pos: call.Pos(), End: call.End(), Message: message}
	if stmt, ok := cur.Parent().Node().(*ast.ExprStmt); ok {
		if _, inBlock := cur.Parent().Parent().Node().(*ast.BlockStmt); inBlock {
			d.SuggestedFixes = []analysis.SuggestedFix{{
				Message:   "Leave the number to the runtime",
				TextEdits: []analysis.TextEdit{{Pos: stmt.Pos(), End: stmt.End()}},
			}}
		}
	}
	report.Diagnostic(pass, d)
}

func calls(pass *analysis.Pass, call *ast.CallExpr, name string) bool {
	fn, _ := typeutil.Callee(pass.TypesInfo, call).(*types.Func)
	return flow.IsFunc(fn, name)
}

// follows reports whether the runtime sets GOMAXPROCS by the CPU limit of the
// container and follows its changes: the module is of Go 1.25 or later.
func follows(pass *analysis.Pass) bool {
	if pass.Module == nil || pass.Module.GoVersion == "" {
		return true
	}
	return version.Compare("go"+strings.TrimPrefix(pass.Module.GoVersion, "go"), "go1.25") >= 0
}

// How an expression depends on the number of CPUs.
const (
	none  = iota
	once  // runtime.NumCPU()
	times // a multiple of it
)

func countsCPUs(pass *analysis.Pass, e ast.Expr) int {
	switch e := ast.Unparen(e).(type) {
	case *ast.CallExpr:
		if calls(pass, e, "runtime.NumCPU") {
			return once
		}
	case *ast.BinaryExpr:
		if e.Op == token.MUL && (countsCPUs(pass, e.X) != none || countsCPUs(pass, e.Y) != none) {
			return times
		}
	}
	return none
}

// chosen reports whether the argument is no choice of the author: 0, which
// only asks; 1, which deliberately runs one thread; or a value that the user
// of the program decides.
func chosen(pass *analysis.Pass, e ast.Expr) bool {
	if countsCPUs(pass, e) != none {
		return false
	}
	v := pass.TypesInfo.Types[e].Value
	if v == nil {
		return true
	}
	n, exact := constant.Int64Val(constant.ToInt(v))
	return !exact || n <= 1
}
