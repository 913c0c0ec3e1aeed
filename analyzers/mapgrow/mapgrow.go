package mapgrow

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

//go:embed doc.go
var doc string

// Analyzer reports maps that grow for ever, and loops that empty one.
var Analyzer = &analysis.Analyzer{
	Name:     "mapgrow",
	Doc:      docs.MustExtract(doc, "mapgrow"),
	URL:      docs.URL("mapgrow"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, inspect.Analyzer},
}

// The categories.
const (
	grow   = "grow"
	shrink = "shrink"
)

func run(pass *analysis.Pass) (any, error) {
	in := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
	for cur := range in.Root().Preorder((*ast.RangeStmt)(nil)) {
		if loop := cur.Node().(*ast.RangeStmt); emptied(pass, loop) {
			reportEmptied(pass, loop)
		}
	}
	lives := make(map[*types.Var]*life)
	for cur := range in.Root().Preorder((*ast.Ident)(nil)) {
		v, ok := pass.TypesInfo.Uses[cur.Node().(*ast.Ident)].(*types.Var)
		if !ok || !longLived(pass, v) {
			continue
		}
		if lives[v] == nil {
			lives[v] = &life{}
		}
		lives[v].use(pass, cur)
	}
	for _, v := range slices.SortedFunc(maps.Keys(lives), func(a, b *types.Var) int { return int(a.Pos() - b.Pos()) }) {
		if l := lives[v]; l.insert != nil && !l.bounded {
			report.At(pass, l.insert, grow, fmt.Sprintf("%s only ever grows: nothing deletes from it or bounds it", v.Name()),
				report.Step(report.Span{Start: v.Pos(), Stop: v.Pos()}, "%s is declared here", v.Name()))
		}
	}
	return nil, nil
}

// longLived reports whether v is an unexported package variable, or field of
// the type of one, that holds a map.
func longLived(pass *analysis.Pass, v *types.Var) bool {
	if v.Exported() || v.Pkg() != pass.Pkg || !isMap(v.Type()) {
		return false
	}
	if v.Parent() == pass.Pkg.Scope() {
		return true
	}
	if !v.IsField() {
		return false
	}
	scope := pass.Pkg.Scope()
	for _, name := range scope.Names() {
		if global, ok := scope.Lookup(name).(*types.Var); ok && hasField(global.Type(), v) {
			return true
		}
	}
	return false
}

func isMap(t types.Type) bool {
	if _, ok := t.Underlying().(*types.Map); ok {
		return true
	}
	return typ.Is(t, "sync", "Map")
}

func hasField(t types.Type, v *types.Var) bool {
	s, ok := typ.Deref(t).Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range s.Fields() {
		if f == v {
			return true
		}
	}
	return false
}

// A life is what the package does with a map.
type life struct {
	insert  ast.Node // the first insertion of a key that is not constant
	bounded bool     // something deletes, replaces, measures or hands on the map
}

// use records the use of the map at cur.
func (l *life) use(pass *analysis.Pass, cur inspector.Cursor) {
	if sel, ok := cur.Parent().Node().(*ast.SelectorExpr); ok && sel.Sel == cur.Node() {
		cur = cur.Parent()
	}
	e := cur.Node().(ast.Expr)
	switch p := cur.Parent().Node().(type) {
	case *ast.IndexExpr:
		if p.X == e && isTarget(cur.Parent()) && l.insert == nil && pass.TypesInfo.Types[p.Index].Value == nil && !inInit(cur) {
			l.insert = p
		}
		return
	case *ast.RangeStmt:
		if p.X == e {
			return
		}
	case *ast.SelectorExpr: // a method of sync.Map
		switch p.Sel.Name {
		case "Load", "Range":
			return
		case "Store", "LoadOrStore":
			if l.insert == nil && !inInit(cur) {
				l.insert = p
			}
			return
		}
	case *ast.KeyValueExpr: // the field's value in a literal
		if p.Key == e {
			return
		}
	case *ast.BinaryExpr: // m == nil
		return
	case *ast.AssignStmt:
		if inInit(cur) || lazily(cur) {
			return
		}
	case *ast.CallExpr:
		if syntax.Builtin(pass.TypesInfo, p) == "len" {
			if _, compared := cur.Parent().Parent().Node().(*ast.BinaryExpr); !compared {
				return
			}
		}
	}
	l.bounded = true
}

