package ifacecheck

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

//go:embed doc.go
var doc string

// Analyzer reports types that almost implement an interface of their package.
var Analyzer = &analysis.Analyzer{
	Name:     "ifacecheck",
	Doc:      docs.MustExtract(doc, "ifacecheck"),
	URL:      docs.URL("ifacecheck"),
	Requires: []*analysis.Analyzer{directive.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	asserted := assertedInterfaces(pass)
	if len(asserted) == 0 {
		return nil, nil
	}
	implemented := implementedInterfaces(pass)
	decls := methodDecls(pass)
	for _, named := range structs(pass) {
		for _, iface := range asserted {
			near := nearMiss(named, iface.Type().Underlying().(*types.Interface))
			if near == nil || implemented[named.Obj()] || meansAnother(named, near) {
				continue
			}
			decl := decls[near]
			if decl == nil {
				continue
			}
			want, _, _ := types.LookupFieldOrMethod(iface.Type(), false, pass.Pkg, near.Name())
			report.At(pass, decl.Name, "", fmt.Sprintf("with this signature of %s, %s does not implement %s, whose methods it all has by name", near.Name(), named.Obj().Name(), iface.Name()),
				report.Step(span(want), "%s declares %s otherwise", iface.Name(), near.Name()))
			break
		}
	}
	return nil, nil
}

func span(obj types.Object) report.Span {
	return report.Span{Start: obj.Pos(), Stop: obj.Pos() + token.Pos(len(obj.Name()))}
}

// assertedInterfaces returns the interfaces of the package that some value is
// tested for at run time, so that the compiler does not notice a type that has
// drifted away.
func assertedInterfaces(pass *analysis.Pass) []*types.TypeName {
	var found []*types.TypeName
	seen := make(map[*types.TypeName]bool)
	add := func(e ast.Expr) {
		named, ok := types.Unalias(pass.TypesInfo.TypeOf(e)).(*types.Named)
		if !ok || named.Obj().Pkg() != pass.Pkg || named.TypeParams().Len() > 0 || seen[named.Obj()] {
			return
		}
		if iface, ok := named.Underlying().(*types.Interface); ok && iface.NumMethods() > 0 && iface.IsMethodSet() {
			seen[named.Obj()] = true
			found = append(found, named.Obj())
		}
	}
	for _, file := range pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.TypeAssertExpr:
				if n.Type != nil && pass.TypesInfo.TypeOf(n.Type) != nil {
					add(n.Type)
				}
			case *ast.TypeSwitchStmt:
				for _, stmt := range n.Body.List {
					if clause, ok := stmt.(*ast.CaseClause); ok {
						for _, e := range clause.List {
							if pass.TypesInfo.TypeOf(e) != nil && !pass.TypesInfo.Types[e].IsNil() {
								add(e)
							}
						}
					}
				}
			}
			return true
		})
	}
	return found
}

// implementedInterfaces returns the types of the package that it asserts to
// implement some interface, with "var _ I = T{}": they are looked after.
func implementedInterfaces(pass *analysis.Pass) map[*types.TypeName]bool {
	found := make(map[*types.TypeName]bool)
	for _, file := range pass.Files {
		for _, decl := range file.Decls {
			gen, ok := decl.(*ast.GenDecl)
			if !ok || gen.Tok != token.VAR {
				continue
			}
			for _, spec := range gen.Specs {
				spec, ok := spec.(*ast.ValueSpec)
				if !ok || len(spec.Names) == 0 || spec.Names[0].Name != "_" {
					continue
				}
				for _, v := range spec.Values {
					if named := typ.Named(pass.TypesInfo.TypeOf(v)); named != nil {
						found[named.Obj()] = true
					}
				}
			}
		}
	}
	return found
}

// structs returns the types of the package that are no interfaces and not
// generic.
func structs(pass *analysis.Pass) []*types.Named {
	var found []*types.Named
	scope := pass.Pkg.Scope()
	for _, name := range scope.Names() {
		tn, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || tn.IsAlias() {
			continue
		}
		named, ok := tn.Type().(*types.Named)
		if ok && !types.IsInterface(named) && named.TypeParams().Len() == 0 && named.NumMethods() > 0 {
			found = append(found, named)
		}
	}
	return found
}

// nearMiss returns the one method of named that keeps it from implementing
// iface: all methods are there by name, and a single one, declared for named
// itself, has another signature. Interfaces of one method are met by chance.
func nearMiss(named *types.Named, iface *types.Interface) *types.Func {
	methods := types.NewMethodSet(types.NewPointer(named))
	var odd *types.Func
	right := 0
	for want := range iface.Methods() {
		sel := methods.Lookup(want.Pkg(), want.Name())
		if sel == nil {
			return nil
		}
		fn, ok := sel.Obj().(*types.Func)
		if !ok {
			return nil
		}
		if types.Identical(fn.Signature(), want.Signature()) {
			right++
			continue
		}
		if odd != nil || len(sel.Index()) != 1 || !alike(fn.Signature(), want.Signature()) {
			return nil
		}
		odd = fn
	}
	if odd == nil || right == 0 && !telling(iface, odd) {
		return nil
	}
	return odd
}

// meansAnother reports whether the method is that of another interface of its
// package, which named does implement.
func meansAnother(named *types.Named, method *types.Func) bool {
	scope := named.Obj().Pkg().Scope()
	for _, name := range scope.Names() {
		iface, ok := scope.Lookup(name).Type().Underlying().(*types.Interface)
		if !ok || !types.Implements(types.NewPointer(named), iface) {
			continue
		}
		for m := range iface.Methods() {
			if m.Name() == method.Name() {
				return true
			}
		}
	}
	return false
}

// alike reports whether two signatures share their parameters or their
// results, as they do when one has drifted from the other.
func alike(a, b *types.Signature) bool {
	return types.Identical(a.Params(), b.Params()) || types.Identical(a.Results(), b.Results()) && a.Results().Len() > 0
}

// telling reports whether the only method of iface is evidence enough: it takes
// parameters, and they are the same.
func telling(iface *types.Interface, odd *types.Func) bool {
	want := iface.Method(0)
	return want.Signature().Params().Len() > 0 && types.Identical(want.Signature().Params(), odd.Signature().Params())
}

// methodDecls returns the declarations of the methods of the package.
func methodDecls(pass *analysis.Pass) map[*types.Func]*ast.FuncDecl {
	decls := make(map[*types.Func]*ast.FuncDecl)
	for _, file := range pass.Files {
		for _, decl := range file.Decls {
			if decl, ok := decl.(*ast.FuncDecl); ok && decl.Recv != nil {
				if fn, ok := pass.TypesInfo.Defs[decl.Name].(*types.Func); ok {
					decls[fn] = decl
				}
			}
		}
	}
	return decls
}
