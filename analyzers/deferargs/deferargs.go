package deferargs

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/defers"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/interviewlint/interviewlint/analyzers/internal/adopt"
	"github.com/interviewlint/interviewlint/analyzers/internal/deferred"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports deferred calls whose operands are evaluated too early, or
// that defer the wrong call.
var Analyzer = &analysis.Analyzer{
	Name:     "deferargs",
	Doc:      docs.MustExtract(doc, "deferargs"),
	URL:      docs.URL("deferargs"),
	Requires: []*analysis.Analyzer{directive.Analyzer, inspect.Analyzer, flow.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	adopt.Run(pass, defers.Analyzer, func(d analysis.Diagnostic) {
		d.Category = "early"
		d.Message = "time.Since is evaluated by the defer statement, not when the function returns"
		d.URL = ""
		report.Diagnostic(pass, d)
	})
	for cur := range pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root().Preorder((*ast.DeferStmt)(nil)) {
		stmt := cur.Node().(*ast.DeferStmt)
		reportUncalled(pass, stmt)
		reportRelock(pass, cur, stmt)
		reportEarly(pass, cur, stmt)
	}
	return nil, nil
}

// reportUncalled reports a deferred call that returns the function that should
// have been deferred.
func reportUncalled(pass *analysis.Pass, stmt *ast.DeferStmt) {
	if _, isLit := ast.Unparen(stmt.Call.Fun).(*ast.FuncLit); isLit {
		return
	}
	sig, ok := typeUnder[*types.Signature](pass.TypesInfo.TypeOf(stmt.Call))
	if !ok || sig.Params().Len() > 0 {
		return
	}
	name := types.ExprString(stmt.Call.Fun)
	report.Diagnostic(pass, analysis.Diagnostic{
		Pos: stmt.Pos(), End: stmt.End(), Category: "uncalled",
		Message: fmt.Sprintf("%s runs at the end, and the function that it returns is never called", shorten(name)),
		SuggestedFixes: []analysis.SuggestedFix{{
			Message:   "Call the returned function: add ()",
			TextEdits: []analysis.TextEdit{{Pos: stmt.End(), End: stmt.End(), NewText: []byte("()")}},
		}},
	})
}

func typeUnder[T types.Type](t types.Type) (T, bool) {
	var zero T
	if t == nil {
		return zero, false
	}
	u, ok := t.Underlying().(T)
	return u, ok
}

func shorten(name string) string {
	if len(name) > 40 {
		return "the call"
	}
	return name
}

// reportRelock reports "mu.Lock(); defer mu.Lock()".
func reportRelock(pass *analysis.Pass, cur inspector.Cursor, stmt *ast.DeferStmt) {
	deferred, lock := lockCall(pass, stmt.Call)
	if lock == "" {
		return
	}
	before, ok := cur.PrevSibling()
	if !ok {
		return
	}
	expr, ok := before.Node().(*ast.ExprStmt)
	if !ok {
		return
	}
	call, ok := expr.X.(*ast.CallExpr)
	if !ok {
		return
	}
	if locked, same := lockCall(pass, call); same != lock || types.ExprString(locked.X) != types.ExprString(deferred.X) {
		return
	}
	unlock := strings.Replace(lock, "Lock", "Unlock", 1)
	report.Diagnostic(pass, analysis.Diagnostic{
		Pos: stmt.Pos(), End: stmt.End(), Category: "relock",
		Message: fmt.Sprintf("%s is locked again when the function returns: defer %s instead", shorten(types.ExprString(deferred.X)), unlock),
		Related: []analysis.RelatedInformation{report.Step(call, "locked here")},
		SuggestedFixes: []analysis.SuggestedFix{{
			Message:   "Defer " + unlock,
			TextEdits: []analysis.TextEdit{{Pos: deferred.Sel.Pos(), End: deferred.Sel.End(), NewText: []byte(unlock)}},
		}},
	})
}

// lockCall returns the selector of a call of Lock or RLock of package sync, and
// which it is.
func lockCall(pass *analysis.Pass, call *ast.CallExpr) (*ast.SelectorExpr, string) {
	fn := typeutil.StaticCallee(pass.TypesInfo, call)
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || fn == nil {
		return nil, ""
	}
	switch fn.FullName() {
	case "(*sync.Mutex).Lock", "(*sync.RWMutex).Lock", "(*sync.RWMutex).RLock":
		return sel, fn.Name()
	}
	return nil, ""
}

// reportEarly reports the operands of a deferred call that are variables
// assigned later: the call sees their old values.
func reportEarly(pass *analysis.Pass, cur inspector.Cursor, stmt *ast.DeferStmt) {
	if _, isLit := ast.Unparen(stmt.Call.Fun).(*ast.FuncLit); isLit {
		return
	}
	body := enclosing(cur)
	if body == nil {
		return
	}
	for _, arg := range stmt.Call.Args {
		reportOperand(pass, stmt, arg, body)
	}
	if x := valueReceiver(pass, stmt.Call); x != nil {
		v, id := variable(pass, x)
		if v == nil {
			return
		}
		if at := modifiedAfter(pass, v, stmt, body, true); at != nil {
			report.At(pass, id, "early", fmt.Sprintf("%s is copied by the defer statement, before it is modified", id.Name),
				report.Step(stmt, "the deferred call gets a copy of %s here", id.Name), report.Step(at, "%s is modified here", id.Name))
		}
	}
}

func reportOperand(pass *analysis.Pass, stmt *ast.DeferStmt, arg ast.Expr, body *ast.BlockStmt) {
	v, id := variable(pass, arg)
	if v == nil || keepsOld(id.Name) || !expectsLatest(pass, v, stmt.Call) && !stillConstant(pass, v, stmt, body) {
		return
	}
	at := modifiedAfter(pass, v, stmt, body, false)
	if at == nil {
		return
	}
	report.At(pass, id, "early", fmt.Sprintf("%s is evaluated by the defer statement, before it gets its final value", id.Name),
		report.Step(id, "%s is evaluated here", id.Name), report.Step(at, "%s is assigned here, too late for the deferred call", id.Name))
}

// enclosing returns the body of the function around cur.
func enclosing(cur inspector.Cursor) *ast.BlockStmt {
	for outer := range cur.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		switch n := outer.Node().(type) {
		case *ast.FuncDecl:
			return n.Body
		case *ast.FuncLit:
			return n.Body
		}
	}
	return nil
}

