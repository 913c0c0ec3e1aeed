package lockcopy

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/copylock"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/interviewlint/interviewlint/analyzers/internal/adopt"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

//go:embed doc.go
var doc string

// Analyzer reports copies of locks: those that x/tools' copylock sees, and
// those that it does not look at.
var Analyzer = &analysis.Analyzer{
	Name:     "lockcopy",
	Doc:      docs.MustExtract(doc, "lockcopy"),
	URL:      docs.URL("lockcopy"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, inspect.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	adopt.Run(pass, copylock.Analyzer, func(d analysis.Diagnostic) {
		d.Category, d.URL = "", ""
		report.Diagnostic(pass, d)
	})
	c := &checker{pass: pass, decls: make(map[*types.Func]*ast.FuncDecl)}
	c.collect()
	root := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
	filter := []ast.Node{(*ast.StarExpr)(nil), (*ast.SendStmt)(nil), (*ast.CallExpr)(nil), (*ast.TypeSwitchStmt)(nil)}
	root.WithStack(filter, func(n ast.Node, push bool, stack []ast.Node) bool {
		if !push {
			return true
		}
		switch n := n.(type) {
		case *ast.StarExpr:
			c.pointee(n, stack)
		case *ast.SendStmt:
			c.send(n)
		case *ast.CallExpr:
			c.bulk(n)
		case *ast.TypeSwitchStmt:
			c.typeSwitch(n)
		}
		return true
	})
	return nil, nil
}

// A checker looks at what copylock leaves out in one package.
type checker struct {
	pass  *analysis.Pass
	decls map[*types.Func]*ast.FuncDecl
}

func (c *checker) collect() {
	for _, file := range c.pass.Files {
		for _, decl := range file.Decls {
			if decl, ok := decl.(*ast.FuncDecl); ok {
				if fn, ok := c.pass.TypesInfo.Defs[decl.Name].(*types.Func); ok {
					c.decls[fn] = decl
				}
			}
		}
	}
}

func (c *checker) report(rng analysis.Range, what string, lock string) {
	report.At(c.pass, rng, "", fmt.Sprintf("%s copies lock value: %s", what, lock))
}

// pointee reports *f() where the value that f's result points to is copied.
func (c *checker) pointee(star *ast.StarExpr, stack []ast.Node) {
	call, ok := ast.Unparen(star.X).(*ast.CallExpr)
	if !ok || c.fresh(call) {
		return
	}
	tv := c.pass.TypesInfo.Types[star]
	if !tv.IsValue() || !copies(star, stack) {
		return
	}
	if lock := lockIn(tv.Type, nil); lock != "" {
		c.report(star, "dereference of the result of "+types.ExprString(call.Fun), lock)
	}
}

// copies reports whether the value of the last expression of stack is used as
// a whole: assigned, passed, returned, sent or put into a literal.
func copies(e ast.Expr, stack []ast.Node) bool {
	var inner ast.Node = e
	for i := len(stack) - 2; i >= 0; i-- {
		switch n := stack[i].(type) {
		case *ast.ParenExpr:
			inner = n
			continue
		case *ast.AssignStmt:
			for j, rhs := range n.Rhs {
				if rhs == inner {
					id, ok := n.Lhs[j].(*ast.Ident)
					return !ok || id.Name != "_"
				}
			}
			return false
		case *ast.ValueSpec, *ast.ReturnStmt, *ast.CompositeLit:
			return true
		case *ast.KeyValueExpr:
			return n.Value == inner
		case *ast.CallExpr:
			return n.Fun != inner
		}
		return false
	}
	return false
}

// send reports ch <- v where v holds a lock. (A dereferenced call is reported
// here too.)
func (c *checker) send(n *ast.SendStmt) {
	value := ast.Unparen(n.Value)
	switch v := value.(type) {
	case *ast.CompositeLit, *ast.CallExpr:
		return // made for the purpose
	case *ast.StarExpr:
		if call, ok := ast.Unparen(v.X).(*ast.CallExpr); ok && c.fresh(call) {
			return
		}
	}
	if lock := lockIn(c.pass.TypesInfo.TypeOf(value), nil); lock != "" {
		c.report(value, "send on "+types.ExprString(n.Chan), lock)
	}
}

// bulk reports calls that copy slices of locks element by element.
func (c *checker) bulk(call *ast.CallExpr) {
	var arg ast.Expr
	name := ""
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		b, ok := c.pass.TypesInfo.Uses[fun].(*types.Builtin)
		switch {
		case ok && b.Name() == "copy" && len(call.Args) == 2:
			arg = call.Args[1]
		case ok && b.Name() == "append" && call.Ellipsis.IsValid():
			arg = call.Args[len(call.Args)-1]
		}
		name = fun.Name
	case *ast.SelectorExpr:
		if fn, ok := c.pass.TypesInfo.Uses[fun.Sel].(*types.Func); ok && len(call.Args) == 1 {
			switch fn.FullName() {
			case "slices.Clone", "maps.Clone":
				arg = call.Args[0]
			}
			name = fn.FullName()
		}
	}
	if arg == nil {
		return
	}
	var elem types.Type
	switch t := types.Unalias(c.pass.TypesInfo.TypeOf(arg)).Underlying().(type) {
	case *types.Slice:
		elem = t.Elem()
	case *types.Map:
		elem = t.Elem()
	default:
		return
	}
	if _, ok := ast.Unparen(arg).(*ast.CompositeLit); ok {
		return
	}
	if lock := lockIn(elem, nil); lock != "" {
		c.report(arg, name, lock)
	}
}

