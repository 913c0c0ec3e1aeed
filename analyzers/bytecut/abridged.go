package bytecut

import (
	"go/ast"
	"go/constant"
	"go/token"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

// abridged reports whether n, at cur, is s[:n] for a variable string, cut at a
// given number of bytes and followed by an ellipsis: text for people, of which
// nothing tells that it is ASCII.
func abridged(pass *analysis.Pass, n *ast.SliceExpr, cur inspector.Cursor) bool {
	if n.High == nil || n.Low != nil || n.Slice3 || !isString(pass.TypesInfo.TypeOf(n.X)) || pass.TypesInfo.Types[n.X].Value != nil {
		return false
	}
	sum, ok := cur.Parent().Node().(*ast.BinaryExpr)
	if !ok || sum.Op != token.ADD || sum.X != ast.Expr(n) || !ellipsis(pass, sum.Y) || !counted(pass, n.High) {
		return false
	}
	body := syntax.BodyAround(cur)
	return body != nil && anyBytes(pass, body, &ast.IndexExpr{X: n.X, Index: n.High})
}

// ellipsis reports whether e is a constant string that begins with one.
func ellipsis(pass *analysis.Pass, e ast.Expr) bool {
	tv := pass.TypesInfo.Types[e]
	if tv.Value == nil || tv.Value.Kind() != constant.String {
		return false
	}
	text := strings.TrimLeft(constant.StringVal(tv.Value), " [(")
	return strings.HasPrefix(text, "...") || strings.HasPrefix(text, "…")
}

// counted reports whether the bound e is a number of bytes, not a place that was
// searched for: a constant, a parameter or field, or one of these less some.
func counted(pass *analysis.Pass, e ast.Expr) bool {
	e = ast.Unparen(e)
	if pass.TypesInfo.Types[e].Value != nil {
		return true
	}
	switch e := e.(type) {
	case *ast.BinaryExpr:
		return e.Op == token.SUB && counted(pass, e.X) && pass.TypesInfo.Types[e.Y].Value != nil
	case *ast.SelectorExpr:
		return true
	case *ast.Ident:
		v := syntax.Root(pass.TypesInfo, e)
		return v != nil && isParameter(pass, v.Pos())
	}
	return false
}

// isParameter reports whether a parameter of a function is declared at pos.
func isParameter(pass *analysis.Pass, pos token.Pos) bool {
	for _, n := range syntax.Path(pass.Files, pos, pos) {
		switch n.(type) {
		case *ast.BlockStmt:
			return false
		case *ast.FuncType:
			return true
		}
	}
	return false
}
