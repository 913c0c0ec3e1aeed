package prealloc

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

//go:embed doc.go
var doc string

// Analyzer reports slices that grow in a loop of known length.
var Analyzer = &analysis.Analyzer{
	Name:     "prealloc",
	Doc:      docs.MustExtract(doc, "prealloc"),
	URL:      docs.URL("prealloc"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, inspect.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	in := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
	for cur := range in.Root().Preorder((*ast.RangeStmt)(nil)) {
		loop := cur.Node().(*ast.RangeStmt)
		app := soleAppend(pass, loop)
		if app == nil {
			continue
		}
		id := app.Lhs[0].(*ast.Ident)
		decl := declared(pass, cur, id)
		size := length(pass, loop)
		if decl == nil || size == "" {
			continue
		}
		before, _ := cur.PrevSibling()
		g := &grown{pass: pass, id: id, decl: decl, size: size, loop: loop, next: before.Node() == decl, body: syntax.BodyAround(cur)}
		report.Diagnostic(pass, analysis.Diagnostic{
			Pos: app.Pos(), End: app.End(),
			Message:        fmt.Sprintf("%s grows step by step to a length that is known: make it with capacity %s", id.Name, size),
			Related:        []analysis.RelatedInformation{report.Step(decl, "%s is declared without capacity here", id.Name)},
			SuggestedFixes: g.fixes(),
		})
	}
	return nil, nil
}

// soleAppend returns the statement x = append(x, v) of loop if it runs exactly
// once at each step, or nil.
func soleAppend(pass *analysis.Pass, loop *ast.RangeStmt) *ast.AssignStmt {
	var app *ast.AssignStmt
	for _, stmt := range loop.Body.List {
		assign, ok := stmt.(*ast.AssignStmt)
		if !ok || len(assign.Lhs) != 1 || len(assign.Rhs) != 1 || assign.Tok != token.ASSIGN {
			continue
		}
		id, ok := assign.Lhs[0].(*ast.Ident)
		call, isCall := assign.Rhs[0].(*ast.CallExpr)
		if ok && isCall && syntax.Builtin(pass.TypesInfo, call) == "append" && len(call.Args) == 2 && !call.Ellipsis.IsValid() && syntax.Same(pass.TypesInfo, call.Args[0], id) {
			if app != nil {
				return nil
			}
			app = assign
		}
	}
	if app == nil {
		return nil
	}
	v := pass.TypesInfo.Uses[app.Lhs[0].(*ast.Ident)]
	regular := true
	ast.Inspect(loop.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BranchStmt, *ast.ReturnStmt:
			regular = false
		case *ast.Ident:
			if pass.TypesInfo.Uses[n] == v && (n.Pos() < app.Pos() || app.End() <= n.Pos()) {
				regular = false
			}
		}
		return regular
	})
	if !regular {
		return nil
	}
	return app
}

// declared returns the declaration of id if it is a statement of the same
// block before the loop that gives it no elements and no capacity, and nothing
// uses it in between.
func declared(pass *analysis.Pass, loop inspector.Cursor, id *ast.Ident) ast.Stmt {
	v := pass.TypesInfo.Uses[id]
	for c, ok := loop.PrevSibling(); ok; c, ok = c.PrevSibling() {
		stmt, isStmt := c.Node().(ast.Stmt)
		if !isStmt {
			return nil
		}
		switch s := stmt.(type) {
		case *ast.DeclStmt:
			for _, spec := range s.Decl.(*ast.GenDecl).Specs {
				value, ok := spec.(*ast.ValueSpec)
				if ok && len(value.Names) == 1 && pass.TypesInfo.Defs[value.Names[0]] == v {
					if len(value.Values) > 0 {
						return nil
					}
					return s
				}
			}
		case *ast.AssignStmt:
			if lhs, ok := s.Lhs[0].(*ast.Ident); ok && pass.TypesInfo.Defs[lhs] == v {
				if len(s.Rhs) == 1 && isEmpty(pass, s.Rhs[0]) {
					return s
				}
				return nil
			}
		}
		if syntax.Uses(pass.TypesInfo, stmt, v) {
			return nil
		}
	}
	return nil
}

// isEmpty reports whether e makes a slice without elements or capacity.
func isEmpty(pass *analysis.Pass, e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.CompositeLit:
		return len(e.Elts) == 0
	case *ast.CallExpr:
		if syntax.Builtin(pass.TypesInfo, e) == "make" && len(e.Args) == 2 {
			n, ok := syntax.Int(pass.TypesInfo, e.Args[1])
			return ok && n == 0
		}
	}
	return false
}

// length returns how often loop runs, as source text, or "" if that is not
// known beforehand.
func length(pass *analysis.Pass, loop *ast.RangeStmt) string {
	t := pass.TypesInfo.TypeOf(loop.X)
	if t == nil || !syntax.Simple(loop.X) {
		return ""
	}
	text := types.ExprString(loop.X)
	switch t := t.Underlying().(type) {
	case *types.Slice, *types.Map, *types.Array:
		return "len(" + text + ")"
	case *types.Pointer:
		if _, ok := t.Elem().Underlying().(*types.Array); ok {
			return "len(" + text + ")"
		}
	case *types.Basic:
		if t.Info()&types.IsInteger != 0 {
			return text
		}
	}
	return ""
}
