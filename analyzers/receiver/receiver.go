package receiver

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports methods that do not act on what their callers think.
var Analyzer = &analysis.Analyzer{
	Name:     "receiver",
	Doc:      docs.MustExtract(doc, "receiver"),
	URL:      docs.URL("receiver"),
	Requires: []*analysis.Analyzer{directive.Analyzer, inspect.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	for cur := range pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root().Preorder((*ast.FuncDecl)(nil), (*ast.CallExpr)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.FuncDecl:
			reportCopy(pass, n)
		case *ast.CallExpr:
			reportHidden(pass, n, cur)
		}
	}
	return nil, nil
}

// reportCopy reports assignments to fields of a value receiver that the method
// does not use afterwards.
func reportCopy(pass *analysis.Pass, decl *ast.FuncDecl) {
	recv := valueReceiver(pass, decl)
	if recv == nil || decl.Body == nil {
		return
	}
	stores, last := fieldStores(pass, decl.Body, recv)
	for _, store := range stores {
		if usedAfter(pass, decl.Body, recv, store, last) {
			continue
		}
		report.At(pass, store, "copy", fmt.Sprintf("this changes a copy of the receiver %s, which nobody reads: %s needs a pointer receiver", recv.Name(), decl.Name.Name))
		return // one tells of all
	}
}

// valueReceiver returns the receiver of decl if it is a named struct or array
// value.
func valueReceiver(pass *analysis.Pass, decl *ast.FuncDecl) *types.Var {
	if decl.Recv == nil || len(decl.Recv.List) != 1 || len(decl.Recv.List[0].Names) != 1 {
		return nil
	}
	v, ok := pass.TypesInfo.Defs[decl.Recv.List[0].Names[0]].(*types.Var)
	if !ok {
		return nil
	}
	switch v.Type().Underlying().(type) {
	case *types.Struct, *types.Array:
		return v
	}
	return nil
}

// fieldStores returns the assignments in body to parts of the variable recv
// itself, not of what it points to, and the loops they stand in.
func fieldStores(pass *analysis.Pass, body *ast.BlockStmt, recv *types.Var) (stores []ast.Stmt, loops map[ast.Stmt]ast.Node) {
	loops = make(map[ast.Stmt]ast.Node)
	var loop ast.Node
	var visit func(n ast.Node)
	visit = func(n ast.Node) {
		ast.Inspect(n, func(m ast.Node) bool {
			switch m := m.(type) {
			case *ast.ForStmt, *ast.RangeStmt:
				if m != n {
					outer := loop
					if loop == nil {
						loop = m
					}
					visit(m)
					loop = outer
					return false
				}
			case *ast.FuncLit:
				return false
			case *ast.AssignStmt:
				for _, lhs := range m.Lhs {
					if isPart(pass, lhs, recv) {
						stores = append(stores, m)
						loops[m] = loop
						break
					}
				}
			case *ast.IncDecStmt:
				if isPart(pass, m.X, recv) {
					stores = append(stores, m)
					loops[m] = loop
				}
			}
			return true
		})
	}
	visit(body)
	return stores, loops
}

// isPart reports whether e is a field or array element of recv, reached
// without following a pointer, slice or map.
func isPart(pass *analysis.Pass, e ast.Expr, recv *types.Var) bool {
	part := false
	for {
		switch x := ast.Unparen(e).(type) {
		case *ast.SelectorExpr:
			if sel := pass.TypesInfo.Selections[x]; sel == nil || sel.Indirect() || isPointer(pass, x.X) {
				return false
			}
			part = true
			e = x.X
		case *ast.IndexExpr:
			if _, isArray := typeOf(pass, x.X).Underlying().(*types.Array); !isArray {
				return false
			}
			part = true
			e = x.X
		case *ast.Ident:
			return part && pass.TypesInfo.Uses[x] == types.Object(recv)
		default:
			return false
		}
	}
}

func isPointer(pass *analysis.Pass, e ast.Expr) bool {
	_, ok := typeOf(pass, e).Underlying().(*types.Pointer)
	return ok
}

func typeOf(pass *analysis.Pass, e ast.Expr) types.Type {
	if t := pass.TypesInfo.TypeOf(e); t != nil {
		return t
	}
	return types.Typ[types.Invalid]
}

// usedAfter reports whether the method may read recv after store: below it, in
// the loop around it, in a literal or deferred call anywhere, or through its
// address.
func usedAfter(pass *analysis.Pass, body *ast.BlockStmt, recv *types.Var, store ast.Stmt, loops map[ast.Stmt]ast.Node) bool {
	used := false
	own := make(map[*ast.Ident]bool) // the receiver on the left of assignments
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if n.Tok == token.ASSIGN || n.Tok == token.DEFINE || n == store {
				for _, lhs := range n.Lhs {
					if id := root(lhs); id != nil && isPart(pass, lhs, recv) {
						own[id] = true
					}
				}
			}
		case *ast.IncDecStmt:
			if id := root(n.X); id != nil && n == store {
				own[id] = true
			}
		}
		return true
	})
	var stack []ast.Node
	ast.Inspect(body, func(n ast.Node) bool {
		if n == nil {
			stack = stack[:len(stack)-1]
			return true
		}
		stack = append(stack, n)
		id, ok := n.(*ast.Ident)
		if !ok || pass.TypesInfo.Uses[id] != types.Object(recv) || own[id] {
			return true
		}
		loop := loops[store]
		switch {
		case id.Pos() > store.End(),
			loop != nil && loop.Pos() <= id.Pos() && id.End() <= loop.End() && !within(id, store),
			elsewhere(stack):
			used = true
		}
		return true
	})
	return used
}

func within(n, outer ast.Node) bool { return outer.Pos() <= n.Pos() && n.End() <= outer.End() }

// elsewhere reports whether the innermost nodes of stack are in a literal, a
// deferred call, or take an address.
func elsewhere(stack []ast.Node) bool {
	for _, n := range stack {
		switch n := n.(type) {
		case *ast.FuncLit, *ast.DeferStmt:
			return true
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				return true
			}
		}
	}
	return false
}

// root returns the variable that e is a part of.
func root(e ast.Expr) *ast.Ident {
	for {
		switch x := ast.Unparen(e).(type) {
		case *ast.SelectorExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.Ident:
			return x
		default:
			return nil
		}
	}
}
