package maprange

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

// names reports whether e denotes the map m, also as another name given to it
// in the function around cur.
func names(pass *analysis.Pass, e, m ast.Expr, cur inspector.Cursor) bool {
	if syntax.Same(pass.TypesInfo, e, m) {
		return true
	}
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return false
	}
	body := syntax.BodyAround(cur)
	if body == nil {
		return false
	}
	def := syntax.OnlyValue(pass.TypesInfo, body, pass.TypesInfo.Uses[id])
	return def != nil && syntax.Same(pass.TypesInfo, def, m) && fixed(pass, body, m)
}

// fixed reports whether the variable m is assigned at most where it is defined.
func fixed(pass *analysis.Pass, body *ast.BlockStmt, m ast.Expr) bool {
	id, ok := ast.Unparen(m).(*ast.Ident)
	return ok && !assigned(pass, body, id)
}

// later reports whether c is in a function literal inside the loop, which may
// run at another time.
func later(c, loop inspector.Cursor) bool {
	for p := c; p.Node() != loop.Node(); p = p.Parent() {
		if _, ok := p.Node().(*ast.FuncLit); ok {
			return true
		}
	}
	return false
}

// A callee is the function that a call runs.
type callee struct {
	body   *ast.BlockStmt
	params map[types.Object]ast.Expr // by parameter, the argument
}

// insertedBy returns where the function of the package that call invokes puts
// a new key into the map that loop goes over, whenever it is called, or nil.
func insertedBy(pass *analysis.Pass, call *ast.CallExpr, loop *ast.RangeStmt, cur inspector.Cursor) *ast.IndexExpr {
	f := calleeOf(pass, call, cur)
	if f == nil {
		return nil
	}
	for _, stmt := range f.body.List {
		for _, target := range targets(stmt) {
			index, ok := ast.Unparen(target).(*ast.IndexExpr)
			if ok && isMap(pass, index.X) && f.denotes(pass, index.X, loop.X) && !f.isKey(pass, index.Index, loop) {
				return index
			}
		}
		switch stmt.(type) {
		case *ast.AssignStmt, *ast.IncDecStmt, *ast.DeclStmt, *ast.ExprStmt, *ast.DeferStmt:
		default:
			return nil // what follows may not run
		}
	}
	return nil
}

// calleeOf returns the function that call runs, if it is a function or method
// of the package or a local variable that holds but one literal.
func calleeOf(pass *analysis.Pass, call *ast.CallExpr, cur inspector.Cursor) *callee {
	f := &callee{params: make(map[types.Object]ast.Expr)}
	bind := func(list *ast.FieldList, args []ast.Expr) {
		if list == nil {
			return
		}
		for _, field := range list.List {
			for _, name := range field.Names {
				if len(args) > 0 {
					f.params[pass.TypesInfo.Defs[name]] = args[0]
					args = args[1:]
				}
			}
		}
	}
	switch obj := typeutil.Callee(pass.TypesInfo, call).(type) {
	case *types.Func:
		decl := declOf(pass, obj.Origin())
		if decl == nil {
			return nil
		}
		f.body = decl.Body
		if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
			bind(decl.Recv, []ast.Expr{sel.X})
		}
		bind(decl.Type.Params, call.Args)
		return f
	case *types.Var:
		body := syntax.BodyAround(cur)
		if body == nil {
			return nil
		}
		lit, ok := syntax.OnlyValue(pass.TypesInfo, body, obj).(*ast.FuncLit)
		if !ok {
			return nil
		}
		f.body = lit.Body
		bind(lit.Type.Params, call.Args)
		return f
	}
	return nil
}

func declOf(pass *analysis.Pass, fn *types.Func) *ast.FuncDecl {
	if fn.Pkg() != pass.Pkg {
		return nil
	}
	file := syntax.File(pass.Files, fn.Pos())
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

// denotes reports whether e, in the body of f, denotes what m does at the call.
func (f *callee) denotes(pass *analysis.Pass, e, m ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		if arg := f.params[pass.TypesInfo.Uses[e]]; arg != nil {
			return syntax.Same(pass.TypesInfo, arg, m)
		}
		return syntax.Same(pass.TypesInfo, e, m) // of the package, or captured
	case *ast.SelectorExpr:
		sel, ok := ast.Unparen(m).(*ast.SelectorExpr)
		if ok && pass.TypesInfo.ObjectOf(e.Sel) == pass.TypesInfo.ObjectOf(sel.Sel) {
			return f.denotes(pass, e.X, sel.X)
		}
	}
	return false
}

// isKey reports whether e, in the body of f, is the key of the loop.
func (f *callee) isKey(pass *analysis.Pass, e ast.Expr, loop *ast.RangeStmt) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	key, isIdent := loop.Key.(*ast.Ident)
	if !ok || !isIdent {
		return false
	}
	obj := pass.TypesInfo.Uses[id]
	arg := f.params[obj]
	if arg == nil {
		return obj == pass.TypesInfo.ObjectOf(key)
	}
	return syntax.Same(pass.TypesInfo, arg, key) && !assigned(pass, f.body, id)
}
