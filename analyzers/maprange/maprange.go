package maprange

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

//go:embed doc.go
var doc string

// Analyzer reports insertions into the map that a loop goes over.
var Analyzer = &analysis.Analyzer{
	Name:     "maprange",
	Doc:      docs.MustExtract(doc, "maprange"),
	URL:      docs.URL("maprange"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, inspect.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	in := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
	for cur := range in.Root().Preorder((*ast.RangeStmt)(nil)) {
		loop := cur.Node().(*ast.RangeStmt)
		// Tests of such loops are about them.
		if !isMap(pass, loop.X) || deliberate.InTest(pass.Fset, loop.Pos()) {
			continue
		}
		body, ok := cur.FindNode(loop.Body)
		if !ok {
			continue
		}
		for c := range body.Preorder((*ast.AssignStmt)(nil), (*ast.IncDecStmt)(nil)) {
			for _, target := range targets(c.Node()) {
				index, ok := ast.Unparen(target).(*ast.IndexExpr)
				if !ok || !names(pass, index.X, loop.X, cur) || settled(pass, index, loop, cur) || present(pass, index, c, cur) || leaves(c, cur) || ownKey(pass, c.Node(), index, loop) || takenOut(pass, index.Index, cur) {
					continue
				}
				name := types.ExprString(loop.X)
				report.At(pass, index, "", fmt.Sprintf("new key for %s inside the loop over it: the loop may visit it or not", name),
					report.Step(report.Header(loop), "loops over %s here", name))
			}
		}
		for c := range body.Preorder((*ast.CallExpr)(nil)) {
			call := c.Node().(*ast.CallExpr)
			index := insertedBy(pass, call, loop, cur)
			if index == nil || later(c, cur) || leaves(c, cur) {
				continue
			}
			name := types.ExprString(loop.X)
			report.At(pass, call, "", fmt.Sprintf("the call stores a new key in %s inside the loop over it: the loop may visit it or not", name),
				report.Step(report.Header(loop), "loops over %s here", name), report.Step(index, "stores the new key here"))
		}
	}
	return nil, nil
}

func isMap(pass *analysis.Pass, e ast.Expr) bool {
	t := pass.TypesInfo.TypeOf(e)
	if t == nil {
		return false
	}
	_, ok := t.Underlying().(*types.Map)
	return ok
}

// targets returns what the statement n assigns.
func targets(n ast.Node) []ast.Expr {
	switch n := n.(type) {
	case *ast.AssignStmt:
		return n.Lhs
	case *ast.IncDecStmt:
		return []ast.Expr{n.X}
	}
	return nil
}

// present reports whether the map surely has the key of index already: it is
// the unchanged key of a loop over the map, or a condition around asks for it.
func present(pass *analysis.Pass, index *ast.IndexExpr, c, loop inspector.Cursor) bool {
	for p := c; ; p = p.Parent() {
		switch n := p.Node().(type) {
		case *ast.RangeStmt:
			key, ok := n.Key.(*ast.Ident)
			if ok && syntax.Same(pass.TypesInfo, n.X, index.X) && syntax.Same(pass.TypesInfo, index.Index, key) && !assigned(pass, n.Body, key) {
				return true
			}
		case *ast.IfStmt:
			if asks(pass, n, index) && !expands(pass, n, index, c, loop) || settles(pass, n, index, loop.Node().(*ast.RangeStmt)) {
				return true
			}
		case *ast.FuncLit:
			return true // runs at another time
		}
		if p.Node() == loop.Node() {
			return false
		}
	}
}

// settles reports whether the condition compares the new key with the key of
// the loop, as by if k2 := clean(k); k2 != k: to visit the new key changes
// nothing.
func settles(pass *analysis.Pass, cond *ast.IfStmt, index *ast.IndexExpr, loop *ast.RangeStmt) bool {
	cmp, ok := ast.Unparen(cond.Cond).(*ast.BinaryExpr)
	key, isIdent := loop.Key.(*ast.Ident)
	if !ok || !isIdent || cmp.Op != token.NEQ {
		return false
	}
	same := func(a, b ast.Expr) bool { return syntax.Same(pass.TypesInfo, a, b) }
	return same(cmp.X, index.Index) && same(cmp.Y, key) || same(cmp.Y, index.Index) && same(cmp.X, key)
}

// settled reports whether the loop passes over what it has renamed: it goes on
// to the next entry if the new key is the loop's own, or only else deletes that,
// or it takes a prefix off keys that have it.
func settled(pass *analysis.Pass, index *ast.IndexExpr, loop *ast.RangeStmt, cur inspector.Cursor) bool {
	key, ok := loop.Key.(*ast.Ident)
	if !ok {
		return false
	}
	filtered := false
	for _, stmt := range loop.Body.List {
		cond, ok := stmt.(*ast.IfStmt)
		if !ok || stmt.Pos() > index.Pos() || len(cond.Body.List) != 1 {
			continue
		}
		if settles(pass, cond, index, loop) && deletes(pass, cond.Body.List[0], loop.X, key) {
			return true
		}
		if branch, ok := cond.Body.List[0].(*ast.BranchStmt); !ok || branch.Tok != token.CONTINUE {
			continue
		}
		cmp, ok := ast.Unparen(cond.Cond).(*ast.BinaryExpr)
		if ok && cmp.Op == token.EQL && (syntax.Same(pass.TypesInfo, cmp.X, index.Index) && syntax.Same(pass.TypesInfo, cmp.Y, key) ||
			syntax.Same(pass.TypesInfo, cmp.Y, index.Index) && syntax.Same(pass.TypesInfo, cmp.X, key)) {
			return true
		}
		ast.Inspect(cond.Cond, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				switch syntax.Callee(pass.TypesInfo, call) {
				case "strings.HasPrefix", "strings.HasSuffix":
					filtered = filtered || syntax.Same(pass.TypesInfo, call.Args[0], key)
				}
			}
			return true
		})
	}
	return filtered && trims(pass, index.Index, key, cur)
}

