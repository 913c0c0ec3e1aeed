package receiver

import (
	"fmt"
	"go/ast"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

// A family is a group of functions that look for methods of a value.
type family struct {
	methods []string
	first   int  // index of the first argument that is looked at
	encodes bool // the elements of slices are addressed, the fields of values are not
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
			return family{methods: []string{"MarshalJSON", "MarshalText"}, encodes: true}, true
		}
	case "encoding/xml":
		if name == "Marshal" || name == "MarshalIndent" || name == "Encode" {
			return family{methods: []string{"MarshalXML", "MarshalText"}, encodes: true}, true
		}
	}
	return family{}, false
}

// reportHidden reports arguments whose type has a method that the callee looks
// for, but on the pointer only.
func reportHidden(pass *analysis.Pass, call *ast.CallExpr, cur inspector.Cursor) {
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
		if unlisted(pass, arg, cur) {
			continue
		}
		t := types.Unalias(typeOf(pass, arg))
		named, ok := elem(t, fam.encodes)
		if !ok {
			continue
		}
		if fam.encodes && hidden(named, fam.methods) == "" {
			named = fieldWith(named, fam.methods, 0)
		}
		if named == nil {
			continue
		}
		if method := hidden(named, fam.methods); method != "" {
			report.At(pass, arg, "hidden", fmt.Sprintf("%s does not see the method %s of *%s here: the argument is a value", fn.Name(), method, named.Obj().Name()))
			return
		}
	}
}

// unlisted reports whether cur is reached only if arg, a variable, is none of the
// values that a switch lists: in its default clause, or right behind it. The
// method has no name for such a value.
func unlisted(pass *analysis.Pass, arg ast.Expr, cur inspector.Cursor) bool {
	if _, ok := ast.Unparen(arg).(*ast.Ident); !ok {
		return false
	}
	lists := func(n ast.Node) bool {
		s, ok := n.(*ast.SwitchStmt)
		return ok && s.Tag != nil && syntax.Same(pass.TypesInfo, s.Tag, arg)
	}
	for c := cur; ; c = c.Parent() {
		switch n := c.Node().(type) {
		case *ast.CaseClause:
			return n.List == nil && lists(c.Parent().Parent().Node())
		case ast.Stmt:
			if before, ok := c.PrevSibling(); ok && lists(before.Node()) && returnsAlways(before.Node().(*ast.SwitchStmt)) {
				return true
			}
		case *ast.FuncDecl, *ast.FuncLit, *ast.File, nil:
			return false
		}
	}
}

// returnsAlways reports whether each clause of s ends in a return.
func returnsAlways(s *ast.SwitchStmt) bool {
	return !slices.ContainsFunc(s.Body.List, func(clause ast.Stmt) bool {
		c, ok := clause.(*ast.CaseClause)
		if !ok || len(c.Body) == 0 {
			return true
		}
		_, returns := c.Body[len(c.Body)-1].(*ast.ReturnStmt)
		return !returns
	})
}

// fieldWith returns the type of a field, at some depth, of the struct t that
// has one of methods on the pointer only, or nil: the field of a value that is
// passed by value has no address.
func fieldWith(t *types.Named, methods []string, depth int) *types.Named {
	s, ok := t.Underlying().(*types.Struct)
	if !ok || depth > 2 {
		return nil
	}
	all := types.NewMethodSet(types.NewPointer(t))
	for _, name := range methods {
		if all.Lookup(nil, name) != nil {
			return nil // has a form of its own
		}
	}
	for i := range s.NumFields() {
		tag := reflect.StructTag(s.Tag(i))
		if !s.Field(i).Exported() || tag.Get("json") == "-" || tag.Get("xml") == "-" {
			continue
		}
		named, ok := elem(types.Unalias(s.Field(i).Type()), true)
		if !ok {
			continue
		}
		if hidden(named, methods) != "" {
			return named
		}
		if inner := fieldWith(named, methods, depth+1); inner != nil {
			return inner
		}
	}
	return nil
}

// elem returns the named type that values of t consist of: t, or the elements
// of an array or map of it, or of a slice unless they are addressed.
func elem(t types.Type, addressed bool) (*types.Named, bool) {
	for range 2 {
		switch u := t.(type) {
		case *types.Named:
			return u, !types.IsInterface(u)
		case *types.Array:
			t = types.Unalias(u.Elem())
		case *types.Map:
			t = types.Unalias(u.Elem())
		case *types.Slice:
			if addressed {
				return nil, false
			}
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
