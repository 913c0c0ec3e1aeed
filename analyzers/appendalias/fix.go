package appendalias

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/alias"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

// clip returns the fix that makes app allocate: a third index for a slice
// expression, slices.Clip or a full slice expression otherwise.
func (c *checker) clip(app alias.Append) []analysis.SuggestedFix {
	call, ok := c.m.Syntax(app.Call).(*ast.CallExpr)
	if !ok || flow.Builtin(&app.Call.Call) != "append" || len(call.Args) == 0 {
		return nil
	}
	base := ast.Unparen(call.Args[0])
	if slice, ok := base.(*ast.SliceExpr); ok {
		if slice.Slice3 || slice.High == nil || !syntax.Simple(slice.High) {
			return nil
		}
		return []analysis.SuggestedFix{{
			Message:   "limit the capacity of " + types.ExprString(slice.X) + " with a third index",
			TextEdits: []analysis.TextEdit{{Pos: slice.High.End(), End: slice.High.End(), NewText: []byte(":" + types.ExprString(slice.High))}},
		}}
	}
	if !syntax.Simple(base) {
		return nil
	}
	name := types.ExprString(base)
	edit := analysis.TextEdit{Pos: base.End(), End: base.End(), NewText: []byte("[:len(" + name + "):len(" + name + ")]")}
	edits := []analysis.TextEdit{edit}
	if pkg := syntax.ImportName(c.pass, base.Pos(), "slices"); pkg != "" && syntax.AtLeast(c.pass, base.Pos(), "go1.21") {
		edits = []analysis.TextEdit{
			{Pos: base.Pos(), End: base.Pos(), NewText: []byte(pkg + ".Clip(")},
			{Pos: base.End(), End: base.End(), NewText: []byte(")")},
		}
	}
	return []analysis.SuggestedFix{{Message: "make append copy " + name, TextEdits: edits}}
}

// cloneCall returns the fix that copies the result of call.
func (c *checker) cloneCall(call *ssa.Call) []analysis.SuggestedFix {
	e, ok := c.m.Syntax(call).(*ast.CallExpr)
	if !ok || !alias.IsSlice(call) {
		return nil
	}
	return c.clone(e)
}

// cloneKept returns the fix that keeps a copy of the slice that instr keeps, if
// that is all that it keeps: what it assigns, sends, or appends to another slice.
func (c *checker) cloneKept(instr ssa.Instruction) []analysis.SuggestedFix {
	for _, n := range c.m.Enclosing(instr.Pos()) {
		switch n := n.(type) {
		case *ast.CallExpr:
			return c.clone(c.added(n))
		case *ast.SendStmt:
			return c.clone(n.Value)
		case *ast.AssignStmt:
			if len(n.Rhs) != 1 || len(n.Lhs) != 1 {
				return nil
			}
			if call, ok := n.Rhs[0].(*ast.CallExpr); ok && syntax.Builtin(c.pass.TypesInfo, call) != "" {
				return c.clone(c.added(call))
			}
			return c.clone(n.Rhs[0])
		case ast.Stmt:
			return nil
		}
	}
	return nil
}

// added returns the only element that call appends to a slice, or nil.
func (c *checker) added(call *ast.CallExpr) ast.Expr {
	if syntax.Builtin(c.pass.TypesInfo, call) != "append" || len(call.Args) != 2 || call.Ellipsis.IsValid() {
		return nil
	}
	return call.Args[1]
}

// clone returns the fix that copies e, if that is a slice.
func (c *checker) clone(e ast.Expr) []analysis.SuggestedFix {
	if e == nil {
		return nil
	}
	t := c.pass.TypesInfo.TypeOf(e)
	if call, ok := ast.Unparen(e).(*ast.CallExpr); t == nil || ok && syntax.Builtin(c.pass.TypesInfo, call) != "" {
		return nil
	}
	if _, ok := t.Underlying().(*types.Slice); !ok || !syntax.AtLeast(c.pass, e.Pos(), "go1.21") {
		return nil
	}
	names, edits := syntax.Import(c.pass, e.Pos(), "slices")
	if names == nil {
		return nil
	}
	edits = append(edits,
		analysis.TextEdit{Pos: e.Pos(), End: e.Pos(), NewText: []byte(names[0] + ".Clone(")},
		analysis.TextEdit{Pos: e.End(), End: e.End(), NewText: []byte(")")})
	return []analysis.SuggestedFix{{Message: "copy " + types.ExprString(e), TextEdits: edits}}
}

// sliceExpr returns the source text of v, or "".
func (c *checker) sliceExpr(v *ssa.Slice) string {
	if e, ok := c.m.Syntax(v).(*ast.SliceExpr); ok {
		return types.ExprString(e)
	}
	return ""
}
