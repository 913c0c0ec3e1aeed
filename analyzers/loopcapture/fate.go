package loopcapture

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/interviewlint/interviewlint/analyzers/internal/races"
)

// What becomes of a literal, as messages call it.
const (
	goroutine = "goroutine"
	deferred  = "deferred function"
	parallel  = "parallel subtest"
	stored    = "stored function"
)

// fate returns what becomes of the literal at cur, and whether it outlives the
// iteration.
func (l loop) fate(pass *analysis.Pass, model *races.Model, cur inspector.Cursor) (string, bool) {
	lit := cur.Node().(*ast.FuncLit)
	switch parent := cur.Parent().Node().(type) {
	case *ast.CallExpr:
		if ast.Unparen(parent.Fun) == ast.Expr(lit) {
			switch cur.Parent().Parent().Node().(type) {
			case *ast.GoStmt:
				return goroutine, !l.joined(model, parent)
			case *ast.DeferStmt:
				return deferred, l.innermost(cur)
			}
			return "", false
		}
		return l.argumentFate(pass, model, parent, lit)
	case *ast.AssignStmt: // fs[i] = func() { … }
		for i, rhs := range parent.Rhs {
			if rhs == ast.Expr(lit) && i < len(parent.Lhs) {
				if _, isVar := parent.Lhs[i].(*ast.Ident); !isVar {
					return stored, true
				}
			}
		}
	case *ast.SendStmt:
		return stored, true
	}
	return "", false
}

// argumentFate is fate for a literal that is an argument of call.
func (l loop) argumentFate(pass *analysis.Pass, model *races.Model, call *ast.CallExpr, lit *ast.FuncLit) (string, bool) {
	if id, ok := ast.Unparen(call.Fun).(*ast.Ident); ok {
		if b, ok := pass.TypesInfo.Uses[id].(*types.Builtin); ok {
			return stored, b.Name() == "append"
		}
	}
	fn, _ := typeutil.Callee(pass.TypesInfo, call).(*types.Func)
	if fn == nil {
		return "", false
	}
	switch fn.FullName() {
	case "(*sync.WaitGroup).Go", "(*golang.org/x/sync/errgroup.Group).Go", "(*golang.org/x/sync/errgroup.Group).TryGo", "time.AfterFunc", "context.AfterFunc":
		return goroutine, !l.joined(model, call)
	case "(*testing.T).Run":
		return parallel, callsParallel(pass, lit)
	case "(*testing.common).Cleanup", "(testing.TB).Cleanup":
		return deferred, true
	}
	return "", false
}

// joined reports whether the goroutine that call starts has ended when the
// next iteration of l begins: it does not run beside itself, or the function
// literal in the body of l that starts it waits for it.
func (l loop) joined(model *races.Model, call *ast.CallExpr) bool {
	for _, s := range model.Goroutines.Spawns() {
		if pos := s.Site.Pos(); call.Pos() <= pos && pos <= call.Lparen || s.Site.Common().Pos() == call.Lparen {
			inLiteral := l.body.Pos() < s.In().Pos() && s.In().Pos() < l.body.End()
			return inLiteral && !model.Goroutines.Region(s).Return || !model.Goroutines.WithItself(s, nil, nil)
		}
	}
	return false
}

// innermost reports whether the function around the literal at cur is the one
// that contains the loop, so that its deferred calls run after the loop.
func (l loop) innermost(cur inspector.Cursor) bool {
	for outer := range cur.Parent().Enclosing((*ast.FuncLit)(nil), (*ast.FuncDecl)(nil)) {
		return outer.Node().Pos() < l.stmt.Pos()
	}
	return false
}

// callsParallel reports whether the subtest lit calls t.Parallel.
func callsParallel(pass *analysis.Pass, lit *ast.FuncLit) bool {
	found := false
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			fn, _ := typeutil.Callee(pass.TypesInfo, call).(*types.Func)
			found = found || fn != nil && fn.FullName() == "(*testing.T).Parallel"
		}
		return !found
	})
	return found
}

// assigned returns the variables declared outside the loop that its body
// assigns, literals excluded.
func assigned(pass *analysis.Pass, body *ast.BlockStmt, loop ast.Node) []*types.Var {
	var vars []*types.Var
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.AssignStmt:
			if n.Tok != token.ASSIGN {
				return true
			}
			for _, lhs := range n.Lhs {
				if id, ok := ast.Unparen(lhs).(*ast.Ident); ok {
					if v, ok := pass.TypesInfo.Uses[id].(*types.Var); ok && v.Pos() < loop.Pos() && v.Parent() != pass.Pkg.Scope() {
						vars = append(vars, v)
					}
				}
			}
		}
		return true
	})
	return vars
}
