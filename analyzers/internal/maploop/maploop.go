// Package maploop finds loops over maps that let the order of the map show.
package maploop

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

// An Effect is a place that lets the order of a map show.
type Effect struct {
	From analysis.Range // the header of the loop, or a call that collects keys
	Map  string         // its source text
	Node ast.Node
	What string // what happens there, as a clause
	// Read is set if a difference between two runs does harm: in text that is
	// returned or written to a file or response, in a hash, in the choice of one
	// entry. Slices, protocols, logs and errors often have no order to keep.
	Read  bool
	Fixes []analysis.SuggestedFix
}

// Effects returns for each loop over a map of the package, and each list of its
// keys or values, one place, if any.
func Effects(pass *analysis.Pass) []Effect {
	var all []Effect
	in := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
	decls, sorted := &syntax.Decls{Pass: pass}, new(sortedFields)
	for cur := range in.Root().Preorder((*ast.RangeStmt)(nil), (*ast.CallExpr)(nil)) {
		if call, ok := cur.Node().(*ast.CallExpr); ok {
			if e, ok := collected(pass, call, cur); ok {
				all = append(all, e)
			}
			continue
		}
		l, ok := loopOf(pass, cur, decls)
		if !ok {
			continue
		}
		l.sorted = sorted
		if e := l.effect(); e != nil {
			all = append(all, Effect{From: report.Header(l.stmt), Map: types.ExprString(l.stmt.X), Node: e.node, What: e.what, Read: e.read, Fixes: l.fix()})
		}
	}
	return all
}

// collected returns the effect of call if it is slices.Collect of the keys or
// values of a map, which go out as they are or by way of a variable.
func collected(pass *analysis.Pass, call *ast.CallExpr, cur inspector.Cursor) (Effect, bool) {
	if syntax.Callee(pass.TypesInfo, call) != "slices.Collect" || len(call.Args) != 1 {
		return Effect{}, false
	}
	keys, ok := ast.Unparen(call.Args[0]).(*ast.CallExpr)
	if !ok || len(keys.Args) != 1 {
		return Effect{}, false
	}
	switch syntax.Callee(pass.TypesInfo, keys) {
	case "maps.Keys", "maps.Values":
	default:
		return Effect{}, false
	}
	e := Effect{From: call, Map: types.ExprString(keys.Args[0]), Fixes: sortInstead(pass, call, keys)}
	l := &loop{pass: pass, cur: cur, body: syntax.BodyAround(cur), end: call.End(), sorted: new(sortedFields)}
	if l.body == nil {
		return Effect{}, false
	}
	switch parent := cur.Parent().Node().(type) {
	case *ast.AssignStmt:
		if len(parent.Lhs) != 1 || len(parent.Rhs) != 1 {
			return Effect{}, false
		}
		what, read := l.goesOut(parent.Lhs[0])
		if what == "" {
			return Effect{}, false
		}
		e.Node, e.What, e.Read = parent, "the slice "+types.ExprString(parent.Lhs[0])+" is filled and "+what, read && !l.debugs()
	case *ast.CallExpr:
		callee := syntax.Callee(pass.TypesInfo, parent)
		if !orderly[callee] {
			return Effect{}, false
		}
		e.Node, e.What, e.Read = parent, "a slice is filled and handed to "+name(parent), l.shows(parent) && !l.debugs()
	case *ast.ReturnStmt:
		if l.sortedByCaller() {
			return Effect{}, false
		}
		e.Node, e.What = call, "a slice is filled and returned unsorted"
	case *ast.KeyValueExpr: // of a struct
		field, ok := parent.Key.(*ast.Ident)
		if !ok {
			return Effect{}, false
		}
		if v, ok := pass.TypesInfo.Uses[field].(*types.Var); !ok || !v.IsField() || l.sorted.has(pass, v) {
			return Effect{}, false
		}
		e.Node, e.What = call, "the slice "+field.Name+" is filled and stored unsorted"
	default:
		return Effect{}, false
	}
	return e, true
}

