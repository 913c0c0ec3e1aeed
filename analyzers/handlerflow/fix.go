package handlerflow

import (
	"go/ast"
	"go/token"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/handlers"
)

// aborting are the methods of request contexts that answer and abort, by those
// that only answer.
var aborting = map[string]string{"JSON": "AbortWithStatusJSON", "Status": "AbortWithStatus"}

// fix returns what mends the finding at call: a return where the answer ends
// its block, a method that aborts where middleware returns after it.
func (w *walk) fix(category string, call ssa.CallInstruction, s state) []analysis.SuggestedFix {
	path := w.flow.Enclosing(call.Pos())
	stmt, rest := statement(path)
	if stmt == nil {
		return nil
	}
	switch category {
	case missingReturn:
		return w.addReturn(stmt, rest)
	case noAbort:
		if r, ok := handlers.ResponseOf(call); ok && !s.next && w.chain != nil && (r.Effect == handlers.Answer || r.Effect == handlers.Choose) {
			return abort(stmt)
		}
	}
	return nil
}

// statement returns the innermost statement of path if it is a call whose
// results are dropped, and the nodes around it.
func statement(path []ast.Node) (*ast.ExprStmt, []ast.Node) {
	for i, n := range path {
		switch n := n.(type) {
		case *ast.ExprStmt:
			return n, path[i+1:]
		case ast.Stmt, *ast.FuncLit, *ast.FuncDecl:
			return nil, nil
		}
	}
	return nil, nil
}

// addReturn returns the fix that leaves the function after stmt, the last
// statement of a block in a function without results, or that returns the
// error of stmt where the function returns one.
func (w *walk) addReturn(stmt *ast.ExprStmt, around []ast.Node) []analysis.SuggestedFix {
	if len(around) < 2 {
		return nil
	}
	var list []ast.Stmt
	switch block := around[0].(type) {
	case *ast.BlockStmt:
		list = block.List
	case *ast.CaseClause:
		list = block.Body
	}
	if len(list) == 0 || list[len(list)-1] != stmt || isFunc(around[1]) {
		return nil
	}
	switch results := resultsOf(around); {
	case results == nil:
		indent := strings.Repeat("\t", w.flow.Fset.Position(stmt.Pos()).Column-1)
		end := w.lineEnd(stmt.End(), around)
		return []analysis.SuggestedFix{{
			Message:   "Return after the answer",
			TextEdits: []analysis.TextEdit{{Pos: end, End: end, NewText: []byte("\n" + indent + "return")}},
		}}
	case len(results.List) == 1 && len(results.List[0].Names) <= 1 && w.isError(results.List[0].Type) && w.isError(stmt.X):
		return []analysis.SuggestedFix{{
			Message:   "Return the answer",
			TextEdits: []analysis.TextEdit{{Pos: stmt.Pos(), End: stmt.Pos(), NewText: []byte("return ")}},
		}}
	}
	return nil
}

// lineEnd returns the end of the comment that follows pos on its line, or pos.
func (w *walk) lineEnd(pos token.Pos, around []ast.Node) token.Pos {
	file, ok := around[len(around)-1].(*ast.File)
	if !ok {
		return pos
	}
	line := w.flow.Fset.Position(pos).Line
	for _, group := range file.Comments {
		if group.Pos() >= pos && w.flow.Fset.Position(group.Pos()).Line == line {
			return group.List[0].End()
		}
	}
	return pos
}

func isFunc(n ast.Node) bool {
	switch n.(type) {
	case *ast.FuncLit, *ast.FuncDecl:
		return true
	}
	return false
}

// resultsOf returns the results of the innermost function of path, nil if it
// has none.
func resultsOf(path []ast.Node) *ast.FieldList {
	for _, n := range path {
		var results *ast.FieldList
		switch n := n.(type) {
		case *ast.FuncLit:
			results = n.Type.Results
		case *ast.FuncDecl:
			results = n.Type.Results
		default:
			continue
		}
		if results.NumFields() == 0 {
			return nil
		}
		return results
	}
	return nil
}

func (w *walk) isError(e ast.Expr) bool {
	t := w.flow.Info.TypeOf(e)
	return t != nil && t.String() == "error"
}

// abort returns the fix that makes the answer of stmt abort the chain, if
// there is a method that does both.
func abort(stmt *ast.ExprStmt) []analysis.SuggestedFix {
	call, ok := stmt.X.(*ast.CallExpr)
	if !ok {
		return nil
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	method := aborting[sel.Sel.Name]
	if method == "" || sel.Sel.Pos() == token.NoPos {
		return nil
	}
	return []analysis.SuggestedFix{{
		Message:   "Abort the chain",
		TextEdits: []analysis.TextEdit{{Pos: sel.Sel.Pos(), End: sel.Sel.End(), NewText: []byte(method)}},
	}}
}
