package rangecopy

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

// writtenBy returns the name of the method or function of the package that
// stmt calls for nothing but to change the loop's variable: its result is not
// used, it gets the variable's address, and it assigns fields through it.
func (l *loop) writtenBy(stmt *ast.ExprStmt) string {
	call, ok := stmt.X.(*ast.CallExpr)
	if _, isStruct := l.value.Type().Underlying().(*types.Struct); !ok || !isStruct {
		return ""
	}
	fn := typeutil.StaticCallee(l.pass.TypesInfo, call)
	if fn == nil || fn.Pkg() != l.pass.Pkg {
		return ""
	}
	decl := l.declOf(fn.Origin())
	if decl == nil {
		return ""
	}
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && decl.Recv != nil {
		_, part := l.target(sel.X)
		_, isPtr := l.pass.TypesInfo.TypeOf(sel.X).Underlying().(*types.Pointer)
		if part && !isPtr && len(decl.Recv.List) == 1 && l.onlyAssigns(decl, decl.Recv.List[0]) {
			return sel.Sel.Name
		}
		return ""
	}
	for i, arg := range call.Args {
		addr, ok := ast.Unparen(arg).(*ast.UnaryExpr)
		if !ok || addr.Op != token.AND {
			continue
		}
		id, isIdent := ast.Unparen(addr.X).(*ast.Ident)
		if isIdent && l.pass.TypesInfo.Uses[id] == types.Object(l.value) && l.onlyAssigns(decl, fieldOf(decl.Type.Params, i)) {
			return fn.Name()
		}
	}
	return ""
}

func (l *loop) declOf(fn *types.Func) *ast.FuncDecl {
	for _, file := range l.pass.Files {
		for _, d := range file.Decls {
			if decl, ok := d.(*ast.FuncDecl); ok && decl.Body != nil && l.pass.TypesInfo.Defs[decl.Name] == types.Object(fn) {
				return decl
			}
		}
	}
	return nil
}

// onlyAssigns reports whether decl does nothing with the pointer it gets as
// the parameter or receiver field but assign fields through it.
func (l *loop) onlyAssigns(decl *ast.FuncDecl, field *ast.Field) bool {
	if field == nil || len(field.Names) != 1 {
		return false
	}
	if _, ok := field.Type.(*ast.StarExpr); !ok {
		return false
	}
	param := l.pass.TypesInfo.Defs[field.Names[0]]
	assigns, other := false, false
	ast.Inspect(decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, lhs := range n.Lhs {
				if root := syntax.Root(l.pass.TypesInfo, lhs); root != nil && types.Object(root) == param {
					assigns = true
				}
			}
		case *ast.IncDecStmt:
			if root := syntax.Root(l.pass.TypesInfo, n.X); root != nil && types.Object(root) == param {
				assigns = true
			}
		case *ast.SelectorExpr:
			if id, ok := ast.Unparen(n.X).(*ast.Ident); ok && l.pass.TypesInfo.Uses[id] == param {
				sel := l.pass.TypesInfo.Selections[n]
				other = other || sel == nil || sel.Kind() != types.FieldVal
				return false
			}
		case *ast.Ident:
			other = other || l.pass.TypesInfo.Uses[n] == param
		}
		return true
	})
	return assigns && !other
}

// fieldOf returns the declaration of parameter i if it has one of its own.
func fieldOf(list *ast.FieldList, i int) *ast.Field {
	for _, field := range list.List {
		if i == 0 && len(field.Names) == 1 {
			return field
		}
		i -= max(len(field.Names), 1)
		if i < 0 {
			return nil
		}
	}
	return nil
}
