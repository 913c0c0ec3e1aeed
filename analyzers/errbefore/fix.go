package errbefore

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/token"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/protocol"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// moveDefer returns the fix that moves a deferred call, where it is the use,
// below the check that follows it.
func moveDefer(p *flow.Package, use *protocol.Use) []analysis.SuggestedFix {
	if use.Closure {
		return nil
	}
	deferred, check := deferAndCheck(p, use.Instr)
	if deferred == nil {
		return nil
	}
	file := p.Fset.File(deferred.Pos())
	if file == nil || file.Line(deferred.End())+1 != file.Line(check.Pos()) || file.Line(deferred.Pos()) != file.Line(deferred.End()) {
		return nil // something stands between them
	}
	var text bytes.Buffer
	if err := format.Node(&text, p.Fset, deferred); err != nil {
		return nil
	}
	indent := strings.Repeat("\t", p.Fset.Position(deferred.Pos()).Column-1)
	return []analysis.SuggestedFix{{
		Message: "Move the deferred call below the check",
		TextEdits: []analysis.TextEdit{
			{Pos: deferred.Pos(), End: check.Pos()},
			{Pos: check.End(), End: check.End(), NewText: []byte("\n" + indent + text.String())},
		},
	}}
}

// deferAndCheck returns the defer statement that contains instr and the if
// statement right after it, if that compares something with nil and leaves.
func deferAndCheck(p *flow.Package, instr ssa.Instruction) (*ast.DeferStmt, *ast.IfStmt) {
	var deferred *ast.DeferStmt
	for _, n := range p.Enclosing(p.Range(instr).Pos()) {
		switch n := n.(type) {
		case *ast.DeferStmt:
			deferred = n
		case *ast.FuncLit:
			if deferred == nil {
				return nil, nil
			}
		case *ast.BlockStmt:
			if deferred == nil {
				return nil, nil
			}
			for i, stmt := range n.List {
				if stmt != ast.Stmt(deferred) || i+1 >= len(n.List) {
					continue
				}
				check, ok := n.List[i+1].(*ast.IfStmt)
				if ok && leavesOnError(p, check) {
					return deferred, check
				}
			}
			return nil, nil
		}
	}
	return nil, nil
}

// leavesOnError reports whether check is "if err != nil { …; return }".
func leavesOnError(p *flow.Package, check *ast.IfStmt) bool {
	cond, ok := ast.Unparen(check.Cond).(*ast.BinaryExpr)
	if !ok || cond.Op != token.NEQ || check.Init != nil || check.Else != nil || len(check.Body.List) == 0 {
		return false
	}
	if !p.Info.Types[cond.Y].IsNil() || !typ.IsError(p.Info.TypeOf(cond.X)) {
		return false
	}
	switch s := check.Body.List[len(check.Body.List)-1].(type) {
	case *ast.ReturnStmt:
		return true
	case *ast.BranchStmt:
		return s.Tok == token.CONTINUE
	}
	return false
}
