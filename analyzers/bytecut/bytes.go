package bytecut

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

// byteBehind returns the element s[i] that the variable e holds and nothing
// else, unless the code compares e, or nil.
func byteBehind(pass *analysis.Pass, e ast.Expr, body *ast.BlockStmt) *ast.IndexExpr {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok || body == nil {
		return nil
	}
	obj := pass.TypesInfo.Uses[id]
	def := syntax.OnlyValue(pass.TypesInfo, body, obj)
	if def == nil || compared(pass, obj, body) {
		return nil
	}
	return byteOf(pass, def)
}

// compared reports whether body compares obj, hands it to a function, or
// looks at it in some other way that may tell what it is.
func compared(pass *analysis.Pass, obj types.Object, body *ast.BlockStmt) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			found = found || syntax.Uses(pass.TypesInfo, n, obj)
		case *ast.SwitchStmt:
			found = found || n.Tag != nil && syntax.Uses(pass.TypesInfo, n.Tag, obj)
		case *ast.IndexExpr:
			found = found || syntax.Uses(pass.TypesInfo, n.Index, obj)
		case *ast.CallExpr:
			if pass.TypesInfo.Types[n.Fun].IsType() {
				break // a conversion
			}
			for _, arg := range n.Args {
				id, ok := ast.Unparen(arg).(*ast.Ident)
				found = found || ok && pass.TypesInfo.Uses[id] == obj
			}
		}
		return !found
	})
	return found
}

// cases are the functions that change the case of what is taken for a letter.
var cases = map[string]bool{
	"strings.ToUpper": true, "strings.ToLower": true, "strings.ToTitle": true, "strings.Title": true,
	"unicode.ToUpper": true, "unicode.ToLower": true, "unicode.ToTitle": true,
}

// capitalized reports whether the conversion at cur of the first byte s[0] is
// given another case and put before the rest of s.
func capitalized(pass *analysis.Pass, cur inspector.Cursor, index *ast.IndexExpr) bool {
	call, ok := cur.Parent().Node().(*ast.CallExpr)
	if !ok || !cases[syntax.Callee(pass.TypesInfo, call)] {
		return false
	}
	body := syntax.BodyAround(cur)
	if body == nil {
		return false
	}
	rest := false
	ast.Inspect(body, func(n ast.Node) bool {
		slice, ok := n.(*ast.SliceExpr)
		rest = rest || ok && slice.Low != nil && slice.High == nil && syntax.Same(pass.TypesInfo, slice.X, index.X)
		return !rest
	})
	return rest
}

// grouped reports whether the conversion at cur of the first byte s[0] is given
// another case and becomes the key of a map, as the letter that names are listed
// under.
func grouped(pass *analysis.Pass, cur inspector.Cursor, index *ast.IndexExpr) bool {
	if i, ok := syntax.Int(pass.TypesInfo, index.Index); !ok || i != 0 {
		return false
	}
	call, ok := cur.Parent().Node().(*ast.CallExpr)
	if !ok || !cases[syntax.Callee(pass.TypesInfo, call)] {
		return false
	}
	outer := cur.Parent()
	if isMapKey(pass, outer.Parent().Node(), call) {
		return true
	}
	assign, ok := outer.Parent().Node().(*ast.AssignStmt)
	body := syntax.BodyAround(cur)
	if !ok || len(assign.Lhs) != 1 || body == nil {
		return false
	}
	id, ok := assign.Lhs[0].(*ast.Ident)
	obj := pass.TypesInfo.ObjectOf(id)
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		e, isIndex := n.(*ast.IndexExpr)
		if isIndex {
			key, isIdent := ast.Unparen(e.Index).(*ast.Ident)
			found = found || ok && isIdent && pass.TypesInfo.Uses[key] == obj && isMapKey(pass, e, e.Index)
		}
		return !found
	})
	return found
}

// isMapKey reports whether n is an element of a map of slices with the key e.
func isMapKey(pass *analysis.Pass, n ast.Node, e ast.Expr) bool {
	index, ok := n.(*ast.IndexExpr)
	if !ok || index.Index != e {
		return false
	}
	m, ok := pass.TypesInfo.TypeOf(index.X).Underlying().(*types.Map)
	if !ok {
		return false
	}
	_, ok = m.Elem().Underlying().(*types.Slice)
	return ok
}

// table reports whether e is, or is a field of, a package variable: an alphabet
// from which a character is chosen.
func table(pass *analysis.Pass, e ast.Expr) bool {
	v := syntax.Root(pass.TypesInfo, e)
	return v != nil && v.Parent() == pass.Pkg.Scope()
}

// comparedByte reports whether the byte at cur is compared, as with the bytes of
// a byte order mark, or copied to a place of its own.
func comparedByte(cur inspector.Cursor) bool {
	switch p := cur.Parent().Node().(type) {
	case *ast.BinaryExpr:
		return p.Op == token.EQL || p.Op == token.NEQ
	case *ast.AssignStmt: // dst[0], dst[1] = mark[0], mark[1]
		_, ok := ast.Unparen(p.Lhs[0]).(*ast.IndexExpr)
		return ok
	}
	return false
}

// written reports whether body writes the rune in the variable e out, as it is or
// in another case, or collects it.
func written(pass *analysis.Pass, e ast.Expr, body *ast.BlockStmt) bool {
	id, ok := e.(*ast.Ident)
	if !ok || body == nil || pass.TypesInfo.Defs[id] == nil {
		return false
	}
	obj, found := pass.TypesInfo.Defs[id], false
	ast.Inspect(body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || !strings.HasSuffix(syntax.Callee(pass.TypesInfo, call), ").WriteRune") && syntax.Builtin(pass.TypesInfo, call) != "append" {
			return !found
		}
		for _, arg := range call.Args {
			if inner, ok := ast.Unparen(arg).(*ast.CallExpr); ok && len(inner.Args) == 1 && cases[syntax.Callee(pass.TypesInfo, inner)] {
				arg = inner.Args[0]
			}
			id, ok := ast.Unparen(arg).(*ast.Ident)
			found = found || ok && pass.TypesInfo.Uses[id] == obj
		}
		return !found
	})
	return found
}
