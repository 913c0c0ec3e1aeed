package deferloop

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// innermostLoop returns the loop around d in its function: a statement, or the
// goto that leads back to a label before d.
func innermostLoop(p *flow.Package, d *ssa.Defer) ast.Stmt {
	for _, n := range p.Enclosing(d.Pos()) {
		switch n := n.(type) {
		case *ast.ForStmt:
			return n
		case *ast.RangeStmt:
			return n
		case *ast.FuncLit:
			return gotoBack(p, n.Body, d)
		case *ast.FuncDecl:
			return gotoBack(p, n.Body, d)
		}
	}
	return nil
}

// gotoBack returns the goto in body that stands behind d and leads to a label
// before it, or nil.
func gotoBack(p *flow.Package, body *ast.BlockStmt, d *ssa.Defer) ast.Stmt {
	var found ast.Stmt
	ast.Inspect(body, func(n ast.Node) bool {
		jump, ok := n.(*ast.BranchStmt)
		if ok && jump.Tok == token.GOTO && jump.Pos() > d.Pos() && found == nil {
			if label := p.Info.Uses[jump.Label]; label != nil && label.Pos() < d.Pos() {
				found = jump
			}
		}
		return true
	})
	return found
}

// header returns the line of the loop that a reader knows it by.
func header(loop ast.Stmt) analysis.Range {
	if jump, ok := loop.(*ast.BranchStmt); ok {
		return jump
	}
	return report.Header(loop)
}

// isShort reports whether loop runs a small constant number of times.
func isShort(p *flow.Package, loop ast.Stmt) bool {
	const short = 8
	rng, ok := loop.(*ast.RangeStmt)
	if !ok {
		return false
	}
	if n, ok := literalLen(p, rng.X); ok {
		return n <= short
	}
	if a, ok := typ.Deref(p.Info.TypeOf(rng.X)).Underlying().(*types.Array); ok {
		return a.Len() <= short
	}
	if tv := p.Info.Types[rng.X]; tv.Value != nil { // range over an integer
		return len(tv.Value.ExactString()) == 1
	}
	return false
}

// literalLen returns the number of elements of the composite literal that e
// is, or of the longest that is ever assigned to the local variable e. It
// reports whether nothing else is.
func literalLen(p *flow.Package, e ast.Expr) (n int, ok bool) {
	e = ast.Unparen(e)
	if lit, isLit := e.(*ast.CompositeLit); isLit {
		return len(lit.Elts), true
	}
	for _, value := range assigned(p, e) {
		if part, isSlice := ast.Unparen(value).(*ast.SliceExpr); isSlice && types.ExprString(part.X) == types.ExprString(e) {
			continue // shorter
		}
		lit, isLit := ast.Unparen(value).(*ast.CompositeLit)
		if !isLit {
			return 0, false
		}
		n, ok = max(n, len(lit.Elts)), true
	}
	return n, ok
}

// assigned returns what is assigned to the local variable e in its function.
// Where a value of several is assigned, that is e itself.
func assigned(p *flow.Package, e ast.Expr) []ast.Expr {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return nil
	}
	v, ok := p.Info.Uses[id].(*types.Var)
	if !ok || v.Kind() != types.LocalVar {
		return nil
	}
	var body ast.Node
	for _, n := range p.Enclosing(v.Pos()) {
		if decl, ok := n.(*ast.FuncDecl); ok {
			body = decl
		}
	}
	if body == nil {
		return nil
	}
	var values []ast.Expr
	assign := func(lhs, rhs []ast.Expr) {
		for i, l := range lhs {
			if id, ok := l.(*ast.Ident); ok && p.Info.ObjectOf(id) == types.Object(v) {
				if len(lhs) == len(rhs) {
					values = append(values, rhs[i])
				} else if len(rhs) > 0 {
					values = append(values, l)
				}
			}
		}
	}
	ast.Inspect(body, func(n ast.Node) bool {
		assign(syntax.Assignment(n))
		if n, ok := n.(*ast.UnaryExpr); ok && n.Op == token.AND {
			assign([]ast.Expr{n.X}, []ast.Expr{n})
		}
		return true
	})
	return values
}

// firesOnce reports whether d belongs to a case of a select that can be chosen
// once: the channel of a timer, or one made to carry a single result.
func firesOnce(p *flow.Package, d *ssa.Defer) bool {
	for _, n := range p.Enclosing(d.Pos()) {
		switch n := n.(type) {
		case *ast.ForStmt, *ast.RangeStmt, *ast.FuncLit:
			return false
		case *ast.CommClause:
			return carriesOne(p, received(n.Comm))
		}
	}
	return false
}

// received returns the channel that comm receives from, or nil.
func received(comm ast.Stmt) ast.Expr {
	var e ast.Expr
	switch comm := comm.(type) {
	case *ast.ExprStmt:
		e = comm.X
	case *ast.AssignStmt:
		e = comm.Rhs[0]
	}
	if recv, ok := e.(*ast.UnaryExpr); ok && recv.Op == token.ARROW {
		return recv.X
	}
	return nil
}

func carriesOne(p *flow.Package, ch ast.Expr) bool {
	if sel, ok := ast.Unparen(ch).(*ast.SelectorExpr); ok && sel.Sel.Name == "C" {
		t := p.Info.TypeOf(sel.X)
		return t != nil && types.TypeString(t, nil) == "*time.Timer"
	}
	values := assigned(p, ch)
	if len(values) != 1 {
		return false
	}
	call, ok := ast.Unparen(values[0]).(*ast.CallExpr)
	if !ok || len(call.Args) != 2 {
		return false
	}
	id, ok := ast.Unparen(call.Fun).(*ast.Ident)
	size := p.Info.Types[call.Args[1]].Value
	return ok && p.Info.Uses[id] == types.Universe.Lookup("make") && size != nil && size.ExactString() == "1"
}
