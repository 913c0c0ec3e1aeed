package errcompare

import (
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

// mayBeWrapped returns where, and why, err may wrap sentinel instead of being
// it; or "".
func (c *checker) mayBeWrapped(cur inspector.Cursor, err ast.Expr, sentinel *types.Var) (ast.Node, string) {
	origin := c.lastAssignment(cur, err)
	if origin != nil && returnsBare(c.pass, origin, sentinel) {
		return nil, ""
	}
	if where := c.wrapped[sentinel]; where != nil && sentinel.Pkg() == c.pass.Pkg && !c.onlyBare(origin) {
		return where, sentinel.Name() + " is wrapped here"
	}
	switch name := sentinel.Pkg().Path() + "." + sentinel.Name(); name {
	case "os.ErrNotExist", "os.ErrExist", "os.ErrPermission", "os.ErrClosed", "os.ErrDeadlineExceeded",
		"io/fs.ErrNotExist", "io/fs.ErrExist", "io/fs.ErrPermission", "io/fs.ErrClosed":
		return err, "functions of package os return it inside a *fs.PathError"
	case "strconv.ErrSyntax", "strconv.ErrRange":
		return err, "functions of package strconv return it inside a *strconv.NumError"
	case "os/exec.ErrNotFound":
		return err, "LookPath returns it inside an *exec.Error"
	case "net.ErrClosed":
		return err, "connections return it inside a *net.OpError"
	}
	if origin == nil {
		return nil, ""
	}
	fn := typeutil.StaticCallee(c.pass.TypesInfo, origin)
	if fn == nil || fn.Pkg() == nil {
		return nil, ""
	}
	if isContext(sentinel) && wrapsContext(fn.FullName()) {
		return origin, fn.Name() + " returns it wrapped"
	}
	if where := c.wrappers[fn.Origin()]; where != nil && !c.alsoReturns(fn, sentinel) {
		return where, fn.Name() + " wraps the errors that it returns"
	}
	return nil, ""
}

func isContext(v *types.Var) bool { return v.Pkg().Path() == "context" }

// wrapsContext reports whether a function of the standard library returns the
// errors of its context inside another.
func wrapsContext(name string) bool {
	for _, prefix := range []string{"(*net/http.Client).", "net/http.Get", "net/http.Post", "net/http.Head", "net.Dial", "(*net.Dialer)."} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

// lastAssignment returns the call whose result is the value of the error
// variable err at cur: the assignment nearest above it, if it is one.
func (c *checker) lastAssignment(cur inspector.Cursor, err ast.Expr) *ast.CallExpr {
	if call, ok := ast.Unparen(err).(*ast.CallExpr); ok {
		return call
	}
	v := c.object(err)
	if v == nil {
		return nil
	}
	var body ast.Node
	for outer := range cur.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		body = outer.Node()
		break
	}
	if body == nil {
		return nil
	}
	var last *ast.CallExpr
	ast.Inspect(body, func(n ast.Node) bool {
		if n == nil || n.Pos() > err.Pos() {
			return false
		}
		if a, ok := n.(*ast.AssignStmt); ok {
			for i, lhs := range a.Lhs {
				id, ok := lhs.(*ast.Ident)
				if !ok || c.pass.TypesInfo.ObjectOf(id) != types.Object(v) {
					continue
				}
				last = nil
				rhs := a.Rhs[0]
				if len(a.Rhs) == len(a.Lhs) {
					rhs = a.Rhs[i]
				}
				if call, ok := ast.Unparen(rhs).(*ast.CallExpr); ok && a.End() <= err.Pos() {
					last = call
				}
			}
		}
		return true
	})
	return last
}

// returnsBare reports whether call is known to return sentinel itself, not
// wrapped: ctx.Err, the Read of a reader.
func returnsBare(pass *analysis.Pass, call *ast.CallExpr, sentinel *types.Var) bool {
	fn, ok := typeutil.Callee(pass.TypesInfo, call).(*types.Func)
	if !ok {
		return false
	}
	if isContext(sentinel) {
		return fn.Pkg() != nil && fn.Pkg().Path() == "context"
	}
	return sentinel.Pkg().Path() == "io" && strings.HasPrefix(fn.Name(), "Read")
}

// onlyBare reports whether call is of another package than the one that wraps,
// so that what this package wraps does not matter.
func (c *checker) onlyBare(call *ast.CallExpr) bool {
	if call == nil {
		return false
	}
	fn, ok := typeutil.Callee(c.pass.TypesInfo, call).(*types.Func)
	if !ok || fn.Pkg() == nil {
		return false
	}
	if fn.Pkg() != c.pass.Pkg {
		return true
	}
	return c.wrappers[fn.Origin()] == nil && typeutil.StaticCallee(c.pass.TypesInfo, call) != nil
}

// alsoReturns reports whether fn, a function of the package, returns sentinel
// itself on some path, or an error that it has got from elsewhere as it is.
func (c *checker) alsoReturns(fn *types.Func, sentinel *types.Var) bool {
	found := false
	for cur := range c.root.Preorder((*ast.FuncDecl)(nil)) {
		decl := cur.Node().(*ast.FuncDecl)
		if c.pass.TypesInfo.Defs[decl.Name] != types.Object(fn.Origin()) {
			continue
		}
		ast.Inspect(decl, func(n ast.Node) bool {
			if ret, ok := n.(*ast.ReturnStmt); ok && len(ret.Results) > 0 {
				last := ret.Results[len(ret.Results)-1]
				found = found || c.sentinel(last) == sentinel || c.isVariable(last)
			}
			return !found
		})
	}
	return found
}

// origin returns where, and why, the error x certainly or probably wraps
// another: it comes from fmt.Errorf, or from a function of the package that
// wraps what it returns.
func (c *checker) origin(cur inspector.Cursor, x ast.Expr) (ast.Node, string) {
	call := c.lastAssignment(cur, x)
	if call == nil {
		return nil, ""
	}
	if c.creates(call) {
		return call, "the error is created here, of another type"
	}
	fn := typeutil.StaticCallee(c.pass.TypesInfo, call)
	if fn == nil {
		return nil, ""
	}
	if where := c.wrappers[fn.Origin()]; where != nil {
		return where, fn.Name() + " wraps the errors that it returns"
	}
	return nil, ""
}
