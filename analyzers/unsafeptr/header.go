package unsafeptr

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"
)

// viewsSlice reports whether the header type that file names at sel is that of
// a slice variable which the function makes a view of another slice: the data
// are the first element of that slice, and the length is computed from its
// length. What the header holds is then alive and long enough.
func viewsSlice(info *types.Info, file *ast.File, sel *ast.SelectorExpr) bool {
	header, body := headerVariable(info, file, sel)
	if header == nil || body == nil {
		return false
	}
	var data, length []types.Object
	ast.Inspect(body, func(n ast.Node) bool {
		assign, ok := n.(*ast.AssignStmt)
		if !ok || len(assign.Lhs) != len(assign.Rhs) {
			return true
		}
		for i, lhs := range assign.Lhs {
			field, ok := lhs.(*ast.SelectorExpr)
			if !ok {
				continue
			}
			if id, ok := field.X.(*ast.Ident); !ok || info.Uses[id] != header {
				continue
			}
			switch field.Sel.Name {
			case "Data":
				data = append(data, firstElementOf(info, assign.Rhs[i]))
			case "Len":
				length = append(length, lengthOf(info, assign.Rhs[i]))
			}
		}
		return true
	})
	return len(data) == 1 && len(length) == 1 && data[0] != nil && data[0] == length[0]
}

// headerVariable returns the variable h of h := (*reflect.XHeader)(…), in which
// sel names the type, and the body of the function around it, or nil.
func headerVariable(info *types.Info, file *ast.File, sel *ast.SelectorExpr) (types.Object, *ast.BlockStmt) {
	var header types.Object
	path, _ := astutil.PathEnclosingInterval(file, sel.Pos(), sel.End())
	if len(path) < 2 {
		return nil, nil
	}
	if _, ok := path[1].(*ast.StarExpr); !ok { // a header of its own, whose address is only a number
		return nil, nil
	}
	for _, n := range path {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if len(n.Lhs) != 1 || n.Tok != token.DEFINE {
				return nil, nil
			}
			if id, ok := n.Lhs[0].(*ast.Ident); ok {
				header = info.Defs[id]
			}
		case *ast.FuncLit:
			return header, n.Body
		case *ast.FuncDecl:
			return header, n.Body
		}
	}
	return nil, nil
}

// firstElementOf returns the slice variable s if e has &s[0], or nil.
func firstElementOf(info *types.Info, e ast.Expr) (found types.Object) {
	ast.Inspect(e, func(n ast.Node) bool {
		addr, ok := n.(*ast.UnaryExpr)
		if !ok || addr.Op != token.AND {
			return true
		}
		if index, ok := addr.X.(*ast.IndexExpr); ok {
			if value := info.Types[index.Index].Value; value != nil && value.ExactString() == "0" {
				found = sliceVariable(info, index.X)
			}
		}
		return false
	})
	return found
}

// lengthOf returns the slice variable s if e is computed from len(s), or nil.
func lengthOf(info *types.Info, e ast.Expr) (found types.Object) {
	ast.Inspect(e, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) != 1 {
			return true
		}
		if id, ok := call.Fun.(*ast.Ident); ok && info.Uses[id] == types.Universe.Lookup("len") {
			found = sliceVariable(info, call.Args[0])
		}
		return true
	})
	return found
}

func sliceVariable(info *types.Info, e ast.Expr) types.Object {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return nil
	}
	if _, ok := info.TypeOf(id).Underlying().(*types.Slice); !ok {
		return nil
	}
	return info.Uses[id]
}
