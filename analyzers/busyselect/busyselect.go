package busyselect

import (
	_ "embed"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports loops that poll channels without ever waiting.
var Analyzer = &analysis.Analyzer{
	Name:     "busyselect",
	Doc:      docs.MustExtract(doc, "busyselect"),
	URL:      docs.URL("busyselect"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	c := &calls{pass: pass, decls: declarations(pass), quick: make(map[*types.Func]bool)}
	for _, file := range pass.Files {
		if deliberate.InTest(pass.Fset, file.Pos()) {
			continue // a processor busy for as long as a test runs hurts nobody
		}
		ast.Inspect(file, func(n ast.Node) bool {
			loop, ok := n.(*ast.ForStmt)
			if !ok || loop.Cond != nil || loop.Post != nil {
				return true
			}
			if sel := c.polls(loop); sel != nil {
				report.At(pass, report.Header(sel), "", "the loop polls without ever waiting: its default case keeps a processor busy",
					report.Step(report.Header(loop), "turns for ever here"), report.Step(report.Header(sel), "does not wait here"))
			}
			return true
		})
	}
	return nil, nil
}

// calls knows which functions of the package return at once.
type calls struct {
	pass  *analysis.Pass
	decls map[*types.Func]*ast.FuncDecl
	quick map[*types.Func]bool
}

func declarations(pass *analysis.Pass) map[*types.Func]*ast.FuncDecl {
	decls := make(map[*types.Func]*ast.FuncDecl)
	for _, file := range pass.Files {
		for _, decl := range file.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Body != nil {
				if obj, ok := pass.TypesInfo.Defs[fn.Name].(*types.Func); ok {
					decls[obj] = fn
				}
			}
		}
	}
	return decls
}

// polls returns the select of loop that has a default case after which the
// loop turns at once, if nothing else in the loop waits.
func (c *calls) polls(loop *ast.ForStmt) *ast.SelectStmt {
	var polled *ast.SelectStmt
	for _, s := range loop.Body.List {
		sel, ok := s.(*ast.SelectStmt)
		if !ok {
			if !c.returnsAtOnce(s) || leaves(s) {
				return nil
			}
			continue
		}
		if polled != nil {
			return nil
		}
		for _, clause := range sel.Body.List {
			comm := clause.(*ast.CommClause)
			if comm.Comm != nil {
				continue
			}
			polled = sel
			for _, s := range comm.Body {
				if !c.returnsAtOnce(s) || leaves(s) {
					return nil
				}
			}
		}
		if polled == nil {
			return nil // the select waits
		}
	}
	return polled
}

// leaves reports whether s may leave the loop.
func leaves(s ast.Stmt) bool {
	found := false
	ast.Inspect(s, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ReturnStmt:
			found = true
		case *ast.BranchStmt:
			found = found || n.Tok != token.CONTINUE
		case *ast.FuncLit:
			return false
		}
		return !found
	})
	return found
}

// returnsAtOnce reports whether n waits for nothing and takes no time worth
// mentioning, as far as can be seen.
func (c *calls) returnsAtOnce(n ast.Node) bool {
	quick := true
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			quick = quick && c.isQuick(n)
		case *ast.UnaryExpr:
			quick = quick && n.Op != token.ARROW
		case *ast.SendStmt, *ast.GoStmt, *ast.DeferStmt, *ast.SelectStmt, *ast.ForStmt, *ast.RangeStmt:
			quick = false
		case *ast.FuncLit:
			return false
		}
		return quick
	})
	return quick
}

func (c *calls) isQuick(call *ast.CallExpr) bool {
	info := c.pass.TypesInfo
	if tv, ok := info.Types[call.Fun]; ok && (tv.IsType() || tv.IsBuiltin()) {
		return true
	}
	fn := typeutil.StaticCallee(info, call)
	if fn == nil {
		return false
	}
	fn = fn.Origin()
	if decl := c.decls[fn]; decl != nil {
		quick, known := c.quick[fn]
		if !known {
			c.quick[fn] = false // recursion
			quick = c.returnsAtOnce(decl.Body)
			c.quick[fn] = quick
		}
		return quick
	}
	if fn.Pkg() == nil {
		return false
	}
	switch fn.Pkg().Path() {
	case "sync/atomic", "math", "strings", "strconv", "unicode", "math/bits", "errors":
		return true
	case "time":
		return fn.Name() == "Now" || fn.Name() == "Since" || fn.Signature().Recv() != nil && fn.Name() != "Stop" && fn.Name() != "Reset"
	}
	return false
}
