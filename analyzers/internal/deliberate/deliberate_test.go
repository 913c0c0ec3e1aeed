package deliberate_test

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
)

// TestPanic asks of the call of boom in each function f whether a test expects
// it to panic.
func TestPanic(t *testing.T) {
	const header = `package p
func boom() {}
func catch(f func()) { defer func() { recover() }(); f() }
func run(f func()) { f() }
func checkPanic() {}
func rescue() { recover() }
type suite struct{}
func (suite) Panics(f func()) {}
`
	tests := []struct {
		name, body string
		want       bool
	}{
		{"plain", `func f() { boom() }`, false},
		{"deferred literal", `func f() { defer func() { recover() }(); boom() }`, true},
		{"deferred literal tests the value", `func f() { defer func() { if r := recover(); r == nil { print(1) } }(); boom() }`, true},
		{"deferred function", `func f() { defer rescue(); boom() }`, true},
		{"deferred function by name", `func f() { defer checkPanic(); boom() }`, true},
		{"deferred something else", `func f() { defer boom() }`, false},
		{"helper that recovers", `func f() { catch(func() { boom() }) }`, true},
		{"helper that does not", `func f() { run(func() { boom() }) }`, false},
		{"assertion", `func f() { suite{}.Panics(func() { boom() }) }`, true},
		{"literal called", `func f() { func() { boom() }() }`, false},
		{"literal called that recovers", `func f() { func() { defer func() { recover() }(); boom() }() }`, true},
		{"table", `func f() { for _, g := range []func(){func() { boom() }} { func() { defer func() { recover() }(); g() }() } }`, true},
		{"another literal recovers", `func f() { go func() { boom() }() }; func g() { recover() }`, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for _, name := range []string{"a.go", "a_test.go"} {
				pass, pos := load(t, name, header+test.body)
				want := test.want && name == "a_test.go"
				if got := deliberate.Panic(pass, pos); got != want {
					t.Errorf("%s: %t, want %t", name, got, want)
				}
			}
		})
	}
}

func TestCommentAbove(t *testing.T) {
	for body, want := range map[string]string{
		"func f() {\n\tboom()\n}":                   "",
		"func f() {\n\t// On purpose.\n\tboom()\n}": "On purpose.\n",
		"func f() {\n\t// Far away.\n\n\tboom()\n}": "",
	} {
		pass, pos := load(t, "a.go", "package p\nfunc boom() {}\n"+body)
		if got := deliberate.CommentAbove(pass, pos); got != want {
			t.Errorf("%q: %q, want %q", body, got, want)
		}
	}
}

// TestForTests asks whether f is part of a test or helps one.
func TestForTests(t *testing.T) {
	tests := []struct {
		name, file, body string
		want             bool
	}{
		{"code", "a.go", "func f(n int) { boom() }", false},
		{"test file", "a_test.go", "func f(n int) { boom() }", true},
		{"helper", "a.go", "func f(n int, t *testing.T) { boom() }", true},
		{"helper of all", "a.go", "func f(tb testing.TB) { boom() }", true},
		{"own type of the name", "a.go", "type T int\nfunc f(t *T) { boom() }", false},
	}
	for _, test := range tests {
		pass, _ := load(t, test.file, "package p\nimport \"testing\"\nvar _ *testing.T\nfunc boom() {}\n"+test.body)
		decls := pass.Files[0].Decls
		if got := deliberate.ForTests(pass, decls[len(decls)-1].(*ast.FuncDecl)); got != test.want {
			t.Errorf("%s: %t, want %t", test.name, got, test.want)
		}
	}
}

// load type-checks src and returns the position of the last call of boom.
func load(t *testing.T, name, src string) (*analysis.Pass, token.Pos) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, src, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{}}
	pkg, err := (&types.Config{Importer: importer.ForCompiler(fset, "source", nil)}).Check("p", fset, []*ast.File{file}, info)
	if err != nil {
		t.Fatal(err)
	}
	var pos token.Pos
	ast.Inspect(file, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && id.Name == "boom" && info.Uses[id] != nil {
			pos = id.Pos()
		}
		return true
	})
	return &analysis.Pass{Fset: fset, Files: []*ast.File{file}, Pkg: pkg, TypesInfo: info}, pos
}