// lazily reports whether the assignment at cur is the first: if m == nil { m = … }.
func lazily(cur inspector.Cursor) bool {
	for c := cur; ; c = c.Parent() {
		switch n := c.Node().(type) {
		case *ast.IfStmt:
			bin, ok := n.Cond.(*ast.BinaryExpr)
			if !ok || bin.Op != token.EQL {
				return false
			}
			id, ok := bin.Y.(*ast.Ident)
			return ok && id.Name == "nil"
		case *ast.FuncDecl, *ast.File, nil:
			return false
		}
	}
}

// isTarget reports whether the expression at cur is assigned.
func isTarget(cur inspector.Cursor) bool {
	switch p := cur.Parent().Node().(type) {
	case *ast.AssignStmt:
		for _, lhs := range p.Lhs {
			if lhs == cur.Node() {
				return true
			}
		}
	case *ast.IncDecStmt:
		return true
	}
	return false
}

// inInit reports whether cur is in an init function.
func inInit(cur inspector.Cursor) bool {
	for c := cur; ; c = c.Parent() {
		switch n := c.Node().(type) {
		case *ast.FuncDecl:
			return n.Recv == nil && (n.Name.Name == "init" || n.Name.Name == "main")
		case *ast.File, nil:
			return true // a package variable's initializer
		}
	}
}

// emptied reports whether loop does nothing but delete every key.
func emptied(pass *analysis.Pass, loop *ast.RangeStmt) bool {
	key, ok := loop.Key.(*ast.Ident)
	if !ok || loop.Value != nil || len(loop.Body.List) != 1 || !isMap(pass.TypesInfo.TypeOf(loop.X)) {
		return false
	}
	stmt, ok := loop.Body.List[0].(*ast.ExprStmt)
	if !ok {
		return false
	}
	call, ok := stmt.X.(*ast.CallExpr)
	return ok && syntax.Builtin(pass.TypesInfo, call) == "delete" && syntax.Same(pass.TypesInfo, call.Args[0], loop.X) && syntax.Same(pass.TypesInfo, call.Args[1], key)
}

func reportEmptied(pass *analysis.Pass, loop *ast.RangeStmt) {
	name := types.ExprString(loop.X)
	d := analysis.Diagnostic{
		Pos: loop.Pos(), End: loop.Body.Lbrace, Category: shrink,
		Message: fmt.Sprintf("deleting every key of %s keeps its memory: clear does the same, only a new map frees it", name),
	}
	if syntax.AtLeast(pass, loop.Pos(), "go1.21") && syntax.Predeclared(pass, loop.Pos(), "clear") {
		d.SuggestedFixes = []analysis.SuggestedFix{{Message: "use clear", TextEdits: useClear(pass, loop, name)}}
	}
	report.Diagnostic(pass, d)
}

// useClear returns the edits that put clear in the place of loop, which empties
// the map called name, and keep the comments in it.
func useClear(pass *analysis.Pass, loop *ast.RangeStmt, name string) []analysis.TextEdit {
	if len(syntax.Comments(pass.Files, loop.Pos(), loop.End())) == 0 {
		return []analysis.TextEdit{{Pos: loop.Pos(), End: loop.End(), NewText: []byte("clear(" + name + ")")}}
	}
	stmt := loop.Body.List[0]
	return []analysis.TextEdit{
		{Pos: loop.Pos(), End: loop.Body.Lbrace + 1, NewText: []byte("clear(" + name + ")")},
		{Pos: stmt.Pos(), End: stmt.End()},
		{Pos: loop.Body.Rbrace, End: loop.End()},
	}
}