// variable returns the local variable that e names.
func variable(pass *analysis.Pass, e ast.Expr) (*types.Var, *ast.Ident) {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return nil, nil
	}
	v, ok := pass.TypesInfo.Uses[id].(*types.Var)
	if !ok || v.IsField() || v.Parent() == nil || v.Parent() == pass.Pkg.Scope() {
		return nil, nil
	}
	return v, id
}

// valueReceiver returns the operand x of a deferred x.m() that copies x: a
// variable of a struct type with a method on the value.
func valueReceiver(pass *analysis.Pass, call *ast.CallExpr) ast.Expr {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	s := pass.TypesInfo.Selections[sel]
	if s == nil || s.Kind() != types.MethodVal || s.Indirect() {
		return nil
	}
	fn, ok := s.Obj().(*types.Func)
	if !ok || fn.Pkg() != pass.Pkg {
		return nil
	}
	recv := fn.Signature().Recv()
	if _, isStruct := recv.Type().Underlying().(*types.Struct); !isStruct {
		return nil
	}
	return sel.X
}

// modifiedAfter returns an assignment to v, or to a part of it if parts is
// set, that may execute after stmt in body, or
// nil.
func modifiedAfter(pass *analysis.Pass, v *types.Var, stmt *ast.DeferStmt, body *ast.BlockStmt, parts bool) ast.Node {
	var at ast.Node
	assigns := func(e ast.Expr) bool {
		if parts {
			for {
				sel, ok := ast.Unparen(e).(*ast.SelectorExpr)
				if !ok {
					break
				}
				e = sel.X
			}
		}
		id, ok := ast.Unparen(e).(*ast.Ident)
		return ok && pass.TypesInfo.Uses[id] == types.Object(v)
	}
	found := func(n ast.Node) {
		if at == nil && deferred.Follows(flow.Of(pass), stmt, n) {
			at = n
		}
	}
	ast.Inspect(body, func(n ast.Node) bool {
		if at != nil {
			return false
		}
		switch n := n.(type) {
		case *ast.DeferStmt:
			if _, isLit := ast.Unparen(n.Call.Fun).(*ast.FuncLit); isLit {
				return false // runs at the end too
			}
		case *ast.AssignStmt:
			if n.Pos() > stmt.End() {
				for _, lhs := range n.Lhs {
					if assigns(lhs) {
						found(n)
					}
				}
			}
		case *ast.IncDecStmt:
			if n.Pos() > stmt.End() && assigns(n.X) {
				found(n)
			}
		case *ast.ReturnStmt:
			// "return f()" assigns the named results.
			if v.Kind() == types.ResultVar && isOwn(v, body) && n.Pos() > stmt.End() && len(n.Results) > 0 && ownReturn(body, n) && changes(pass, v, n) {
				found(n)
			}
		}
		return true
	})
	return at
}

// isOwn reports whether v is declared by the function with the given body, not
// by one around it.
func isOwn(v *types.Var, body *ast.BlockStmt) bool {
	inner := v.Parent().Innermost(body.Lbrace + 1)
	return inner != nil && (inner == v.Parent() || inner.Parent() == v.Parent() && inner.Pos() >= body.Lbrace)
}

// ownReturn reports whether ret returns from the function with the given body,
// not from a literal in it.
func ownReturn(body *ast.BlockStmt, ret *ast.ReturnStmt) bool {
	own := true
	ast.Inspect(body, func(n ast.Node) bool {
		if lit, ok := n.(*ast.FuncLit); ok && lit.Pos() < ret.Pos() && ret.End() <= lit.End() {
			own = false
		}
		return own
	})
	return own
}

// changes reports whether ret may give the named result v another value than
// it has.
func changes(pass *analysis.Pass, v *types.Var, ret *ast.ReturnStmt) bool {
	for _, r := range ret.Results {
		if id, ok := ast.Unparen(r).(*ast.Ident); ok && pass.TypesInfo.Uses[id] == types.Object(v) {
			return false
		}
	}
	return !allConstant(pass, ret.Results)
}

func allConstant(pass *analysis.Pass, results []ast.Expr) bool {
	for _, r := range results {
		tv := pass.TypesInfo.Types[r]
		if tv.Value == nil && !tv.IsNil() {
			return false
		}
	}
	return true
}
