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
	x, ok := ast.Unparen(l.stmt.X).(*ast.Ident)
	if !ok {
		return nil
	}
	if _, ok := l.pass.TypesInfo.TypeOf(x).Underlying().(*types.Slice); !ok {
		return nil
	}
	index, header := "i", "i"
	if l.key != nil && l.key.Name() != "_" {
		index = l.key.Name()
		header = index
	}
	var uses []*ast.Ident
	safe := true
	ast.Inspect(l.stmt.Body, func(n ast.Node) bool {
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
			} else if l.key == nil && n.Name == "i" {
				safe = false
			}
		}
		return safe
	})
	if !safe {
		return nil
	}
	edits := []analysis.TextEdit{{Pos: l.stmt.Key.Pos(), End: l.stmt.Value.End(), NewText: []byte(header)}}
	for _, id := range uses {
		edits = append(edits, analysis.TextEdit{Pos: id.Pos(), End: id.End(), NewText: []byte(x.Name + "[" + index + "]")})
	}
	return []analysis.SuggestedFix{{Message: "work on the element itself", TextEdits: edits}}
}
