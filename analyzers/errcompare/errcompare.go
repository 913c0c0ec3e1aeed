package errcompare

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/errorsas"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
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

// Analyzer reports tests of errors that cannot find what they look for.
var Analyzer = &analysis.Analyzer{
	Name:     "errcompare",
	Doc:      docs.MustExtract(doc, "errcompare"),
	URL:      docs.URL("errcompare"),
	Requires: append([]*analysis.Analyzer{directive.Analyzer, inspect.Analyzer}, errorsas.Analyzer.Requires...),
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	adopt.Run(pass, errorsas.Analyzer, func(d analysis.Diagnostic) {
		d.Category, d.URL = "target", ""
		report.Diagnostic(pass, d)
	})
	c := &checker{pass: pass, root: pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()}
	c.collect()
	for cur := range c.root.Preorder((*ast.BinaryExpr)(nil), (*ast.CallExpr)(nil), (*ast.SwitchStmt)(nil), (*ast.TypeAssertExpr)(nil), (*ast.TypeSwitchStmt)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.BinaryExpr:
			if n.Op == token.EQL || n.Op == token.NEQ {
				c.compare(cur, n, n.X, n.Y)
			}
		case *ast.SwitchStmt:
			c.switchOn(cur, n)
		case *ast.CallExpr:
			c.call(cur, n)
		case *ast.TypeAssertExpr:
			if n.Type != nil {
				c.assert(cur, n, n.X, n.Type)
			}
		case *ast.TypeSwitchStmt:
			c.typeSwitch(cur, n)
		}
	}
	return nil, nil
}

// A checker judges the comparisons of one package.
type checker struct {
	pass *analysis.Pass
	root inspector.Cursor
	// wrapped are the sentinels that some fmt.Errorf of the package wraps.
	wrapped map[types.Object]ast.Node
	// forms tells of each error type of the package whether it is made into an
	// error as a value, as a pointer, or both.
	forms map[*types.TypeName]*form
	// wrappers are the functions of the package that return wrapped errors.
	wrappers map[*types.Func]ast.Node
}

// compare judges "x == y", also in a switch, at n.
func (c *checker) compare(cur inspector.Cursor, n ast.Node, x, y ast.Expr) {
	if !c.isError(x) && !c.isError(y) || c.isNil(x) || c.isNil(y) || c.inIsMethod(cur) {
		return
	}
	if fresh := c.fresh(cur, x, y); fresh != nil {
		if c.fresh(cur, x) != nil && c.fresh(cur, y) != nil { // tries what == makes of errors
			return
		}
		report.At(c.pass, n, "fresh", "this comparison is always false: the error is created on the spot and equals no other")
		return
	}
	sentinel := c.sentinel(y)
	other := x
	if sentinel == nil {
		sentinel, other = c.sentinel(x), y
	}
	if sentinel == nil || c.sentinel(other) != nil || c.inTest(n) || c.unwrapped(cur, other) {
		return
	}
	if where, why := c.mayBeWrapped(cur, other, sentinel); why != "" {
		d := analysis.Diagnostic{
			Pos: n.Pos(), End: n.End(), Category: "sentinel",
			Message:        fmt.Sprintf("%s may be wrapped, and then == does not find it: use errors.Is", sentinel.Name()),
			Related:        []analysis.RelatedInformation{report.Step(where, "%s", why)},
			SuggestedFixes: c.useIs(cur, n, other, x, y),
		}
		report.Diagnostic(c.pass, d)
	}
}

// switchOn judges the cases of "switch err { case ErrA: … }".
func (c *checker) switchOn(cur inspector.Cursor, n *ast.SwitchStmt) {
	if n.Tag == nil || !c.isError(n.Tag) {
		return
	}
	for _, stmt := range n.Body.List {
		clause, ok := stmt.(*ast.CaseClause)
		if !ok {
			continue
		}
		for _, e := range clause.List {
			c.compare(cur, e, n.Tag, e)
		}
	}
}

