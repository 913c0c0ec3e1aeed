package chanlen

import (
	_ "embed"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/chans"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

//go:embed doc.go
var doc string

// Analyzer reports decisions to send or receive by the length of the channel.
var Analyzer = &analysis.Analyzer{
	Name:     "chanlen",
	Doc:      docs.MustExtract(doc, "chanlen"),
	URL:      docs.URL("chanlen"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	for _, file := range pass.Files {
		if deliberate.InTest(pass.Fset, file.FileStart) {
			continue // a test knows who else uses its channels
		}
		ast.Inspect(file, func(n ast.Node) bool {
			var cond ast.Expr
			var bodies []ast.Stmt
			switch n := n.(type) {
			case *ast.IfStmt:
				cond, bodies = n.Cond, append(bodies, n.Body)
				if n.Else != nil {
					bodies = append(bodies, n.Else)
				}
			case *ast.ForStmt:
				cond, bodies = n.Cond, append(bodies, n.Body)
			}
			for _, call := range lengths(pass.TypesInfo, cond) {
				op := bareOperation(pass.TypesInfo, bodies, call.Args[0])
				v := chans.Variable(pass.TypesInfo, call.Args[0])
				if op == nil || onlyUser(pass, op, v) || underLock(pass, op, v) || unshared(pass, n, call.Args[0]) {
					continue
				}
				ch := types.ExprString(call.Args[0])
				report.At(pass, call, "", types.ExprString(call)+" is out of date before "+ch+" is used: the operation may block",
					report.Step(call, "length taken here"), report.Step(op, "used here"))
			}
			return true
		})
	}
	return nil, nil
}

// onlyUser reports whether op is the only operation of its kind on the local
// variable v, or all others are in the same declared function, which makes them
// one after the other: the length can move to the safe side only.
func onlyUser(pass *analysis.Pass, op ast.Node, v *types.Var) bool {
	if v == nil || v.Kind() != types.LocalVar {
		return false
	}
	_, isSend := op.(*ast.SendStmt)
	users, alone := 0, true
	is := func(e ast.Expr) {
		if chans.Variable(pass.TypesInfo, e) == v {
			users++
			alone = alone && declared(pass, e.Pos()) != nil && declared(pass, e.Pos()) == declared(pass, op.Pos())
		}
	}
	ast.Inspect(syntax.File(pass.Files, v.Pos()), func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SendStmt:
			if isSend {
				is(n.Chan)
			}
		case *ast.UnaryExpr:
			if !isSend && n.Op == token.ARROW {
				is(n.X)
			}
		case *ast.RangeStmt:
			if !isSend {
				is(n.X)
			}
		case *ast.CallExpr: // whoever gets the channel may use it
			for _, arg := range n.Args {
				if !isBuiltin(pass.TypesInfo, n) && chans.Variable(pass.TypesInfo, arg) == v {
					users++
					alone = false
				}
			}
		}
		return true
	})
	return users == 1 || alone
}

// declared returns the declared function that executes the code at pos itself,
// or nil if a function literal does.
func declared(pass *analysis.Pass, pos token.Pos) *ast.FuncDecl {
	for _, n := range syntax.Path(pass.Files, pos, pos) {
		switch n := n.(type) {
		case *ast.FuncLit:
			return nil
		case *ast.FuncDecl:
			return n
		}
	}
	return nil
}

func isBuiltin(info *types.Info, call *ast.CallExpr) bool {
	tv, ok := info.Types[call.Fun]
	return ok && tv.IsBuiltin()
}

// lengths returns the calls len(ch) in cond on channels that others may use.
func lengths(info *types.Info, cond ast.Expr) []*ast.CallExpr {
	var calls []*ast.CallExpr
	if cond == nil {
		return nil
	}
	ast.Inspect(cond, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) != 1 {
			return true
		}
		id, ok := ast.Unparen(call.Fun).(*ast.Ident)
		if !ok {
			return true
		}
		if b, ok := info.Uses[id].(*types.Builtin); ok && b.Name() == "len" && chans.IsChan(info.TypeOf(call.Args[0])) {
			calls = append(calls, call)
		}
		return true
	})
	return calls
}

// bareOperation returns a send to or receive from ch in bodies that is not a
// case of a select, in the code that runs right after the test.
func bareOperation(info *types.Info, bodies []ast.Stmt, ch ast.Expr) ast.Node {
	var op ast.Node
	text := types.ExprString(ch)
	same := func(e ast.Expr) bool {
		return types.ExprString(ast.Unparen(e)) == text && chans.Variable(info, e) == chans.Variable(info, ch)
	}
	for _, body := range bodies {
		ast.Inspect(body, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.SelectStmt, *ast.FuncLit:
				return false
			case *ast.SendStmt:
				if op == nil && same(n.Chan) {
					op = n
				}
			case *ast.UnaryExpr:
				if op == nil && n.Op == token.ARROW && same(n.X) {
					op = n
				}
			}
			return op == nil
		})
	}
	return op
}
