// Package syntax answers small questions about expressions for the checks
// that look at the source rather than at its SSA form.
package syntax

import (
	"go/ast"
	"go/token"
	"go/types"
	"go/version"
	"slices"
	"strconv"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

// Same reports whether a and b denote the same variable: the same identifier,
// or the same fields of it.
func Same(info *types.Info, a, b ast.Expr) bool {
	a, b = ast.Unparen(a), ast.Unparen(b)
	switch a := a.(type) {
	case *ast.Ident:
		b, ok := b.(*ast.Ident)
		return ok && info.ObjectOf(a) != nil && info.ObjectOf(a) == info.ObjectOf(b)
	case *ast.SelectorExpr:
		b, ok := b.(*ast.SelectorExpr)
		return ok && info.ObjectOf(a.Sel) != nil && info.ObjectOf(a.Sel) == info.ObjectOf(b.Sel) && (Same(info, a.X, b.X) || isPackage(info, a.X))
	case *ast.StarExpr:
		b, ok := b.(*ast.StarExpr)
		return ok && Same(info, a.X, b.X)
	case *ast.IndexExpr:
		b, ok := b.(*ast.IndexExpr)
		return ok && Same(info, a.X, b.X) && Same(info, a.Index, b.Index)
	case *ast.BasicLit:
		b, ok := b.(*ast.BasicLit)
		return ok && a.Kind == b.Kind && a.Value == b.Value
	}
	return false
}

func isPackage(info *types.Info, e ast.Expr) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return false
	}
	_, ok = info.Uses[id].(*types.PkgName)
	return ok
}

// Simple reports whether e has no effects and may be evaluated twice: a
// variable, a field of one, a literal, or a sum of these.
func Simple(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident, *ast.BasicLit:
		return true
	case *ast.SelectorExpr:
		return Simple(e.X)
	case *ast.BinaryExpr:
		return Simple(e.X) && Simple(e.Y)
	case *ast.StarExpr:
		return Simple(e.X)
	}
	return false
}

// Root returns the variable at the start of e: v in v.a[i].b, or nil.
func Root(info *types.Info, e ast.Expr) *types.Var {
	for {
		switch x := ast.Unparen(e).(type) {
		case *ast.SelectorExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		case *ast.SliceExpr:
			e = x.X
		case *ast.Ident:
			v, _ := info.ObjectOf(x).(*types.Var)
			return v
		default:
			return nil
		}
	}
}

// Uses reports whether n mentions the object obj.
func Uses(info *types.Info, n ast.Node, obj types.Object) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && info.Uses[id] == obj && obj != nil {
			found = true
		}
		return !found
	})
	return found
}

// Builtin returns the name of the builtin that call invokes, or "".
func Builtin(info *types.Info, call *ast.CallExpr) string {
	if b, ok := typeutil.Callee(info, call).(*types.Builtin); ok {
		return b.Name()
	}
	return ""
}

// Callee returns the full name of the function or method that call names, as
// [types.Func.FullName], or "".
func Callee(info *types.Info, call *ast.CallExpr) string {
	if fn, ok := typeutil.Callee(info, call).(*types.Func); ok {
		return fn.Origin().FullName()
	}
	return ""
}

// Int returns the value of the integer constant e.
func Int(info *types.Info, e ast.Expr) (int64, bool) {
	tv, ok := info.Types[e]
	if !ok || tv.Value == nil {
		return 0, false
	}
	n, err := strconv.ParseInt(tv.Value.ExactString(), 10, 64)
	return n, err == nil
}

// AtLeast reports whether the file that contains pos is of Go version v, as
// "go1.21", or newer. An unknown version is the newest.
func AtLeast(pass *analysis.Pass, pos token.Pos, v string) bool {
	file := File(pass.Files, pos)
	if file == nil {
		return true
	}
	have := pass.TypesInfo.FileVersions[file]
	return have == "" || version.Compare(have, v) >= 0
}

// File returns the one of files that contains pos, or nil.
func File(files []*ast.File, pos token.Pos) *ast.File {
	for _, file := range files {
		if file.FileStart <= pos && pos < file.FileEnd {
			return file
		}
	}
	return nil
}

// Path returns the nodes of one of files around the source from pos to end,
// innermost first.
func Path(files []*ast.File, pos, end token.Pos) []ast.Node {
	file := File(files, pos)
	if file == nil {
		return nil
	}
	path, _ := astutil.PathEnclosingInterval(file, pos, end)
	return path
}

// Comments returns the comments of one of files that stand between from and to.
func Comments(files []*ast.File, from, to token.Pos) []*ast.CommentGroup {
	file := File(files, from)
	if file == nil {
		return nil
	}
	var between []*ast.CommentGroup
	for _, group := range file.Comments {
		if from < group.Pos() && group.End() <= to {
			between = append(between, group)
		}
	}
	return between
}

// Imports reports whether some file of pkg imports one of paths.
func Imports(pkg *types.Package, paths ...string) bool {
	return slices.ContainsFunc(pkg.Imports(), func(imp *types.Package) bool { return slices.Contains(paths, imp.Path()) })
}

// BodyAround returns the body of the function or function literal around cur,
// or nil.
func BodyAround(cur inspector.Cursor) *ast.BlockStmt {
	for c := range cur.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		switch n := c.Node().(type) {
		case *ast.FuncDecl:
			return n.Body
		case *ast.FuncLit:
			return n.Body
		}
	}
	return nil
}

// Decls finds the declarations of the functions of the package of Pass.
type Decls struct {
	Pass *analysis.Pass
	all  map[*types.Func]*ast.FuncDecl // nil before anybody asks
}

// Of returns the declaration of fn if it is a function of the package that has
// a body, or nil.
func (d *Decls) Of(fn *types.Func) *ast.FuncDecl {
	if d.all == nil {
		d.all = make(map[*types.Func]*ast.FuncDecl)
		for _, file := range d.Pass.Files {
			for _, decl := range file.Decls {
				decl, ok := decl.(*ast.FuncDecl)
				if !ok || decl.Body == nil {
					continue
				}
				if fn, ok := d.Pass.TypesInfo.Defs[decl.Name].(*types.Func); ok {
					d.all[fn] = decl
				}
			}
		}
	}
	return d.all[fn.Origin()]
}
