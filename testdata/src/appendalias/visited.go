package appendalias

import "go/ast"

func addReturns(block *ast.BlockStmt, names []string) {
	var zeros []ast.Expr
	for _, name := range names {
		zeros = append(zeros, ast.NewIdent(name))
	}
	zeros = append(zeros, ast.NewIdent("true"))
	ast.Inspect(block, func(n ast.Node) bool {
		if ret, ok := n.(*ast.ReturnStmt); ok {
			ret.Results = append(zeros, ret.Results...) // want `append to zeros in a loop may overwrite the result of earlier iterations, which is kept`
			return false
		}
		return true
	})
}

func addReturnsToCopies(block *ast.BlockStmt, names []string) {
	zeros := make([]ast.Expr, 0, len(names))
	for _, name := range names {
		zeros = append(zeros, ast.NewIdent(name))
	}
	ast.Inspect(block, func(n ast.Node) bool {
		if ret, ok := n.(*ast.ReturnStmt); ok {
			results := append([]ast.Expr(nil), zeros...)
			ret.Results = append(results, ret.Results...)
		}
		return true
	})
}

func addReturnsClipped(block *ast.BlockStmt, zeros []ast.Expr) {
	ast.Inspect(block, func(n ast.Node) bool {
		if ret, ok := n.(*ast.ReturnStmt); ok {
			ret.Results = append(zeros[:len(zeros):len(zeros)], ret.Results...)
		}
		return true
	})
}

// What each call keeps is gone with the next.
func lastReturn(block *ast.BlockStmt, zeros []ast.Expr) (last []ast.Expr) {
	ast.Inspect(block, func(n ast.Node) bool {
		if ret, ok := n.(*ast.ReturnStmt); ok {
			last = append(zeros, ret.Results...)
		}
		return true
	})
	return last
}
