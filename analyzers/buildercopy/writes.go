package buildercopy

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

// reads are the methods of a Builder or Buffer that do not write to it.
var reads = map[string]bool{
	"String": true, "Len": true, "Cap": true, "Bytes": true, "Available": true, "AvailableBuffer": true, "WriteTo": true,
	"Read": true, "ReadByte": true, "ReadRune": true, "ReadBytes": true, "ReadString": true, "Next": true, "Peek": true, "Reset": true,
}

// mayWrite reports whether the copy that is assigned to the expression to may
// be written to: not if it goes into a map, whose elements cannot be, nor if
// it is a local variable that is only read. Of a buffer it must be seen.
func mayWrite(pass *analysis.Pass, to, from ast.Expr, cur inspector.Cursor) bool {
	switch to := ast.Unparen(to).(type) {
	case *ast.IndexExpr:
		_, isMap := types.Unalias(pass.TypesInfo.TypeOf(to.X)).Underlying().(*types.Map)
		return !isMap && kindOf(pass.TypesInfo.TypeOf(from)) == builder
	case *ast.Ident:
		v, ok := pass.TypesInfo.ObjectOf(to).(*types.Var)
		if !ok { // blank
			return false
		}
		body := bodyAround(cur)
		local := v.Pkg() == pass.Pkg && v.Parent() != pass.Pkg.Scope()
		return body == nil || !local || writes(pass, body, v)
	}
	return kindOf(pass.TypesInfo.TypeOf(from)) == builder
}

func bodyAround(cur inspector.Cursor) *ast.BlockStmt {
	for c := range cur.Enclosing((*ast.FuncDecl)(nil)) {
		return c.Node().(*ast.FuncDecl).Body
	}
	return nil
}

// writes reports whether body calls a method of v, or of a part of it, that is
// not known to read only, or takes the address of it. What has a buffer among
// other things may leave it alone: then it must be the buffer itself.
func writes(pass *analysis.Pass, body *ast.BlockStmt, v *types.Var) bool {
	part := kindOf(v.Type()) == builder
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.UnaryExpr:
			found = found || n.Op == token.AND && syntax.Root(pass.TypesInfo, n.X) == v && (part || isKind(pass.TypesInfo.TypeOf(n.X)))
		case *ast.SelectorExpr:
			sel := pass.TypesInfo.Selections[n]
			if sel != nil && sel.Kind() != types.FieldVal && syntax.Root(pass.TypesInfo, n.X) == v {
				itself := isKind(pass.TypesInfo.TypeOf(n.X))
				found = found || itself && !reads[n.Sel.Name] || !itself && part
			}
		}
		return !found
	})
	return found
}

// isKind reports whether t is strings.Builder or bytes.Buffer itself.
func isKind(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Pkg() != nil && (named.Obj().Pkg().Path() == "strings" || named.Obj().Pkg().Path() == "bytes")
}

// isNew reports whether e makes a buffer that nobody else has.
func isNew(pass *analysis.Pass, e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return false
	}
	switch syntax.Callee(pass.TypesInfo, call) {
	case "bytes.NewBuffer", "bytes.NewBufferString":
		return true
	}
	return syntax.Builtin(pass.TypesInfo, call) == "new"
}
