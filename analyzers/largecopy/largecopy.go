package largecopy

import (
	_ "embed"
	"fmt"
	"go/ast"
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

// Analyzer reports values that are large and copied.
var Analyzer = &analysis.Analyzer{
	Name:     "largecopy",
	Doc:      docs.MustExtract(doc, "largecopy"),
	URL:      docs.URL("largecopy"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, inspect.Analyzer},
}

// threshold is the size in bytes from which a copy counts as large.
const threshold = 1024

func run(pass *analysis.Pass) (any, error) {
	in := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
	for cur := range in.Root().Preorder((*ast.FuncDecl)(nil), (*ast.RangeStmt)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.FuncDecl:
			checkSignature(pass, n)
		case *ast.RangeStmt:
			checkRange(pass, n)
		}
	}
	return nil, nil
}

// size returns the size of t in bytes, or 0 if it depends on a type parameter.
func size(pass *analysis.Pass, t types.Type) (n int64) {
	if t == nil || pass.TypesSizes == nil || hasTypeParam(t, 0) {
		return 0
	}
	return pass.TypesSizes.Sizeof(t)
}

func hasTypeParam(t types.Type, depth int) bool {
	if _, ok := types.Unalias(t).(*types.TypeParam); ok || depth > 10 {
		return true
	}
	switch t := t.Underlying().(type) {
	case *types.Array:
		return hasTypeParam(t.Elem(), depth+1)
	case *types.Struct:
		for f := range t.Fields() {
			if hasTypeParam(f.Type(), depth+1) {
				return true
			}
		}
	}
	return false
}

// checkSignature reports large parameters, receivers and results of decl.
func checkSignature(pass *analysis.Pass, decl *ast.FuncDecl) {
	check := func(list *ast.FieldList, how string) {
		if list == nil {
			return
		}
		for _, field := range list.List {
			if n := size(pass, pass.TypesInfo.TypeOf(field.Type)); n >= threshold {
				report.At(pass, field, "", fmt.Sprintf("%s copies %d bytes at each call: pass a pointer", how, n))
			}
		}
	}
	if decl.Body == nil {
		return
	}
	check(decl.Recv, "the receiver")
	check(decl.Type.Params, "the parameter")
	check(decl.Type.Results, "the result")
}

// checkRange reports a large copy for each step of a range loop, or of the
// array that it goes over.
func checkRange(pass *analysis.Pass, n *ast.RangeStmt) {
	if id, ok := n.Value.(*ast.Ident); ok && id.Name != "_" {
		if bytes := size(pass, pass.TypesInfo.TypeOf(id)); bytes >= threshold {
			report.At(pass, id, "", fmt.Sprintf("the loop copies %d bytes into %s at each step: use the index", bytes, id.Name))
			return
		}
		t := pass.TypesInfo.TypeOf(n.X)
		if _, ok := t.Underlying().(*types.Array); ok {
			if bytes := size(pass, t); bytes >= threshold {
				report.At(pass, n.X, "", fmt.Sprintf("the loop copies the array of %d bytes first: range over its address", bytes))
			}
		}
	}
}
