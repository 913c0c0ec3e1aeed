package errlog

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

//go:embed doc.go
var doc string

// Analyzer reports errors that are both logged and returned.
var Analyzer = &analysis.Analyzer{
	Name:     "errlog",
	Doc:      docs.MustExtract(doc, "errlog"),
	URL:      docs.URL("errlog"),
	Requires: []*analysis.Analyzer{directive.Analyzer, inspect.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	if pass.Pkg.Name() == "main" {
		return nil, nil
	}
	for cur := range pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root().Preorder((*ast.BlockStmt)(nil)) {
		block := cur.Node().(*ast.BlockStmt)
		n := len(block.List)
		if n < 2 {
			continue
		}
		ret, ok := block.List[n-1].(*ast.ReturnStmt)
		if !ok || len(ret.Results) == 0 {
			continue
		}
		for _, stmt := range block.List[:n-1] {
			call, ok := logCall(pass, stmt)
			if !ok {
				continue
			}
			if err := sharedError(pass, call, ret); err != nil {
				report.At(pass, call, "", fmt.Sprintf("%s is logged here and returned as well, so it is reported twice", err.Name()),
					report.Step(call, "logged here"), report.Step(ret, "returned here"))
				break
			}
		}
	}
	return nil, nil
}

// logCall returns the call that stmt consists of, if it writes to a log at a
// level for failures.
func logCall(pass *analysis.Pass, stmt ast.Stmt) (*ast.CallExpr, bool) {
	expr, ok := stmt.(*ast.ExprStmt)
	if !ok {
		return nil, false
	}
	call, ok := expr.X.(*ast.CallExpr)
	if !ok {
		return nil, false
	}
	fn, ok := typeutil.Callee(pass.TypesInfo, call).(*types.Func)
	if !ok || fn.Pkg() == nil || !isLogging(fn.Pkg().Path()) {
		return nil, false
	}
	name := strings.ToLower(fn.Name())
	for _, quiet := range []string{"debug", "trace", "with", "fatal", "panic", "new", "set"} {
		if strings.HasPrefix(name, quiet) {
			return nil, false
		}
	}
	return call, true
}

func isLogging(path string) bool {
	switch path {
	case "log", "log/slog", "go.uber.org/zap", "github.com/sirupsen/logrus", "github.com/rs/zerolog", "github.com/rs/zerolog/log",
		"k8s.io/klog", "k8s.io/klog/v2", "github.com/golang/glog", "github.com/go-kit/log", "github.com/go-logr/logr":
		return true
	}
	return strings.HasSuffix(path, "/logx") || strings.HasSuffix(path, "/hlog") || strings.HasSuffix(path, "/klog")
}

// sharedError returns the error variable that both the call and ret mention.
func sharedError(pass *analysis.Pass, call *ast.CallExpr, ret *ast.ReturnStmt) types.Object {
	logged := make(map[types.Object]bool)
	visitErrors(pass, call, func(obj types.Object) { logged[obj] = true })
	var shared types.Object
	for _, r := range ret.Results {
		visitErrors(pass, r, func(obj types.Object) {
			if logged[obj] {
				shared = obj
			}
		})
	}
	return shared
}

func visitErrors(pass *analysis.Pass, n ast.Node, visit func(types.Object)) {
	ast.Inspect(n, func(m ast.Node) bool {
		if id, ok := m.(*ast.Ident); ok {
			if v, ok := pass.TypesInfo.Uses[id].(*types.Var); ok && v.Parent() != pass.Pkg.Scope() &&
				typ.IsError(v.Type()) {
				visit(v)
			}
		}
		return true
	})
}
