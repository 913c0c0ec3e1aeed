package loopcapture

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"go/version"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/races"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports function literals that outlive an iteration of a loop and
// share a variable with the next.
var Analyzer = &analysis.Analyzer{
	Name:     "loopcapture",
	Doc:      docs.MustExtract(doc, "loopcapture"),
	URL:      docs.URL("loopcapture"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, inspect.Analyzer, flow.Analyzer, races.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	model := races.Of(pass)
	vars := make(map[*types.Var]bool) // loop variables that all iterations share
	root := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
	for cur := range root.Preorder((*ast.RangeStmt)(nil), (*ast.ForStmt)(nil)) {
		l := loopOf(pass, cur)
		for _, v := range l.vars {
			vars[v] = true
		}
		l.reportEscaping(pass, model)
	}
	if !model.Goroutines.Relevant() {
		return nil, nil
	}
	for _, c := range model.Conflicts() {
		if !c.PerIteration() || vars[variableOf(pass, c.Root())] {
			continue
		}
		text := fmt.Sprintf("%s is assigned again while the goroutine of the previous iteration still uses it", model.Name(c))
		report.At(pass, model.Range(c.A.Access), "shared", text, model.Trace(c)...)
	}
	return nil, nil
}

// variableOf returns the local variable that root stands for, or nil.
func variableOf(pass *analysis.Pass, root ssa.Value) *types.Var {
	if a, ok := root.(*ssa.Alloc); ok {
		for id, obj := range pass.TypesInfo.Defs {
			if v, ok := obj.(*types.Var); ok && id.Pos() == a.Pos() {
				return v
			}
		}
	}
	return nil
}

// A loop is a for statement with what its iterations share.
type loop struct {
	stmt ast.Node
	body *ast.BlockStmt
	// vars are the loop variables, if the file is of a Go version in which all
	// iterations share them.
	vars []*types.Var
	cur  inspector.Cursor
}

func loopOf(pass *analysis.Pass, cur inspector.Cursor) loop {
	l := loop{stmt: cur.Node(), cur: cur}
	var names []ast.Expr
	switch stmt := l.stmt.(type) {
	case *ast.RangeStmt:
		l.body = stmt.Body
		if stmt.Tok == token.DEFINE {
			names = []ast.Expr{stmt.Key, stmt.Value}
		}
	case *ast.ForStmt:
		l.body = stmt.Body
		if init, ok := stmt.Init.(*ast.AssignStmt); ok && init.Tok == token.DEFINE {
			names = init.Lhs
		}
	}
	if !sharedVariables(pass, cur) {
		return l
	}
	for _, name := range names {
		if id, ok := name.(*ast.Ident); ok {
			if v, ok := pass.TypesInfo.Defs[id].(*types.Var); ok {
				l.vars = append(l.vars, v)
			}
		}
	}
	return l
}

// sharedVariables reports whether the iterations of a loop share its
// variables: before Go 1.22, by the version of the file.
func sharedVariables(pass *analysis.Pass, cur inspector.Cursor) bool {
	for file := range cur.Enclosing((*ast.File)(nil)) {
		v := pass.TypesInfo.FileVersions[file.Node().(*ast.File)]
		return v != "" && version.Compare(v, "go1.22") < 0
	}
	return false
}

// reportEscaping reports the literals in the body of l that outlive the
// iteration and use a variable that iterations share.
func (l loop) reportEscaping(pass *analysis.Pass, model *races.Model) {
	for cur := range l.cur.Preorder((*ast.FuncLit)(nil)) {
		lit := cur.Node().(*ast.FuncLit)
		if lit.Pos() < l.body.Pos() {
			continue
		}
		how, outlives := l.fate(pass, model, cur)
		if !outlives {
			continue
		}
		if use, v := l.use(pass, lit, how); use != nil {
			text := fmt.Sprintf("the %s uses %s, which all iterations share: it may see the value of a later one", how, v.Name())
			category := "loopvar"
			if how == parallel {
				category = "subtest"
			}
			report.At(pass, use, category, text,
				report.Step(report.Header(l.stmt), "each iteration assigns %s anew here", v.Name()),
				report.Step(use, "%s is used here, when a later iteration may have begun", v.Name()))
		}
	}
}

// use returns the first use in lit of a variable that the iterations share:
// one of the loop's, or for parallel subtests one that the loop assigns.
func (l loop) use(pass *analysis.Pass, lit *ast.FuncLit, how string) (*ast.Ident, *types.Var) {
	shared := make(map[*types.Var]bool)
	for _, v := range l.vars {
		shared[v] = true
	}
	if how == parallel {
		for _, v := range assigned(pass, l.body, l.stmt) {
			shared[v] = true
		}
	}
	var found *ast.Ident
	var of *types.Var
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && found == nil {
			if v, ok := pass.TypesInfo.Uses[id].(*types.Var); ok && shared[v] {
				found, of = id, v
			}
		}
		return found == nil
	})
	return found, of
}