// A loop is a range loop over a map.
type loop struct {
	pass  *analysis.Pass
	cur   inspector.Cursor
	stmt  *ast.RangeStmt
	body  *ast.BlockStmt // of the function around it
	end   token.Pos
	fresh map[types.Object]bool
	decls *syntax.Decls
	// sorted is shared by the loops of a package.
	sorted *sortedFields
}

// An effect is what makes the order of the iteration visible.
type effect struct {
	node ast.Node
	what string
	read bool // see Effect.Read
}

func loopOf(pass *analysis.Pass, cur inspector.Cursor, decls *syntax.Decls) (*loop, bool) {
	stmt := cur.Node().(*ast.RangeStmt)
	t := pass.TypesInfo.TypeOf(stmt.X)
	if t == nil || stmt.Key == nil && stmt.Value == nil || !unordered(pass, stmt.X, t) && !iteratesMap(pass, decls, stmt.X) {
		return nil, false
	}
	l := &loop{pass: pass, cur: cur, stmt: stmt, body: syntax.BodyAround(cur), end: stmt.End(), fresh: make(map[types.Object]bool), decls: decls}
	if l.body == nil {
		return nil, false
	}
	// What depends on key and value: everything declared by the loop.
	ast.Inspect(stmt, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if obj := pass.TypesInfo.Defs[id]; obj != nil {
				l.fresh[obj] = true
			}
		}
		return true
	})
	return l, true
}

// unordered reports whether x, of type t, is a map or the keys or values of
// one.
func unordered(pass *analysis.Pass, x ast.Expr, t types.Type) bool {
	if call, ok := ast.Unparen(x).(*ast.CallExpr); ok {
		switch syntax.Callee(pass.TypesInfo, call) {
		case "maps.Keys", "maps.Values", "maps.All", "(reflect.Value).MapKeys":
			return true
		}
	}
	_, ok := core(t).(*types.Map)
	return ok && !isHeader(t)
}

// core returns the underlying type of t, and of a type parameter that of the
// only type in its constraint, if there is one.
func core(t types.Type) types.Type {
	param, ok := types.Unalias(t).(*types.TypeParam)
	if !ok {
		return t.Underlying()
	}
	iface, ok := param.Constraint().Underlying().(*types.Interface)
	if !ok || iface.NumEmbeddeds() != 1 {
		return t.Underlying()
	}
	switch e := iface.EmbeddedType(0).(type) {
	case *types.Union:
		if e.Len() == 1 {
			return e.Term(0).Type().Underlying()
		}
	default:
		return e.Underlying()
	}
	return t.Underlying()
}

// isHeader reports whether t is a type of headers, which have no order for
// those who receive them.
func isHeader(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && strings.HasSuffix(named.Obj().Name(), "Header")
}

// effect returns the first place of the body that lets the order show to
// people, or else the first that lets it show at all, or nil.
func (l *loop) effect() *effect {
	var first *effect
	body, ok := l.cur.FindNode(l.stmt.Body)
	if !ok {
		return nil
	}
	for c := range body.Preorder((*ast.AssignStmt)(nil), (*ast.CallExpr)(nil), (*ast.ReturnStmt)(nil), (*ast.BranchStmt)(nil), (*ast.SendStmt)(nil)) {
		if l.inLit(c) {
			continue
		}
		var found *effect
		if n, ok := c.Node().(*ast.AssignStmt); ok && first == nil {
			if found = l.layered(n, c); found != nil {
				first = found
				continue
			}
		}
		if l.inSorted(c) {
			continue
		}
		switch n := c.Node().(type) {
		case *ast.AssignStmt:
			found = cmp.Or(l.assigned(n), l.chosen(n, c), l.tied(n, c), l.replaced(n), l.added(n), l.numbered(n), l.folded(n))
		case *ast.SendStmt:
			found = l.sent(n)
		case *ast.BranchStmt:
			found = l.limited(n, c)
		case *ast.CallExpr:
			found = cmp.Or(l.written(n), l.writtenBy(n), l.filledBy(n))
		case *ast.ReturnStmt:
			found = l.returned(n, c)
		}
		switch {
		case found == nil || l.single(c):
		case found.read && !l.debugs():
			return found
		case first == nil:
			found.read = false
			first = found
		}
	}
	return first
}

