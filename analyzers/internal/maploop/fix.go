package maploop

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

// fix returns the fix that goes over the sorted keys of a map variable that
// the body does not change.
func (l *loop) fix() []analysis.SuggestedFix {
	x := ast.Unparen(l.stmt.X)
	m, ok := l.pass.TypesInfo.TypeOf(x).Underlying().(*types.Map)
	key, isIdent := l.stmt.Key.(*ast.Ident)
	if !ok || !isIdent || l.stmt.Tok != token.DEFINE || !syntax.Simple(x) || !syntax.AtLeast(l.pass, l.stmt.Pos(), "go1.23") {
		return nil
	}
	if !sortable(m.Key()) || l.changes(x) {
		return nil
	}
	text := types.ExprString(x)
	packages, edits := syntax.Import(l.pass, l.stmt.Pos(), "maps", "slices")
	if packages == nil || l.hides(x) {
		return nil
	}
	header := "_, " + key.Name + " := range " + packages[1] + ".Sorted(" + packages[0] + ".Keys(" + text + "))"
	edits = append(edits, analysis.TextEdit{Pos: l.stmt.Key.Pos(), End: l.stmt.X.End(), NewText: []byte(header)})
	if value, ok := l.stmt.Value.(*ast.Ident); ok && value.Name != "_" {
		if key.Name == "_" {
			return nil
		}
		edits = append(edits, l.first(value.Name+" := "+text+"["+key.Name+"]"))
	}
	return []analysis.SuggestedFix{{Message: "go over the keys in order", TextEdits: edits}}
}

// sortInstead returns the fix that sorts what collect makes of the keys of a
// map.
func sortInstead(pass *analysis.Pass, collect, keys *ast.CallExpr) []analysis.SuggestedFix {
	sel, ok := ast.Unparen(collect.Fun).(*ast.SelectorExpr)
	m, isMap := pass.TypesInfo.TypeOf(keys.Args[0]).Underlying().(*types.Map)
	if !ok || !isMap || !sortable(m.Key()) || syntax.Callee(pass.TypesInfo, keys) != "maps.Keys" {
		return nil
	}
	return []analysis.SuggestedFix{{
		Message:   "sort the keys",
		TextEdits: []analysis.TextEdit{{Pos: sel.Sel.Pos(), End: sel.Sel.End(), NewText: []byte("Sorted")}},
	}}
}

// sortable reports whether slices.Sorted takes keys of type t and puts equal
// ones in no order that matters. (NaN is unequal to itself.)
func sortable(t types.Type) bool {
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsOrdered != 0 && basic.Info()&types.IsFloat == 0
}

// first returns the edit that puts stmt before the statements of the body.
func (l *loop) first(stmt string) analysis.TextEdit {
	pos := l.stmt.Body.Lbrace + 1
	line := func(p token.Pos) int { return l.pass.Fset.Position(p).Line }
	if body := l.stmt.Body.List; len(body) > 0 && line(body[0].Pos()) == line(pos) {
		return analysis.TextEdit{Pos: pos, End: pos, NewText: []byte("\n" + stmt + "\n")}
	}
	for _, group := range syntax.File(l.pass.Files, pos).Comments {
		if c := group.List[0]; pos <= c.Pos() && line(c.Pos()) == line(pos) {
			pos = c.End()
		}
	}
	return analysis.TextEdit{Pos: pos, End: pos, NewText: []byte("\n" + stmt)}
}

// hides reports whether the loop declares a variable of the name that the map
// x, or the variable it is in, has.
func (l *loop) hides(x ast.Expr) bool {
	root := syntax.Root(l.pass.TypesInfo, x)
	for _, e := range []ast.Expr{l.stmt.Key, l.stmt.Value} {
		if id, ok := e.(*ast.Ident); ok && (root == nil || id.Name == root.Name()) {
			return true
		}
	}
	return false
}

// changes reports whether the body may change the map x: does more with it than
// read entries or its length.
func (l *loop) changes(x ast.Expr) bool {
	info := l.pass.TypesInfo
	reads := make(map[ast.Expr]bool)   // uses of x that only read
	written := make(map[ast.Expr]bool) // entries that are assigned
	changed := false
	ast.Inspect(l.stmt.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, lhs := range n.Lhs {
				written[ast.Unparen(lhs)] = true
			}
		case *ast.IncDecStmt:
			written[ast.Unparen(n.X)] = true
		case *ast.IndexExpr:
			reads[n.X] = !written[n]
		case *ast.CallExpr:
			if syntax.Builtin(info, n) == "len" {
				reads[n.Args[0]] = true
			}
		}
		if e, ok := n.(ast.Expr); ok && syntax.Same(info, e, x) && !reads[e] {
			changed = true
		}
		return !changed
	})
	return changed
}
