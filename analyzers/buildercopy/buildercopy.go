package buildercopy

import (
	_ "embed"
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

//go:embed doc.go
var doc string

// Analyzer reports copies of strings.Builder and bytes.Buffer.
var Analyzer = &analysis.Analyzer{
	Name:     "buildercopy",
	Doc:      docs.MustExtract(doc, "buildercopy"),
	URL:      docs.URL("buildercopy"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, inspect.Analyzer},
}

// The categories.
const (
	builder = "builder"
	buffer  = "buffer"
)

func run(pass *analysis.Pass) (any, error) {
	if !syntax.Imports(pass.Pkg, "strings") && !syntax.Imports(pass.Pkg, "bytes") {
		return nil, nil
	}
	in := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
	for cur := range in.Root().Preorder((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil), (*ast.AssignStmt)(nil), (*ast.ValueSpec)(nil),
		(*ast.CallExpr)(nil), (*ast.ReturnStmt)(nil), (*ast.RangeStmt)(nil), (*ast.CompositeLit)(nil), (*ast.SendStmt)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.FuncDecl:
			checkParams(pass, n.Recv, n.Body)
			checkParams(pass, n.Type.Params, n.Body)
		case *ast.FuncLit:
			checkParams(pass, n.Type.Params, n.Body)
		case *ast.AssignStmt:
			for i, e := range n.Rhs {
				if len(n.Lhs) == len(n.Rhs) && !mayWrite(pass, n.Lhs[i], e, cur) {
					continue
				}
				checkCopy(pass, e, "assignment")
			}
		case *ast.ValueSpec:
			for i, e := range n.Values {
				if len(n.Names) == len(n.Values) && !mayWrite(pass, n.Names[i], e, cur) {
					continue
				}
				checkCopy(pass, e, "assignment")
			}
		case *ast.CallExpr:
			if pass.TypesInfo.Types[n.Fun].IsType() || syntax.Builtin(pass.TypesInfo, n) == "new" {
				continue
			}
			for _, e := range n.Args {
				checkCopy(pass, e, "call")
			}
		case *ast.ReturnStmt:
			for _, e := range n.Results {
				checkReturn(pass, e, cur)
			}
		case *ast.RangeStmt:
			if id, ok := n.Value.(*ast.Ident); ok && id.Name != "_" {
				if kind := kindOf(pass.TypesInfo.TypeOf(id)); kind != "" && mayWrite(pass, id, id, cur) {
					reportCopy(pass, id, kind, "range")
				}
			}
		case *ast.CompositeLit:
			for _, e := range n.Elts {
				if kv, ok := e.(*ast.KeyValueExpr); ok {
					e = kv.Value
				}
				checkCopy(pass, e, "literal")
			}
		case *ast.SendStmt:
			checkCopy(pass, n.Value, "send")
		}
	}
	return nil, nil
}

// kindOf returns what values of type t contain, not behind a pointer: a
// strings.Builder, whose copies panic, or a bytes.Buffer, whose copies share
// their bytes; "" if neither.
func kindOf(t types.Type) string { return kindIn(t, 0) }

func kindIn(t types.Type, depth int) string {
	if t == nil || depth > 8 {
		return ""
	}
	switch typ.Name(t) {
	case "strings.Builder":
		return builder
	case "bytes.Buffer":
		return buffer
	}
	if _, ok := types.Unalias(t).(*types.TypeParam); ok {
		return ""
	}
	switch t := t.Underlying().(type) {
	case *types.Struct:
		for f := range t.Fields() {
			if kind := kindIn(f.Type(), depth+1); kind != "" {
				return kind
			}
		}
	case *types.Array:
		return kindIn(t.Elem(), depth+1)
	}
	return ""
}

// checkParams reports parameters and receivers that receive a copy.
func checkParams(pass *analysis.Pass, list *ast.FieldList, body *ast.BlockStmt) {
	if list == nil {
		return
	}
	for _, field := range list.List {
		kind := kindOf(pass.TypesInfo.TypeOf(field.Type))
		if kind == "" || kind == buffer && !written(pass, field, body) {
			continue
		}
		report.At(pass, field.Type, kind, message(kind, "the parameter is"))
	}
}

// written reports whether body writes to one of the parameters of field.
func written(pass *analysis.Pass, field *ast.Field, body *ast.BlockStmt) bool {
	for _, id := range field.Names {
		v, ok := pass.TypesInfo.Defs[id].(*types.Var)
		if ok && body != nil && writes(pass, body, v) {
			return true
		}
	}
	return false
}

func message(kind, what string) string {
	if kind == builder {
		return what + " a copy of a strings.Builder, which panics when written to after the first write"
	}
	return what + " a copy of a bytes.Buffer, which shares its bytes: the two overwrite each other"
}

func reportCopy(pass *analysis.Pass, n ast.Node, kind, how string) {
	what := "this " + how + " makes"
	if how == "assignment" || how == "range" || how == "literal" {
		what = "the " + how + " makes"
	}
	if kind == builder && deliberate.InTest(pass.Fset, n.Pos()) {
		return // to run the test has shown whether it panics
	}
	report.At(pass, n, kind, message(kind, what))
}

// checkCopy reports e if it is a variable that holds a builder or buffer which
// may have been used: a fresh value of a literal or call is none. A buffer that
// is handed on as a whole is as good as the original, if that is not used any
// more; only what is written to here counts.
func checkCopy(pass *analysis.Pass, e ast.Expr, how string) {
	switch x := ast.Unparen(e).(type) {
	case *ast.Ident:
		if _, ok := pass.TypesInfo.Uses[x].(*types.Var); !ok {
			return
		}
	case *ast.SelectorExpr, *ast.IndexExpr, *ast.StarExpr:
		if star, ok := x.(*ast.StarExpr); ok && isNew(pass, star.X) {
			return
		}
		if !pass.TypesInfo.Types[x].IsValue() {
			return
		}
	default:
		return
	}
	if kind := kindOf(pass.TypesInfo.TypeOf(e)); kind != "" && (kind == builder || how == "assignment") {
		reportCopy(pass, e, kind, how)
	}
}

// checkReturn reports the return of a builder that lives on: a field, or
// through a pointer. A local variable is gone afterwards, but a builder knows
// its old address all the same.
func checkReturn(pass *analysis.Pass, e ast.Expr, cur inspector.Cursor) {
	kind := kindOf(pass.TypesInfo.TypeOf(e))
	if id, ok := ast.Unparen(e).(*ast.Ident); ok && (kind == buffer || kind == builder && !used(pass, id, cur)) {
		return
	}
	checkCopy(pass, e, "return")
}

// used reports whether the function around cur calls methods of the variable
// id, or of its fields.
func used(pass *analysis.Pass, id *ast.Ident, cur inspector.Cursor) bool {
	for c := cur; ; c = c.Parent() {
		var body *ast.BlockStmt
		switch n := c.Node().(type) {
		case *ast.FuncDecl:
			body = n.Body
		case *ast.FuncLit:
			body = n.Body
		case *ast.File, nil:
			return false
		default:
			continue
		}
		found := false
		ast.Inspect(body, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				sel, ok := ast.Unparen(n.Fun).(*ast.SelectorExpr)
				found = found || ok && kindOf(pass.TypesInfo.TypeOf(sel.X)) != "" && syntax.Root(pass.TypesInfo, sel.X) == pass.TypesInfo.Uses[id]
			case *ast.UnaryExpr:
				found = found || syntax.Root(pass.TypesInfo, n.X) != nil && syntax.Root(pass.TypesInfo, n.X) == pass.TypesInfo.Uses[id]
			}
			return !found
		})
		return found
	}
}
