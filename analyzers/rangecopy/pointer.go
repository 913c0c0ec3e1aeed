package rangecopy

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

// lostBehind reports whether v, a pointer that a loop sets to the address of its
// variable, only serves behind the loop to assign fields that nobody reads,
// while what the loop went over lives on.
func (l *loop) lostBehind(v *types.Var) bool {
	fn := l.function()
	if _, isPtr := v.Type().Underlying().(*types.Pointer); !isPtr || fn == nil || !l.livesOn(fn) {
		return false
	}
	return l.onlyWritten(fn, v, l.stmt.End())
}

// livesOn reports whether the collection of the loop is used behind it, or
// belongs to somebody else than the function with the body fn.
func (l *loop) livesOn(fn *ast.BlockStmt) bool {
	root := syntax.Root(l.pass.TypesInfo, l.over)
	if root == nil {
		return false
	}
	if root.Pos() < fn.Pos() || fn.End() <= root.Pos() {
		return true // a parameter, a captured or package variable
	}
	used := false
	ast.Inspect(fn, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		used = used || ok && id.Pos() > l.stmt.End() && l.pass.TypesInfo.Uses[id] == types.Object(root)
		return !used
	})
	return used
}

// onlyWritten reports whether body, behind pos, assigns fields of what the
// pointer v points to, reads none of these, and does nothing else with v but
// compare it and read other fields.
func (l *loop) onlyWritten(body ast.Node, v *types.Var, pos token.Pos) bool {
	written, read := make(map[types.Object]bool), make(map[types.Object]bool)
	other := false
	ast.PreorderStack(body, nil, func(n ast.Node, stack []ast.Node) bool {
		id, ok := n.(*ast.Ident)
		if !ok || id.Pos() < pos || l.pass.TypesInfo.Uses[id] != types.Object(v) {
			return !other
		}
		parent := func(i int) ast.Node {
			if len(stack) < i {
				return nil
			}
			return stack[len(stack)-i]
		}
		switch p := parent(1).(type) {
		case *ast.BinaryExpr:
			return true // compared with nil
		case *ast.SelectorExpr:
			sel := l.pass.TypesInfo.Selections[p]
			switch {
			case sel == nil:
				other = true
			case sel.Kind() == types.FieldVal && assigns(parent(2), p):
				written[sel.Obj()] = true
			case sel.Kind() == types.FieldVal:
				read[sel.Obj()] = true
			case l.setter(parent(2), sel.Obj()):
				written[nil] = true
			default:
				other = true
			}
		default:
			other = true
		}
		return !other
	})
	for field := range written {
		if read[field] {
			return false
		}
	}
	return !other && len(written) > 0
}

// assigns reports whether stmt assigns e, or counts it up or down.
func assigns(stmt ast.Node, e ast.Expr) bool {
	switch stmt := stmt.(type) {
	case *ast.AssignStmt:
		for _, lhs := range stmt.Lhs {
			if lhs == e {
				return true
			}
		}
	case *ast.IncDecStmt:
		return stmt.X == e
	}
	return false
}

// setter reports whether call is of the method fn of the package, which does
// nothing but assign fields.
func (l *loop) setter(call ast.Node, method types.Object) bool {
	fn, ok := method.(*types.Func)
	if _, isCall := call.(*ast.CallExpr); !ok || !isCall || fn.Pkg() != l.pass.Pkg {
		return false
	}
	decl := l.declOf(fn.Origin())
	return decl != nil && decl.Recv != nil && len(decl.Recv.List) == 1 && l.onlyAssigns(decl, decl.Recv.List[0])
}

// writtenByCaller returns a call of the function around the loop whose result,
// addr as it is returned, the caller takes for the element: it only assigns
// fields through it. It returns nil if there is none, or addr is not returned.
func (l *loop) writtenByCaller(addr ast.Expr) *ast.CallExpr {
	c, ok := l.cur.FindNode(addr)
	if !ok {
		return nil
	}
	ret, ok := c.Parent().Node().(*ast.ReturnStmt)
	if !ok {
		return nil
	}
	for c := range l.cur.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		decl, ok := c.Node().(*ast.FuncDecl)
		if !ok || !l.livesOn(decl.Body) {
			return nil
		}
		fn, ok := l.pass.TypesInfo.Defs[decl.Name].(*types.Func)
		if !ok {
			return nil
		}
		for i, result := range ret.Results {
			if ast.Unparen(result) == addr {
				return l.lostResult(fn, i)
			}
		}
		return nil
	}
	return nil
}

// lostResult returns a call of fn, to whose result of index i the caller only
// assigns fields, or nil.
func (l *loop) lostResult(fn *types.Func, i int) *ast.CallExpr {
	var found *ast.CallExpr
	for _, file := range l.pass.Files {
		ast.PreorderStack(file, nil, func(n ast.Node, stack []ast.Node) bool {
			assign, ok := n.(*ast.AssignStmt)
			if !ok || found != nil || assign.Tok != token.DEFINE || len(assign.Rhs) != 1 || i >= len(assign.Lhs) {
				return found == nil
			}
			call, ok := ast.Unparen(assign.Rhs[0]).(*ast.CallExpr)
			if !ok {
				return true
			}
			callee := typeutil.StaticCallee(l.pass.TypesInfo, call)
			id, isIdent := assign.Lhs[i].(*ast.Ident)
			if callee == nil || callee.Origin() != fn || !isIdent {
				return true
			}
			v, ok := l.pass.TypesInfo.Defs[id].(*types.Var)
			if body := bodyOf(stack); ok && body != nil && l.onlyWritten(body, v, call.End()) {
				found = call
			}
			return true
		})
	}
	return found
}

// bodyOf returns the body of the innermost function of stack.
func bodyOf(stack []ast.Node) *ast.BlockStmt {
	for i := len(stack) - 1; i >= 0; i-- {
		switch n := stack[i].(type) {
		case *ast.FuncDecl:
			return n.Body
		case *ast.FuncLit:
			return n.Body
		}
	}
	return nil
}
