package ctxignored

import (
	"fmt"
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/contexts"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

// A sibling is a function that does the same with a context.
type sibling struct {
	name   string // how to call it
	insert bool   // whether the context just goes before the other arguments
}

// siblings maps functions that wait for others without a context to the ones
// that take it.
var siblings = map[string]sibling{
	"net/http.Get":                         {"http.NewRequestWithContext", false},
	"net/http.Head":                        {"http.NewRequestWithContext", false},
	"net/http.Post":                        {"http.NewRequestWithContext", false},
	"net/http.PostForm":                    {"http.NewRequestWithContext", false},
	"net/http.NewRequest":                  {"NewRequestWithContext", true},
	"(*net/http.Client).Get":               {"http.NewRequestWithContext", false},
	"(*net/http.Client).Head":              {"http.NewRequestWithContext", false},
	"(*net/http.Client).Post":              {"http.NewRequestWithContext", false},
	"(*net/http.Client).PostForm":          {"http.NewRequestWithContext", false},
	"(*database/sql.DB).Query":             {"QueryContext", true},
	"(*database/sql.DB).QueryRow":          {"QueryRowContext", true},
	"(*database/sql.DB).Exec":              {"ExecContext", true},
	"(*database/sql.DB).Prepare":           {"PrepareContext", true},
	"(*database/sql.DB).Ping":              {"PingContext", true},
	"(*database/sql.DB).Begin":             {"BeginTx", false},
	"(*database/sql.Tx).Query":             {"QueryContext", true},
	"(*database/sql.Tx).QueryRow":          {"QueryRowContext", true},
	"(*database/sql.Tx).Exec":              {"ExecContext", true},
	"(*database/sql.Tx).Prepare":           {"PrepareContext", true},
	"(*database/sql.Stmt).Query":           {"QueryContext", true},
	"(*database/sql.Stmt).QueryRow":        {"QueryRowContext", true},
	"(*database/sql.Stmt).Exec":            {"ExecContext", true},
	"os/exec.Command":                      {"CommandContext", true},
	"net.Dial":                             {"net.Dialer.DialContext", false},
	"net.DialTimeout":                      {"net.Dialer.DialContext", false},
	"(*net.Dialer).Dial":                   {"DialContext", true},
	"crypto/tls.Dial":                      {"tls.Dialer.DialContext", false},
	"net.LookupHost":                       {"net.Resolver.LookupHost", false},
	"net.LookupIP":                         {"net.Resolver.LookupIPAddr", false},
	"net.LookupAddr":                       {"net.Resolver.LookupAddr", false},
	"(*crypto/tls.Conn).Handshake":         {"HandshakeContext", true},
	"(*github.com/jmoiron/sqlx.DB).Get":    {"GetContext", true},
	"(*github.com/jmoiron/sqlx.DB).Select": {"SelectContext", true},
}

// reportSiblings reports calls in fn of functions that have a sibling with a
// context.
func reportSiblings(pass *analysis.Pass, fn contexts.Func) {
	if addsContext(pass.TypesInfo, fn.Body) {
		return
	}
	fn.Own(func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.DeferStmt, *ast.GoStmt:
			return false
		case *ast.CallExpr:
			obj := callee(pass.TypesInfo, n)
			if obj == nil {
				return true
			}
			other, ok := siblings[obj.FullName()]
			if !ok || obj.Pkg() == pass.Pkg || joined(pass.TypesInfo, fn, n) || outlives(pass.TypesInfo, fn, n) {
				return true // in the package itself: the sibling is made of it
			}
			report.Diagnostic(pass, analysis.Diagnostic{
				Pos: n.Fun.Pos(), End: n.Fun.End(), Category: "noctx",
				Message:        fmt.Sprintf("%s cannot be cancelled by %s: use %s", obj.Name(), fn.Expr, other.name),
				SuggestedFixes: insertContext(fn, n, other),
			})
		}
		return true
	})
}

// insertContext returns the fix that calls the sibling, where the context just
// goes before the other arguments.
func insertContext(fn contexts.Func, call *ast.CallExpr, other sibling) []analysis.SuggestedFix {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || !other.insert || fn.Param.Parent() == nil {
		return nil
	}
	text := fn.Expr
	if len(call.Args) > 0 {
		text += ", "
	}
	return []analysis.SuggestedFix{{
		Message: "Call " + other.name + " with " + fn.Expr,
		TextEdits: []analysis.TextEdit{
			{Pos: sel.Sel.Pos(), End: sel.Sel.End(), NewText: []byte(other.name)},
			{Pos: call.Lparen + 1, End: call.Lparen + 1, NewText: []byte(text)},
		},
	}}
}

// joined reports whether fn hands the result of call to a function together
// with the context, which then sees to the cancellation.
func joined(info *types.Info, fn contexts.Func, call *ast.CallExpr) bool {
	var result *types.Var
	found := false
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if len(n.Rhs) == 1 && ast.Unparen(n.Rhs[0]) == ast.Expr(call) {
				if id, ok := n.Lhs[0].(*ast.Ident); ok {
					result, _ = info.ObjectOf(id).(*types.Var)
				}
			}
		case *ast.CallExpr:
			if result != nil && n != call && contexts.Uses(info, n, result) && contexts.Uses(info, n, fn.Param) {
				found = true
			}
		}
		return !found
	})
	return found
}

// outlives reports whether call makes a command that fn starts and does not
// wait for: it is meant to go on when the context has ended.
func outlives(info *types.Info, fn contexts.Func, call *ast.CallExpr) bool {
	if obj := callee(info, call); obj == nil || obj.FullName() != "os/exec.Command" {
		return false
	}
	starts, waits := false, false
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if obj, ok := info.Uses[sel.Sel].(*types.Func); ok {
			switch obj.FullName() {
			case "(*os/exec.Cmd).Start":
				starts = true
			case "(*os/exec.Cmd).Wait", "(*os/exec.Cmd).Run", "(*os/exec.Cmd).Output", "(*os/exec.Cmd).CombinedOutput":
				waits = true
			}
		}
		return true
	})
	return starts && !waits
}

// addsContext reports whether body gives a request its context later.
func addsContext(info *types.Info, body *ast.BlockStmt) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			if fn := callee(info, call); fn != nil {
				switch fn.FullName() {
				case "(*net/http.Request).WithContext", "(*net/http.Request).Clone":
					found = true
				}
			}
		}
		return !found
	})
	return found
}
