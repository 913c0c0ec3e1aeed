// Package flowtest loads source snippets for the table tests of the concept
// packages.
package flowtest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"testing"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// Load type-checks the file src and returns its flow. The snippet may import
// the standard library and the packages below testdata/src.
func Load(t *testing.T, src string) *flow.Package {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "snippet.go", src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatalf("parsing the snippet: %v\n%s", err, src)
	}
	info := &types.Info{
		Types:        make(map[ast.Expr]types.TypeAndValue),
		Instances:    make(map[*ast.Ident]types.Instance),
		Defs:         make(map[*ast.Ident]types.Object),
		Uses:         make(map[*ast.Ident]types.Object),
		Implicits:    make(map[ast.Node]types.Object),
		Selections:   make(map[*ast.SelectorExpr]*types.Selection),
		Scopes:       make(map[ast.Node]*types.Scope),
		FileVersions: make(map[*ast.File]string),
	}
	conf := types.Config{Importer: newStubs(fset)}
	pkg, err := conf.Check("snippet", fset, []*ast.File{file}, info)
	if err != nil {
		t.Fatalf("type-checking the snippet: %v\n%s", err, src)
	}
	return &flow.Package{Fset: fset, Files: []*ast.File{file}, Types: pkg, Info: info}
}

// Func returns the named function of p, or the literal "f$1".
func Func(t *testing.T, p *flow.Package, name string) *ssa.Function {
	t.Helper()
	for _, fn := range p.Functions() {
		if fn.Name() == name {
			return fn
		}
	}
	t.Fatalf("the snippet has no function %s", name)
	return nil
}

// Calls returns the call instructions of fn that call a function of the given
// name, in block order.
func Calls(fn *ssa.Function, name string) []ssa.CallInstruction {
	var calls []ssa.CallInstruction
	for instr := range flow.Instructions(fn) {
		if call, ok := instr.(ssa.CallInstruction); ok {
			if callee := flow.CalleeObject(call.Common()); callee != nil && callee.Name() == name {
				calls = append(calls, call)
			}
		}
	}
	return calls
}