// inLit reports whether c is in a function literal of the body.
func (l *loop) inLit(c inspector.Cursor) bool {
	for ; c.Node() != ast.Node(l.stmt); c = c.Parent() {
		if _, ok := c.Node().(*ast.FuncLit); ok {
			return true
		}
	}
	return false
}

// inSorted reports whether c is in a loop within the body that goes over
// another map, which is looked at by itself.
func (l *loop) inSorted(c inspector.Cursor) bool {
	for ; c.Node() != ast.Node(l.stmt); c = c.Parent() {
		if inner, ok := c.Node().(*ast.RangeStmt); ok {
			if t := l.pass.TypesInfo.TypeOf(inner.X); t != nil && unordered(l.pass, inner.X, t) {
				return true
			}
		}
	}
	return false
}

// depends reports whether e depends on the current key or value.
func (l *loop) depends(e ast.Node) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && l.fresh[l.pass.TypesInfo.Uses[id]] {
			found = true
		}
		return !found
	})
	return found
}

// outside returns the variable that e is or is part of if it outlives the
// iteration and is not chosen by the key, as m[k] is.
func (l *loop) outside(e ast.Expr) *types.Var {
	v := syntax.Root(l.pass.TypesInfo, e)
	if sel, ok := ast.Unparen(e).(*ast.SelectorExpr); ok && v == nil { // of another package
		v, _ = l.pass.TypesInfo.Uses[sel.Sel].(*types.Var)
	}
	if v == nil || l.fresh[v] || l.depends(e) {
		return nil
	}
	return v
}

// assigned returns the effect of s += … of strings, and of s = append(s, …)
// if s goes out unsorted.
func (l *loop) assigned(n *ast.AssignStmt) *effect {
	if len(n.Lhs) != 1 || len(n.Rhs) != 1 || l.outside(n.Lhs[0]) == nil {
		return nil
	}
	lhs, rhs := n.Lhs[0], ast.Unparen(n.Rhs[0])
	t := l.pass.TypesInfo.TypeOf(lhs)
	if t == nil {
		return nil
	}
	name := types.ExprString(lhs)
	if basic, ok := t.Underlying().(*types.Basic); ok && basic.Info()&types.IsString != 0 && l.depends(rhs) {
		bin, isBin := rhs.(*ast.BinaryExpr)
		if n.Tok == token.ADD_ASSIGN || n.Tok == token.ASSIGN && isBin && bin.Op == token.ADD && syntax.Same(l.pass.TypesInfo, leftmost(bin), lhs) {
			return &effect{n, "the string " + name + " is put together", l.stringKept(lhs)}
		}
		if call, ok := rhs.(*ast.CallExpr); ok && n.Tok == token.ASSIGN && orderly[syntax.Callee(l.pass.TypesInfo, call)] && l.mentions(call.Args, lhs) {
			return &effect{n, "the string " + name + " is put together", l.stringKept(lhs)}
		}
		return nil
	}
	call, ok := rhs.(*ast.CallExpr)
	if !ok || syntax.Builtin(l.pass.TypesInfo, call) != "append" || !syntax.Same(l.pass.TypesInfo, call.Args[0], lhs) || !l.depends(call) {
		return nil
	}
	if what, read := l.goesOut(lhs); what != "" {
		return &effect{n, "the slice " + name + " is filled and " + what, read}
	}
	return nil
}

// leftmost returns the first operand of a sum.
func leftmost(e ast.Expr) ast.Expr {
	for {
		bin, ok := ast.Unparen(e).(*ast.BinaryExpr)
		if !ok {
			return e
		}
		e = bin.X
	}
}