// call judges errors.Is, errors.As and errors.AsType.
func (c *checker) call(cur inspector.Cursor, call *ast.CallExpr) {
	fn := typeutil.StaticCallee(c.pass.TypesInfo, call)
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "errors" || len(call.Args) == 0 {
		return
	}
	switch fn.Name() {
	case "Is":
		if len(call.Args) == 2 {
			c.is(cur, call)
		}
	case "As":
		if len(call.Args) != 2 {
			return
		}
		if ptr, ok := types.Unalias(c.pass.TypesInfo.TypeOf(call.Args[1])).(*types.Pointer); ok {
			c.kind(call, ptr.Elem(), "errors.As")
		}
	case "AsType":
		if inst, ok := c.pass.TypesInfo.Instances[callee(call)]; ok && inst.TypeArgs.Len() > 0 {
			c.kind(call, inst.TypeArgs.At(0), "errors.AsType")
		}
	}
}

// identOf returns the identifier that e is, or nil.
func identOf(e ast.Expr) *ast.Ident {
	id, _ := ast.Unparen(e).(*ast.Ident)
	return id
}

// is judges errors.Is(err, target).
func (c *checker) is(cur inspector.Cursor, call *ast.CallExpr) {
	err, target := call.Args[0], call.Args[1]
	switch {
	case c.fresh(cur, target) != nil && !deliberate.InTest(c.pass.Fset, call.Pos()) && !syntax.Uses(c.pass.TypesInfo, err, c.pass.TypesInfo.Uses[identOf(target)]):
		report.At(c.pass, call, "fresh", "errors.Is is always false here: the target is created on the spot and equals no other")
	case c.sentinel(err) != nil && c.sentinel(target) == nil && c.isVariable(target):
		report.Diagnostic(c.pass, analysis.Diagnostic{
			Pos: call.Pos(), End: call.End(), Category: "swapped",
			Message: fmt.Sprintf("the arguments of errors.Is are swapped: %s is what to look for, so it comes second", types.ExprString(err)),
			SuggestedFixes: []analysis.SuggestedFix{{
				Message: "Swap the arguments",
				TextEdits: []analysis.TextEdit{
					{Pos: err.Pos(), End: err.End(), NewText: []byte(types.ExprString(target))},
					{Pos: target.Pos(), End: target.End(), NewText: []byte(types.ExprString(err))},
				},
			}},
		})
	}
}

// assert judges "x.(T)".
func (c *checker) assert(cur inspector.Cursor, n ast.Node, x, t ast.Expr) {
	if !c.isError(x) || c.inIsMethod(cur) {
		return
	}
	target := c.pass.TypesInfo.TypeOf(t)
	if target == nil || types.IsInterface(target) {
		return
	}
	if c.kind(n, target, "the assertion") {
		return
	}
	if c.inTest(n) {
		return
	}
	if where, why := c.origin(cur, x); why != "" {
		report.At(c.pass, n, "assert", fmt.Sprintf("the error may wrap %s, and then the assertion does not find it: use errors.As", short(c.pass, target)),
			report.Step(where, "%s", why))
	}
}

// typeSwitch judges the cases of "switch err.(type)".
func (c *checker) typeSwitch(cur inspector.Cursor, n *ast.TypeSwitchStmt) {
	var x ast.Expr
	ast.Inspect(n.Assign, func(m ast.Node) bool {
		if a, ok := m.(*ast.TypeAssertExpr); ok && a.Type == nil {
			x = a.X
		}
		return x == nil
	})
	if x == nil {
		return
	}
	for _, stmt := range n.Body.List {
		if clause, ok := stmt.(*ast.CaseClause); ok {
			for _, t := range clause.List {
				c.assert(cur, t, x, t)
			}
		}
	}
}

func short(pass *analysis.Pass, t types.Type) string {
	s := types.TypeString(t, types.RelativeTo(pass.Pkg))
	if len(s) > 40 {
		return "the type"
	}
	return s
}

// callee returns the identifier of the function that call names.
func callee(call *ast.CallExpr) *ast.Ident {
	fun := ast.Unparen(call.Fun)
	switch f := fun.(type) {
	case *ast.IndexExpr:
		fun = f.X
	case *ast.IndexListExpr:
		fun = f.X
	}
	switch f := fun.(type) {
	case *ast.Ident:
		return f
	case *ast.SelectorExpr:
		return f.Sel
	}
	return nil
}
