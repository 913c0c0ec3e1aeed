package errcompare

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"
)

// useIs returns the fix that replaces the comparison n of err with errors.Is,
// if the file imports package errors.
func (c *checker) useIs(cur inspector.Cursor, n ast.Node, err, x, y ast.Expr) []analysis.SuggestedFix {
	bin, ok := n.(*ast.BinaryExpr)
	if !ok {
		return nil
	}
	name := ""
	for outer := range cur.Enclosing((*ast.File)(nil)) {
		for _, spec := range outer.Node().(*ast.File).Imports {
			if spec.Path.Value == `"errors"` {
				name = "errors"
				if spec.Name != nil {
					name = spec.Name.Name
				}
			}
		}
	}
	if name == "" || strings.ContainsAny(name, "_.") {
		return nil
	}
	target := y
	if err == y {
		target = x
	}
	text := name + ".Is(" + types.ExprString(err) + ", " + types.ExprString(target) + ")"
	if bin.Op == token.NEQ {
		text = "!" + text
	}
	return []analysis.SuggestedFix{{
		Message:   "Use errors.Is",
		TextEdits: []analysis.TextEdit{{Pos: bin.Pos(), End: bin.End(), NewText: []byte(text)}},
	}}
}
