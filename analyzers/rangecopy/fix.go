package rangecopy

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

// fix returns the fix that uses the element in place of the variable: for a
// loop over a slice variable that the body does not assign.
func (l *loop) fix() []analysis.SuggestedFix {
	x, ok := ast.Unparen(l.over).(*ast.Ident)
	if !ok || l.over != l.stmt.X {
		return nil
	}
	if _, ok := l.pass.TypesInfo.TypeOf(x).Underlying().(*types.Slice); !ok {
		return nil
	}
	index := l.freeIndex()
	if index == "" || l.hidden(x) {
		return nil
	}
	var uses []*ast.Ident
	safe := true
	ast.Inspect(l.body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			safe = false
		case *ast.AssignStmt:
			for _, lhs := range n.Lhs {
				if id, ok := ast.Unparen(lhs).(*ast.Ident); ok && (syntax.Same(l.pass.TypesInfo, id, x) || l.key != nil && l.pass.TypesInfo.Uses[id] == types.Object(l.key)) {
					safe = false
				}
			}
		case *ast.Ident:
			if l.pass.TypesInfo.Uses[n] == types.Object(l.value) {
				uses = append(uses, n)
			}
		}
		return safe
	})
	if !safe {
		return nil
	}
	edits := []analysis.TextEdit{{Pos: l.stmt.Key.Pos(), End: l.stmt.Value.End(), NewText: []byte(index)}}
	for _, id := range uses {
		edits = append(edits, analysis.TextEdit{Pos: id.Pos(), End: id.End(), NewText: []byte(x.Name + "[" + index + "]")})
	}
	return []analysis.SuggestedFix{{Message: "work on the element itself", TextEdits: edits}}
}

// freeIndex returns the name of the loop's index, or one that the body does not
// use if it has none; or "" if the body declares another variable of the name.
func (l *loop) freeIndex() string {
	if l.key != nil && l.key.Name() != "_" {
		if l.redeclared(l.key) {
			return ""
		}
		return l.key.Name()
	}
	for _, name := range []string{"i", "j", "k", "index"} {
		if !mentions(l.body, name) {
			return name
		}
	}
	return ""
}

// hidden reports whether the body declares another variable under the name x.
func (l *loop) hidden(x *ast.Ident) bool {
	v, ok := l.pass.TypesInfo.Uses[x].(*types.Var)
	return !ok || l.redeclared(v)
}

// redeclared reports whether something else in the body has the name of v.
func (l *loop) redeclared(v *types.Var) bool {
	found := false
	ast.Inspect(l.body, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && id.Name == v.Name() {
			_, defines := l.pass.TypesInfo.Defs[id]
			found = found || defines
		}
		return !found
	})
	return found
}

// mentions reports whether some identifier in body is called name.
func mentions(body *ast.BlockStmt, name string) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		found = found || ok && id.Name == name
		return !found
	})
	return found
}
