package receiver

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

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
			reportHidden(pass, n)
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

// A family is a group of functions that look for methods of a value.
type family struct {
	methods []string
	first   int // index of the first argument that is looked at
}

// families are the functions that use methods of a value only if its method
// set has them.
func familyOf(fn *types.Func) (family, bool) {
	if fn == nil || fn.Pkg() == nil {
		return family{}, false
	}
	name := fn.Name()
	switch fn.Pkg().Path() {
	case "fmt":
		print := family{methods: []string{"String", "Error", "Format"}}
		switch {
		case name == "Print" || name == "Println" || name == "Sprint" || name == "Sprintln":
			return print, true
		case name == "Printf" || name == "Sprintf" || name == "Errorf" || name == "Fprint" || name == "Fprintln":
			print.first = 1
			return print, true
		case name == "Fprintf":
			print.first = 2
			return print, true
		}
	case "log":
		print := family{methods: []string{"String", "Error", "Format"}}
		if strings.HasSuffix(name, "f") {
			print.first = 1
		}
		if strings.HasPrefix(name, "Print") || strings.HasPrefix(name, "Fatal") || strings.HasPrefix(name, "Panic") {
			return print, true
		}
	case "log/slog":
		if name == "Any" {
			return family{methods: []string{"LogValue", "MarshalJSON", "MarshalText", "String", "Error"}, first: 1}, true
		}
	case "encoding/json":
		if name == "Marshal" || name == "MarshalIndent" || name == "Encode" {
			return family{methods: []string{"MarshalJSON", "MarshalText"}}, true
		}
	case "encoding/xml":
		if name == "Marshal" || name == "MarshalIndent" || name == "Encode" {
			return family{methods: []string{"MarshalXML", "MarshalText"}}, true
		}
	}
	return family{}, false
}

// reportHidden reports arguments whose type has a method that the callee looks
// for, but on the pointer only.
func reportHidden(pass *analysis.Pass, call *ast.CallExpr) {
	fn, ok := typeutil.Callee(pass.TypesInfo, call).(*types.Func)
	if !ok || call.Ellipsis.IsValid() {
		return
	}
	fam, ok := familyOf(fn)
	if !ok {
		return
	}
	for i, arg := range call.Args {
		if i < fam.first {
			continue
		}
		if _, deliberate := ast.Unparen(arg).(*ast.StarExpr); deliberate {
			continue // the method would often call itself otherwise
		}
		t := types.Unalias(typeOf(pass, arg))
		named, ok := elem(t)
		if !ok {
			continue
		}
		if method := hidden(named, fam.methods); method != "" {
			report.At(pass, arg, "hidden", fmt.Sprintf("%s does not see the method %s of *%s here: the argument is a value", fn.Name(), method, named.Obj().Name()))
			return
		}
	}
}

// elem returns the named type that values of t consist of: t, or the elements
// of a slice, array or map of it.
func elem(t types.Type) (*types.Named, bool) {
	for range 2 {
		switch u := t.(type) {
		case *types.Named:
			return u, !types.IsInterface(u)
		case *types.Array:
			t = types.Unalias(u.Elem())
		case *types.Map:
			t = types.Unalias(u.Elem())
		default:
			return nil, false
		}
	}
	named, ok := t.(*types.Named)
	return named, ok && !types.IsInterface(named)
}

// hidden returns the first of methods that pointers to t have and values do
// not, unless values have another of them.
func hidden(t *types.Named, methods []string) string {
	values, pointers := types.NewMethodSet(t), types.NewMethodSet(types.NewPointer(t))
	found := ""
	for _, name := range methods {
		if values.Lookup(nil, name) != nil {
			return ""
		}
		if sel := pointers.Lookup(nil, name); found == "" && sel != nil && wellKnown(name, sel.Obj()) && len(sel.Index()) == 1 {
			found = name
		}
	}
	return found
}

// wellKnown reports whether the method has the signature that is looked for.
func wellKnown(name string, obj types.Object) bool {
	fn, ok := obj.(*types.Func)
	if !ok {
		return false
	}
	sig := fn.Signature()
	switch name {
	case "String", "Error":
		return sig.Params().Len() == 0 && sig.Results().Len() == 1 && types.Identical(sig.Results().At(0).Type(), types.Typ[types.String])
	case "MarshalJSON", "MarshalText":
		return sig.Params().Len() == 0 && sig.Results().Len() == 2
	}
	return true
}