// typeSwitch reports the cases of a type switch that copy a lock out of the
// interface into the switch's variable.
func (c *checker) typeSwitch(n *ast.TypeSwitchStmt) {
	assign, ok := n.Assign.(*ast.AssignStmt)
	if !ok {
		return
	}
	for _, clause := range n.Body.List {
		obj := c.pass.TypesInfo.Implicits[clause]
		if obj == nil {
			continue
		}
		if lock := lockIn(obj.Type(), nil); lock != "" {
			cc := clause.(*ast.CaseClause)
			c.report(report.Span{Start: cc.Case, Stop: cc.Colon}, "type switch to "+types.ExprString(assign.Lhs[0]), lock)
		}
	}
}

// fresh reports whether call returns the address of a new value that nobody
// else can have locked, now and later: new(T), or a constructor by its name
// that, if it is of the package, returns nothing else.
func (c *checker) fresh(call *ast.CallExpr) bool {
	var id *ast.Ident
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		id = fun
	case *ast.SelectorExpr:
		id = fun.Sel
	case *ast.IndexExpr:
		switch x := fun.X.(type) {
		case *ast.Ident:
			id = x
		case *ast.SelectorExpr:
			id = x.Sel
		}
	}
	if id == nil {
		return c.pass.TypesInfo.Types[call.Fun].IsType() // a conversion
	}
	switch obj := c.pass.TypesInfo.Uses[id].(type) {
	case *types.Builtin:
		return obj.Name() == "new" && len(call.Args) == 1 && c.pass.TypesInfo.Types[call.Args[0]].IsType()
	case *types.TypeName:
		return true
	case *types.Func:
		decl := c.decls[obj.Origin()]
		return strings.HasPrefix(strings.ToLower(obj.Name()), "new") &&
			(decl == nil && obj.Pkg() != c.pass.Pkg || decl != nil && decl.Body != nil && c.returnsFresh(decl.Body))
	}
	return false
}

// returnsFresh reports whether every return of body is of a new value.
func (c *checker) returnsFresh(body *ast.BlockStmt) bool {
	fresh := true
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			if len(n.Results) != 1 || !c.isNew(n.Results[0]) && !c.holdsNew(n.Results[0], body) {
				fresh = false
			}
		}
		return fresh
	})
	return fresh
}

// holdsNew reports whether e is a variable that is assigned a new value once,
// and of which body uses nothing but fields, methods and the address returned:
// it is not kept elsewhere.
func (c *checker) holdsNew(e ast.Expr, body *ast.BlockStmt) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return false
	}
	obj := c.pass.TypesInfo.Uses[id]
	value := syntax.OnlyValue(c.pass.TypesInfo, body, obj)
	if value == nil || !c.isNew(value) {
		return false
	}
	private := true
	ast.PreorderStack(body, nil, func(n ast.Node, stack []ast.Node) bool {
		if use, ok := n.(*ast.Ident); ok && c.pass.TypesInfo.Uses[use] == obj {
			switch stack[len(stack)-1].(type) {
			case *ast.SelectorExpr, *ast.ReturnStmt:
			default:
				private = false
			}
		}
		return private
	})
	return private
}

// isNew reports whether e is &T{...} or new(T).
func (c *checker) isNew(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.UnaryExpr:
		_, ok := ast.Unparen(e.X).(*ast.CompositeLit)
		return ok && e.Op == token.AND
	case *ast.CallExpr:
		return c.fresh(e)
	}
	return false
}