// deletes reports whether stmt is delete(m, key).
func deletes(pass *analysis.Pass, stmt ast.Stmt, m, key ast.Expr) bool {
	expr, ok := stmt.(*ast.ExprStmt)
	if !ok {
		return false
	}
	call, ok := expr.X.(*ast.CallExpr)
	if !ok || len(call.Args) != 2 {
		return false
	}
	id, ok := ast.Unparen(call.Fun).(*ast.Ident)
	return ok && pass.TypesInfo.Uses[id] == types.Universe.Lookup("delete") && syntax.Same(pass.TypesInfo, call.Args[0], m) && syntax.Same(pass.TypesInfo, call.Args[1], key)
}

// takenOut reports whether e is a variable with what was put into a list or the
// like before, by a type assertion: whether the map has it is not known.
func takenOut(pass *analysis.Pass, e ast.Expr, cur inspector.Cursor) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	body := syntax.BodyAround(cur)
	if !ok || body == nil {
		return false
	}
	value := syntax.OnlyValue(pass.TypesInfo, body, pass.TypesInfo.Uses[id])
	if value == nil {
		return false
	}
	_, asserted := ast.Unparen(value).(*ast.TypeAssertExpr)
	return asserted
}

// trims reports whether e is made of the key with a prefix or suffix cut off.
func trims(pass *analysis.Pass, e ast.Expr, key *ast.Ident, cur inspector.Cursor) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			switch syntax.Callee(pass.TypesInfo, n) {
			case "strings.TrimPrefix", "strings.TrimSuffix":
				found = found || syntax.Same(pass.TypesInfo, n.Args[0], key)
			}
		case *ast.Ident:
			if body := syntax.BodyAround(cur); body != nil {
				if def := syntax.OnlyValue(pass.TypesInfo, body, pass.TypesInfo.Uses[n]); def != nil && !syntax.Uses(pass.TypesInfo, def, pass.TypesInfo.Uses[n]) {
					found = found || trims(pass, def, key, cur)
				}
			}
		}
		return !found
	})
	return found
}

// ownKey reports whether n is m[v.ID] = v for the value v of the loop: an
// entry that is put back under the key that it knows.
func ownKey(pass *analysis.Pass, n ast.Node, index *ast.IndexExpr, loop *ast.RangeStmt) bool {
	assign, ok := n.(*ast.AssignStmt)
	value, isIdent := loop.Value.(*ast.Ident)
	sel, isSel := ast.Unparen(index.Index).(*ast.SelectorExpr)
	return ok && isIdent && isSel && len(assign.Rhs) == 1 && syntax.Same(pass.TypesInfo, sel.X, value) && syntax.Same(pass.TypesInfo, assign.Rhs[0], value)
}

// assigned reports whether body assigns the variable id.
func assigned(pass *analysis.Pass, body *ast.BlockStmt, id *ast.Ident) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		for _, e := range targets(n) {
			found = found || syntax.Same(pass.TypesInfo, e, id)
		}
		return !found
	})
	return found
}

// asks reports whether the statement cond looks up the key of index.
func asks(pass *analysis.Pass, cond *ast.IfStmt, index *ast.IndexExpr) bool {
	found := false
	look := func(n ast.Node) bool {
		if x, ok := n.(*ast.IndexExpr); ok && syntax.Same(pass.TypesInfo, x.X, index.X) && types.ExprString(x.Index) == types.ExprString(index.Index) {
			found = true
		}
		return !found
	}
	if cond.Init != nil {
		ast.Inspect(cond.Init, look)
	}
	ast.Inspect(cond.Cond, look)
	return found
}

// leaves reports whether the loop ends right after the statement at c.
func leaves(c, loop inspector.Cursor) bool {
	for p := c; p.Node() != loop.Node(); p = p.Parent() {
		for next, ok := p.NextSibling(); ok; next, ok = next.NextSibling() {
			switch n := next.Node().(type) {
			case *ast.ReturnStmt:
				return true
			case *ast.BranchStmt:
				return n.Tok == token.BREAK || n.Tok == token.GOTO
			}
		}
	}
	return false
}
