package appendalias

import (
	"go/ast"
	"go/types"
	"go/version"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/alias"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
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
		if slice.Slice3 || slice.High == nil || !simple(slice.High) {
			return nil
		}
		return []analysis.SuggestedFix{{
			Message:   "limit the capacity of " + types.ExprString(slice.X) + " with a third index",
			TextEdits: []analysis.TextEdit{{Pos: slice.High.End(), End: slice.High.End(), NewText: []byte(":" + types.ExprString(slice.High))}},
		}}
	}
	if !simple(base) {
		return nil
	}
	name := types.ExprString(base)
	edit := analysis.TextEdit{Pos: base.End(), End: base.End(), NewText: []byte("[:len(" + name + "):len(" + name + ")]")}
	edits := []analysis.TextEdit{edit}
	if pkg := c.slicesName(base); pkg != "" {
		edits = []analysis.TextEdit{
			{Pos: base.Pos(), End: base.Pos(), NewText: []byte(pkg + ".Clip(")},
			{Pos: base.End(), End: base.End(), NewText: []byte(")")},
		}
	}
	return []analysis.SuggestedFix{{Message: "make append copy " + name, TextEdits: edits}}
}

// simple reports whether e has no effects and may be repeated.
func simple(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident, *ast.BasicLit:
		return true
	case *ast.SelectorExpr:
		return simple(e.X)
	case *ast.BinaryExpr:
		return simple(e.X) && simple(e.Y)
	}
	return false
}

// slicesName returns the name under which the file of e imports package
// slices, or "" if it does not.
func (c *checker) slicesName(e ast.Expr) string {
	for _, file := range c.pass.Files {
		if e.Pos() < file.FileStart || file.FileEnd <= e.Pos() {
			continue
		}
		if v := c.pass.TypesInfo.FileVersions[file]; v != "" && version.Compare(v, "go1.21") < 0 {
			return ""
		}
		for _, spec := range file.Imports {
			if spec.Path.Value == `"slices"` {
				if spec.Name == nil {
					return "slices"
				}
				return spec.Name.Name
			}
		}
	}
	return ""
}

// sliceExpr returns the source text of v, or "".
func (c *checker) sliceExpr(v *ssa.Slice) string {
	if e, ok := c.m.Syntax(v).(*ast.SliceExpr); ok {
		return types.ExprString(e)
	}
	return ""
}
