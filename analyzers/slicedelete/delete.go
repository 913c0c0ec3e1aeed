package slicedelete

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

// deletes reports whether stmt takes the element at the loop's index out of
// the slice.
func (l *loop) deletes(stmt ast.Stmt) bool {
	if call, ok := stmt.(*ast.ExprStmt); ok {
		call, ok := call.X.(*ast.CallExpr)
		return ok && l.removedBy(call)
	}
	assign := stmt.(*ast.AssignStmt)
	if assign.Tok != token.ASSIGN || len(assign.Lhs) != 1 || len(assign.Rhs) != 1 || !l.same(assign.Lhs[0]) {
		return false
	}
	if slice, ok := ast.Unparen(assign.Rhs[0]).(*ast.SliceExpr); ok { // copy(s[i:], s[i+1:]); s = s[:len(s)-1]
		return l.same(slice.X) && slice.Low == nil && (l.shiftedBefore(assign) || l.replacedBefore(assign))
	}
	call, ok := ast.Unparen(assign.Rhs[0]).(*ast.CallExpr)
	return ok && (l.cutsOut(call, l.same, l.at) || l.removes(call))
}

// replacedBefore reports whether the statement before assign puts the last
// element where the loop is: s[i] = s[len(s)-1].
func (l *loop) replacedBefore(assign *ast.AssignStmt) bool {
	found := false
	ast.Inspect(l.body, func(n ast.Node) bool {
		move, ok := n.(*ast.AssignStmt)
		if !ok || move.End() > assign.Pos() || len(move.Lhs) != len(move.Rhs) {
			return true
		}
		to, ok := ast.Unparen(move.Lhs[0]).(*ast.IndexExpr)
		from, isElem := ast.Unparen(move.Rhs[0]).(*ast.IndexExpr)
		if ok && isElem && l.index != nil && l.same(to.X) && l.same(from.X) && l.at(to.Index) && l.last(from.Index) {
			found = true
		}
		return true
	})
	return found
}

// last reports whether e is the index of the last element: len(s) - 1.
func (l *loop) last(e ast.Expr) bool {
	sub, ok := ast.Unparen(e).(*ast.BinaryExpr)
	if !ok || sub.Op != token.SUB {
		return false
	}
	length, ok := ast.Unparen(sub.X).(*ast.CallExpr)
	n, isInt := syntax.Int(l.pass.TypesInfo, sub.Y)
	return ok && isInt && n == 1 && syntax.Builtin(l.pass.TypesInfo, length) == "len" && l.same(length.Args[0])
}

// removes reports whether call is of a function of the package that returns
// its slice parameter without the element at its index parameter.
func (l *loop) removes(call *ast.CallExpr) bool {
	decl := l.declOf(call)
	if decl == nil || decl.Recv != nil || len(call.Args) != 2 || !l.same(call.Args[0]) || !l.at(call.Args[1]) {
		return false
	}
	s, i := l.param(decl, 0), l.param(decl, 1)
	found := false
	ast.Inspect(decl.Body, func(n ast.Node) bool {
		if ret, ok := n.(*ast.ReturnStmt); ok && len(ret.Results) == 1 {
			call, ok := ast.Unparen(ret.Results[0]).(*ast.CallExpr)
			found = found || ok && l.cutsOut(call, l.is(s), l.is(i))
		}
		if assign, ok := n.(*ast.AssignStmt); ok && len(assign.Lhs) == 1 && l.is(s)(assign.Lhs[0]) {
			call, ok := ast.Unparen(assign.Rhs[0]).(*ast.CallExpr)
			found = found || ok && l.cutsOut(call, l.is(s), l.is(i))
		}
		return !found
	})
	return found
}

// removedBy reports whether call is of a method of the package that takes the
// element at its index parameter, or the element that it gets, out of the slice,
// a field of its receiver.
func (l *loop) removedBy(call *ast.CallExpr) bool {
	decl := l.declOf(call)
	field, isField := ast.Unparen(l.slice).(*ast.SelectorExpr)
	fun, isMethod := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if decl == nil || decl.Recv == nil || !isField || !isMethod || len(call.Args) != 1 || !l.at(call.Args[0]) && !l.isValue(call.Args[0]) || !syntax.Same(l.pass.TypesInfo, fun.X, field.X) {
		return false
	}
	if len(decl.Recv.List) != 1 || len(decl.Recv.List[0].Names) != 1 {
		return false
	}
	recv, i := l.pass.TypesInfo.Defs[decl.Recv.List[0].Names[0]], l.param(decl, 0)
	at := l.is(i)
	if l.isValue(call.Args[0]) {
		at = func(e ast.Expr) bool { // an index that it has found
			id, ok := ast.Unparen(e).(*ast.Ident)
			return ok && l.pass.TypesInfo.Uses[id] != i
		}
	}
	same := func(e ast.Expr) bool {
		sel, ok := ast.Unparen(e).(*ast.SelectorExpr)
		return ok && l.is(recv)(sel.X) && l.pass.TypesInfo.ObjectOf(sel.Sel) == l.pass.TypesInfo.ObjectOf(field.Sel)
	}
	found := false
	ast.Inspect(decl.Body, func(n ast.Node) bool {
		if assign, ok := n.(*ast.AssignStmt); ok && len(assign.Lhs) == 1 && same(assign.Lhs[0]) {
			call, ok := ast.Unparen(assign.Rhs[0]).(*ast.CallExpr)
			found = found || ok && l.cutsOut(call, same, at)
		}
		return !found
	})
	return found
}

// isValue reports whether e is the value of the loop.
func (l *loop) isValue(e ast.Expr) bool {
	return l.value != nil && syntax.Same(l.pass.TypesInfo, e, l.value)
}

