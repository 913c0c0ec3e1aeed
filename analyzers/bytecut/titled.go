package bytecut

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

// titled reports whether n, at cur, is s[:1] for a variable string, which is given
// another case and put before the rest of s: the first byte is taken for the first
// letter.
func titled(pass *analysis.Pass, n *ast.SliceExpr, cur inspector.Cursor) bool {
	if n.Low != nil && !isInt(pass, n.Low, 0) || n.High == nil || !isInt(pass, n.High, 1) || n.Slice3 || !isString(pass.TypesInfo.TypeOf(n.X)) || pass.TypesInfo.Types[n.X].Value != nil {
		return false
	}
	call, ok := cur.Parent().Node().(*ast.CallExpr)
	if !ok || !cases[syntax.Callee(pass.TypesInfo, call)] {
		return false
	}
	sum, ok := cur.Parent().Parent().Node().(*ast.BinaryExpr)
	if !ok || sum.Op != token.ADD {
		return false
	}
	rest := false
	ast.Inspect(sum.Y, func(m ast.Node) bool {
		slice, ok := m.(*ast.SliceExpr)
		rest = rest || ok && slice.High == nil && slice.Low != nil && isInt(pass, slice.Low, 1) && syntax.Same(pass.TypesInfo, slice.X, n.X)
		return !rest
	})
	body := syntax.BodyAround(cur)
	return rest && body != nil && !ascii(pass, n.X, body) && anyBytes(pass, body, &ast.IndexExpr{X: n.X, Index: n.High})
}

func isInt(pass *analysis.Pass, e ast.Expr, want int64) bool {
	n, ok := syntax.Int(pass.TypesInfo, e)
	return ok && n == want
}
