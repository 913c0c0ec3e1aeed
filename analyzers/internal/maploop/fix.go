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
	basic, ok := m.Key().Underlying().(*types.Basic)
	if !ok || basic.Info()&types.IsOrdered == 0 || basic.Info()&types.IsFloat != 0 || l.changes(x) {
		return nil
	}
	maps, sliceS := syntax.ImportName(l.pass, l.stmt.Pos(), "maps"), syntax.ImportName(l.pass, l.stmt.Pos(), "slices")
	if maps == "" || sliceS == "" {
		return nil
	}
	k := key.Name
	text := types.ExprString(x)
	header := "_, " + k + " := range " + sliceS + ".Sorted(" + maps + ".Keys(" + text + "))"
	edits := []analysis.TextEdit{{Pos: l.stmt.Key.Pos(), End: l.stmt.X.End(), NewText: []byte(header)}}
	if value, ok := l.stmt.Value.(*ast.Ident); ok && value.Name != "_" {
		if k == "_" {
			return nil
		}
		edits = append(edits, analysis.TextEdit{Pos: l.stmt.Body.Lbrace + 1, End: l.stmt.Body.Lbrace + 1, NewText: []byte("\n" + value.Name + " := " + text + "[" + k + "]")})
	}
	return []analysis.SuggestedFix{{Message: "go over the keys in order", TextEdits: edits}}
}

// changes reports whether the body may change the map x.
func (l *loop) changes(x ast.Expr) bool {
	found := false
	ast.Inspect(l.stmt.Body, func(n ast.Node) bool {
		if e, ok := n.(ast.Expr); ok && syntax.Same(l.pass.TypesInfo, e, x) {
			found = true
		}
		return !found
	})
	return found
}