// declOf returns the declaration of the function of the package that call
// names, or nil.
func (l *loop) declOf(call *ast.CallExpr) *ast.FuncDecl {
	fn := typeutil.StaticCallee(l.pass.TypesInfo, call)
	if fn == nil || fn.Pkg() != l.pass.Pkg {
		return nil
	}
	fn = fn.Origin()
	file := syntax.File(l.pass.Files, fn.Pos())
	if file == nil {
		return nil
	}
	for _, d := range file.Decls {
		if d, ok := d.(*ast.FuncDecl); ok && d.Name.Pos() == fn.Pos() && d.Body != nil {
			return d
		}
	}
	return nil
}

// param returns parameter i of decl, or nil.
func (l *loop) param(decl *ast.FuncDecl, i int) types.Object {
	for _, field := range decl.Type.Params.List {
		for _, name := range field.Names {
			if i == 0 {
				return l.pass.TypesInfo.Defs[name]
			}
			i--
		}
	}
	return nil
}

// is returns a function that reports whether an expression denotes obj.
func (l *loop) is(obj types.Object) func(ast.Expr) bool {
	return func(e ast.Expr) bool {
		id, ok := ast.Unparen(e).(*ast.Ident)
		return ok && obj != nil && l.pass.TypesInfo.Uses[id] == obj
	}
}

// cutsOut reports whether call is append(s[:i], s[i+1:]...) or
// slices.Delete(s, i, j) for what same and at take for s and i.
func (l *loop) cutsOut(call *ast.CallExpr, same, at func(ast.Expr) bool) bool {
	if syntax.Callee(l.pass.TypesInfo, call) == "slices.Delete" && len(call.Args) == 3 {
		return same(call.Args[0]) && at(call.Args[1])
	}
	if syntax.Builtin(l.pass.TypesInfo, call) != "append" || len(call.Args) != 2 || !call.Ellipsis.IsValid() {
		return false
	}
	head, ok := ast.Unparen(call.Args[0]).(*ast.SliceExpr)
	tail, isSlice := ast.Unparen(call.Args[1]).(*ast.SliceExpr)
	return ok && isSlice && same(head.X) && same(tail.X) && head.High != nil && tail.Low != nil && tail.High == nil && at(head.High)
}

// byKey reports whether the element at del is deleted because a field of it
// equals some variable, as when one entry is looked for by its key, and the
// loop ends at the new length: the element that is skipped has another key.
func (l *loop) byKey(del inspector.Cursor) bool {
	if l.before {
		return false
	}
	for c := range del.Enclosing((*ast.IfStmt)(nil), (*ast.ForStmt)(nil), (*ast.RangeStmt)(nil)) {
		if c.Node() == l.stmt {
			break
		}
		cond, ok := c.Node().(*ast.IfStmt)
		if ok && (l.identity(cond.Cond) || (!l.ranging || !l.indexes()) && l.comparesKey(cond.Cond)) {
			return true
		}
	}
	return false
}

// indexes reports whether the body reads elements by the index, which runs past
// the new end.
func (l *loop) indexes() bool {
	found := false
	ast.Inspect(l.body, func(n ast.Node) bool {
		index, ok := n.(*ast.IndexExpr)
		found = found || ok && l.same(index.X)
		return !found
	})
	return found
}

// identity reports whether the condition e is x == p for a pointer p: there is
// but one such element, as a rule.
func (l *loop) identity(e ast.Expr) bool {
	cmp, ok := ast.Unparen(e).(*ast.BinaryExpr)
	if !ok || cmp.Op != token.EQL {
		return false
	}
	_, isPtr := types.Unalias(l.pass.TypesInfo.TypeOf(cmp.X)).Underlying().(*types.Pointer)
	_, both := types.Unalias(l.pass.TypesInfo.TypeOf(cmp.Y)).Underlying().(*types.Pointer)
	return isPtr && both
}

// comparesKey reports whether a part of the condition e, all of which must
// hold, is x.field == v for a variable v.
func (l *loop) comparesKey(e ast.Expr) bool {
	if call, ok := ast.Unparen(e).(*ast.CallExpr); ok {
		return l.asksKey(call)
	}
	cmp, ok := ast.Unparen(e).(*ast.BinaryExpr)
	if !ok {
		return false
	}
	switch cmp.Op {
	case token.LAND:
		return l.comparesKey(cmp.X) || l.comparesKey(cmp.Y)
	case token.EQL:
		_, isField := ast.Unparen(cmp.X).(*ast.SelectorExpr)
		if !isField {
			_, isField = ast.Unparen(cmp.Y).(*ast.SelectorExpr)
		}
		constant := l.pass.TypesInfo.Types[cmp.X].Value != nil || l.pass.TypesInfo.Types[cmp.Y].Value != nil
		basic, isBasic := l.pass.TypesInfo.TypeOf(cmp.X).Underlying().(*types.Basic)
		return isField && !constant && isBasic && basic.Info()&(types.IsString|types.IsInteger) != 0
	}
	return false
}

// asksKey reports whether call is strings.EqualFold(x.field, v) or the like.
func (l *loop) asksKey(call *ast.CallExpr) bool {
	switch syntax.Callee(l.pass.TypesInfo, call) {
	case "strings.EqualFold", "strings.HasSuffix", "strings.HasPrefix", "bytes.Equal":
	default:
		return false
	}
	field := false
	for _, arg := range call.Args {
		if l.pass.TypesInfo.Types[arg].Value != nil {
			return false
		}
		_, ok := ast.Unparen(arg).(*ast.SelectorExpr)
		field = field || ok
	}
	return field
}
