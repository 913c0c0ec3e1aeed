package maploop

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

// added returns the effect of adding up floating-point numbers, whose sum is
// rounded at each step.
func (l *loop) added(n *ast.AssignStmt) *effect {
	if len(n.Lhs) != 1 || len(n.Rhs) != 1 || l.outside(n.Lhs[0]) == nil || !l.depends(n.Rhs[0]) {
		return nil
	}
	basic, ok := l.pass.TypesInfo.TypeOf(n.Lhs[0]).Underlying().(*types.Basic)
	if !ok || basic.Info()&(types.IsFloat|types.IsComplex) == 0 {
		return nil
	}
	sum := n.Tok == token.ADD_ASSIGN || n.Tok == token.SUB_ASSIGN
	if bin, ok := ast.Unparen(n.Rhs[0]).(*ast.BinaryExpr); ok && n.Tok == token.ASSIGN && (bin.Op == token.ADD || bin.Op == token.SUB) {
		sum = syntax.Same(l.pass.TypesInfo, leftmost(bin), n.Lhs[0])
	}
	if !sum {
		return nil
	}
	return &effect{n, "the floating-point sum " + types.ExprString(n.Lhs[0]) + " is rounded", false}
}

// numbered returns the effect of giving each entry the next number.
func (l *loop) numbered(n *ast.AssignStmt) *effect {
	if n.Tok != token.ASSIGN || len(n.Lhs) != 1 || len(n.Rhs) != 1 || !l.depends(n.Lhs[0]) {
		return nil
	}
	if _, isIdent := n.Lhs[0].(*ast.Ident); isIdent || l.depends(n.Rhs[0]) {
		return nil
	}
	switch rhs := ast.Unparen(n.Rhs[0]).(type) {
	case *ast.Ident:
		v, _ := l.pass.TypesInfo.Uses[rhs].(*types.Var)
		if v == nil || l.fresh[v] || !l.counts(v) {
			return nil
		}
	case *ast.CallExpr: // ids[k] = len(ids)
		elem, ok := n.Lhs[0].(*ast.IndexExpr)
		if !ok || syntax.Builtin(l.pass.TypesInfo, rhs) != "len" || !syntax.Same(l.pass.TypesInfo, rhs.Args[0], elem.X) {
			return nil
		}
	default:
		return nil
	}
	return &effect{n, "numbers are given out", false}
}

// counts reports whether each iteration of the loop adds a constant to v.
func (l *loop) counts(v *types.Var) bool {
	found := false
	ast.Inspect(l.stmt.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.IncDecStmt:
			found = found || syntax.Root(l.pass.TypesInfo, n.X) == v
		case *ast.AssignStmt:
			if n.Tok == token.ADD_ASSIGN && syntax.Root(l.pass.TypesInfo, n.Lhs[0]) == v {
				found = found || l.pass.TypesInfo.Types[n.Rhs[0]].Value != nil
			}
		}
		return !found
	})
	return found
}

// limited returns the effect of leaving the loop when enough entries have been
// put into a slice: which, is up to the order.
func (l *loop) limited(n *ast.BranchStmt, c inspector.Cursor) *effect {
	if n.Tok != token.BREAK || n.Label != nil || !l.left(c) {
		return nil
	}
	branch, ok := c.Parent().Parent().Node().(*ast.IfStmt)
	if !ok || branch.Else != nil || len(branch.Body.List) != 1 {
		return nil
	}
	cond, ok := ast.Unparen(branch.Cond).(*ast.BinaryExpr)
	if !ok || l.depends(cond) {
		return nil
	}
	list := l.measuredIn(cond)
	if list == nil || !l.fills(list) {
		return nil
	}
	return &effect{n, "some entries are taken into " + types.ExprString(list), false}
}

// measuredIn returns the slice whose length cond compares, or nil.
func (l *loop) measuredIn(cond *ast.BinaryExpr) ast.Expr {
	for _, side := range []ast.Expr{cond.X, cond.Y} {
		if call, ok := ast.Unparen(side).(*ast.CallExpr); ok && syntax.Builtin(l.pass.TypesInfo, call) == "len" && l.outside(call.Args[0]) != nil {
			if _, isSlice := l.pass.TypesInfo.TypeOf(call.Args[0]).Underlying().(*types.Slice); isSlice {
				return call.Args[0]
			}
		}
	}
	return nil
}

// fills reports whether the loop appends what depends on the entry to list.
func (l *loop) fills(list ast.Expr) bool {
	found := false
	ast.Inspect(l.stmt.Body, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && syntax.Builtin(l.pass.TypesInfo, call) == "append" {
			found = found || syntax.Same(l.pass.TypesInfo, call.Args[0], list) && l.dependsAny(call.Args[1:])
		}
		return !found
	})
	return found
}

// filledBy returns the effect of calling a method of the package that appends
// what it gets to a field of its receiver, which nobody sorts.
func (l *loop) filledBy(call *ast.CallExpr) *effect {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || !l.dependsAny(call.Args) || l.outside(sel.X) == nil {
		return nil
	}
	typ, body, recv := l.helper(call)
	if body == nil || recv == nil || len(body.List) != 1 {
		return nil
	}
	n, ok := body.List[0].(*ast.AssignStmt)
	if !ok || len(n.Lhs) != 1 || len(n.Rhs) != 1 || syntax.Root(l.pass.TypesInfo, n.Lhs[0]) != recv {
		return nil
	}
	field, ok := n.Lhs[0].(*ast.SelectorExpr)
	grown, isCall := ast.Unparen(n.Rhs[0]).(*ast.CallExpr)
	if !ok || !isCall || syntax.Builtin(l.pass.TypesInfo, grown) != "append" || !syntax.Same(l.pass.TypesInfo, grown.Args[0], field) || !l.mentionsParam(typ, grown) {
		return nil
	}
	if l.sorted.has(l.pass, l.pass.TypesInfo.Uses[field.Sel]) || l.sorted.has(l.pass, syntax.Root(l.pass.TypesInfo, sel.X)) {
		return nil
	}
	return &effect{call, "the slice " + types.ExprString(sel.X) + "." + field.Sel.Name + " is filled and stored unsorted", false}
}

// mentionsParam reports whether n mentions a parameter of typ.
func (l *loop) mentionsParam(typ *ast.FuncType, n ast.Node) bool {
	for _, field := range typ.Params.List {
		for _, id := range field.Names {
			if obj := l.pass.TypesInfo.Defs[id]; obj != nil && syntax.Uses(l.pass.TypesInfo, n, obj) {
				return true
			}
		}
	}
	return false
}
