package goleak

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/explore"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// fixes returns what mends o for certain, if anything does.
func fixes(p *flow.Package, runs *explore.Package, o *explore.Outcome) []analysis.SuggestedFix {
	if f := room(p, runs, o); f != nil {
		return f
	}
	return deferClose(p, runs, o)
}

// onlyOnce reports whether the operation of o stands in the function that its
// goroutine runs, and not in one that this may call again and again.
func onlyOnce(p *flow.Package, o *explore.Outcome) bool {
	spawn, ok := o.Spawn.(ssa.CallInstruction)
	if !ok {
		return false
	}
	if _, isGo := spawn.(*ssa.Go); !isGo {
		return true // handed to a group or timer
	}
	callees, _ := p.Callees(spawn)
	for _, c := range callees {
		if c.Fn == o.Op.Parent() {
			return true
		}
	}
	return len(callees) == 0
}

// room returns the fix for the only result of a goroutine that nobody may
// wait for any more: a buffer for it.
func room(p *flow.Package, runs *explore.Package, o *explore.Outcome) []analysis.SuggestedFix {
	if o.Make == nil || !o.Send || o.Capacity() != 0 || o.Spawn == nil || o.InLoop || o.Circle {
		return nil
	}
	if _, isSend := o.Op.(*ssa.Send); !isSend || !onlyOnce(p, o) || flow.InLoop(o.Op) || runs.StatsOf(o.Make).Sends() != 1 || runs.StatsOf(o.Make).Receives() == 0 {
		return nil
	}
	call, ok := p.Syntax(o.Make).(*ast.CallExpr)
	if !ok || len(call.Args) != 1 || call.Ellipsis.IsValid() {
		return nil
	}
	return []analysis.SuggestedFix{{
		Message:   "Make room for the result in the channel",
		TextEdits: []analysis.TextEdit{{Pos: call.Rparen, End: call.Rparen, NewText: []byte(", 1")}},
	}}
}

// deferClose returns the fix for a range over a channel that the function which
// makes it closes at its end, but not when it returns earlier: a deferred close.
func deferClose(p *flow.Package, runs *explore.Package, o *explore.Outcome) []analysis.SuggestedFix {
	if o.Make == nil || o.Spawn == nil || !explore.IsRange(p, o.Op) || runs.StatsOf(o.Make).Closes() != 1 {
		return nil
	}
	end, ok := runs.StatsOf(o.Make).CloseOps()[0].(*ssa.Call)
	body := bodyOf(o.Make.Parent())
	if !ok || end.Parent() != o.Make.Parent() || body == nil {
		return nil
	}
	var made *ast.AssignStmt
	for i, stmt := range body.List {
		switch stmt := stmt.(type) {
		case *ast.AssignStmt:
			if len(stmt.Rhs) == 1 && len(stmt.Lhs) == 1 && stmt.Rhs[0] == p.Syntax(o.Make) {
				made = stmt
			}
		case *ast.ExprStmt:
			if made == nil || stmt.X != p.Syntax(end) || types.ExprString(stmt.X.(*ast.CallExpr).Args[0]) != types.ExprString(made.Lhs[0]) || !onlyReturns(body.List[i+1:]) {
				continue
			}
			text := types.ExprString(stmt.X)
			return []analysis.SuggestedFix{{
				Message: "Defer " + text,
				TextEdits: []analysis.TextEdit{
					{Pos: made.End(), End: made.End(), NewText: []byte("\ndefer " + text)},
					{Pos: body.List[i-1].End(), End: stmt.End()},
				},
			}}
		}
	}
	return nil
}

// bodyOf returns the body of fn, or nil.
func bodyOf(fn *ssa.Function) *ast.BlockStmt {
	switch n := fn.Syntax().(type) {
	case *ast.FuncLit:
		return n.Body
	case *ast.FuncDecl:
		return n.Body
	}
	return nil
}

// onlyReturns reports whether stmts do nothing but return values that are there
// already, so that what stands before them can as well come after.
func onlyReturns(stmts []ast.Stmt) bool {
	if len(stmts) == 0 {
		return true
	}
	ret, ok := stmts[0].(*ast.ReturnStmt)
	if !ok {
		return false
	}
	for _, r := range ret.Results {
		switch r.(type) {
		case *ast.Ident, *ast.BasicLit:
		default:
			return false
		}
	}
	return true
}
