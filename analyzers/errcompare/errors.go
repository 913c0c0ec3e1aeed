package errcompare

import (
	"go/ast"
	"go/constant"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
)

var errorType = types.Universe.Lookup("error").Type()

// isError reports whether e has type error.
func (c *checker) isError(e ast.Expr) bool {
	t := c.pass.TypesInfo.TypeOf(e)
	return t != nil && types.Identical(t, errorType)
}

func (c *checker) isNil(e ast.Expr) bool { return c.pass.TypesInfo.Types[e].IsNil() }

// object returns the variable that e names, or nil.
func (c *checker) object(e ast.Expr) *types.Var {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		v, _ := c.pass.TypesInfo.Uses[e].(*types.Var)
		return v
	case *ast.SelectorExpr:
		v, _ := c.pass.TypesInfo.Uses[e.Sel].(*types.Var)
		return v
	}
	return nil
}

// sentinel returns the package variable of type error that e names, or nil.
func (c *checker) sentinel(e ast.Expr) *types.Var {
	v := c.object(e)
	if v == nil || v.IsField() || v.Pkg() == nil || v.Parent() != v.Pkg().Scope() || !types.Identical(v.Type(), errorType) {
		return nil
	}
	return v
}

// isVariable reports whether e names a local variable, parameter or field.
func (c *checker) isVariable(e ast.Expr) bool { return c.object(e) != nil && c.sentinel(e) == nil }

// inIsMethod reports whether cur lies in a method Is or As, which compare one
// link of a chain, or in one that unwraps.
func (c *checker) inIsMethod(cur inspector.Cursor) bool {
	for outer := range cur.Enclosing((*ast.FuncDecl)(nil)) {
		decl := outer.Node().(*ast.FuncDecl)
		name := decl.Name.Name
		return decl.Recv != nil && (name == "Is" || name == "As" || name == "Unwrap") || strings.Contains(strings.ToLower(name), "unwrap") || strings.Contains(strings.ToLower(name), "cause")
	}
	return false
}

// inTest reports whether n stands in a test, which fails if a comparison does
// not find what it looks for.
func (c *checker) inTest(n ast.Node) bool {
	return deliberate.InTest(c.pass.Fset, n.Pos())
}

// unwrapped reports whether err is what another error wraps: a field Err, or a
// variable that is assigned one, or the result of Unwrap.
func (c *checker) unwrapped(cur inspector.Cursor, err ast.Expr) bool {
	inner := func(e ast.Expr) bool {
		switch e := ast.Unparen(e).(type) {
		case *ast.SelectorExpr:
			return e.Sel.Name == "Err"
		case *ast.CallExpr:
			id := callee(e)
			return id != nil && (id.Name == "Unwrap" || id.Name == "Cause")
		}
		return false
	}
	if inner(err) {
		return true
	}
	v := c.object(err)
	if v == nil {
		return false
	}
	found := false
	for outer := range cur.Enclosing((*ast.FuncDecl)(nil)) {
		ast.Inspect(outer.Node(), func(n ast.Node) bool {
			if a, ok := n.(*ast.AssignStmt); ok && len(a.Lhs) == len(a.Rhs) {
				for i, lhs := range a.Lhs {
					if id, ok := lhs.(*ast.Ident); ok && c.pass.TypesInfo.ObjectOf(id) == types.Object(v) && inner(a.Rhs[i]) {
						found = true
					}
				}
			}
			return !found
		})
	}
	return found
}

// fresh returns the one of exprs that creates an error, or is a local variable
// that holds one which goes nowhere else.
func (c *checker) fresh(cur inspector.Cursor, exprs ...ast.Expr) ast.Expr {
	for _, e := range exprs {
		if c.creates(e) {
			return e
		}
		if v := c.object(e); v != nil && c.sentinel(e) == nil && c.onlyCompared(cur, v) {
			return e
		}
	}
	return nil
}

// creates reports whether e is a call of errors.New, or of fmt.Errorf without
// a wrapped error.
func (c *checker) creates(e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return false
	}
	fn := typeutil.StaticCallee(c.pass.TypesInfo, call)
	if fn == nil {
		return false
	}
	switch fn.FullName() {
	case "errors.New":
		return true
	case "fmt.Errorf":
		return true
	}
	return false
}

// onlyCompared reports whether the local variable v is declared with an error
// created for it, is never assigned again, and is only compared.
func (c *checker) onlyCompared(cur inspector.Cursor, v *types.Var) bool {
	var body *ast.BlockStmt
	for outer := range cur.Enclosing((*ast.FuncDecl)(nil)) {
		body = outer.Node().(*ast.FuncDecl).Body
	}
	if body == nil || v.Kind() != types.LocalVar {
		return false
	}
	declared, others := false, false
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for i, lhs := range n.Lhs {
				id, ok := lhs.(*ast.Ident)
				if !ok || c.pass.TypesInfo.ObjectOf(id) != types.Object(v) {
					continue
				}
				if c.pass.TypesInfo.Defs[id] != nil && len(n.Lhs) == len(n.Rhs) && c.creates(n.Rhs[i]) {
					declared = true
				} else {
					others = true
				}
			}
		case *ast.BinaryExpr:
			return !c.names(n.X, v) && !c.names(n.Y, v)
		case *ast.CallExpr:
			fn := typeutil.StaticCallee(c.pass.TypesInfo, n)
			if fn != nil && fn.FullName() == "errors.Is" && len(n.Args) == 2 && c.names(n.Args[1], v) {
				return false
			}
		case *ast.Ident:
			if c.pass.TypesInfo.Uses[n] == types.Object(v) {
				others = true
			}
		}
		return true
	})
	return declared && !others
}

func (c *checker) names(e ast.Expr, v *types.Var) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	return ok && c.pass.TypesInfo.Uses[id] == types.Object(v)
}

// collect finds the sentinels that the package wraps, the forms its error types
// take, and the functions that wrap.
func (c *checker) collect() {
	c.wrapped = make(map[types.Object]ast.Node)
	c.forms = make(map[*types.TypeName]*form)
	c.wrappers = make(map[*types.Func]ast.Node)
	for cur := range c.root.Preorder((*ast.CallExpr)(nil)) {
		call := cur.Node().(*ast.CallExpr)
		if !c.wraps(call) {
			continue
		}
		for _, arg := range call.Args {
			if v := c.sentinel(arg); v != nil && c.wrapped[v] == nil {
				c.wrapped[v] = call
			}
		}
		if _, isReturn := cur.Parent().Node().(*ast.ReturnStmt); isReturn {
			for outer := range cur.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
				if decl, ok := outer.Node().(*ast.FuncDecl); ok {
					if fn, ok := c.pass.TypesInfo.Defs[decl.Name].(*types.Func); ok && c.wrappers[fn] == nil {
						c.wrappers[fn] = call
					}
				}
				break
			}
		}
	}
	c.collectForms()
}

// wraps reports whether call is fmt.Errorf with the verb %w, or errors.Join.
func (c *checker) wraps(call *ast.CallExpr) bool {
	fn := typeutil.StaticCallee(c.pass.TypesInfo, call)
	if fn == nil || len(call.Args) == 0 {
		return false
	}
	switch fn.FullName() {
	case "errors.Join":
		return true
	case "fmt.Errorf":
		tv := c.pass.TypesInfo.Types[call.Args[0]]
		return tv.Value != nil && tv.Value.Kind() == constant.String && strings.Contains(constant.StringVal(tv.Value), "%w")
	}
	return false
}
