package typ_test

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

const source = `package p

type S struct{}
type G[T any] struct{}
type A = S
type P *S

var (
	value    S
	pointer  *S
	alias    *A
	generic  *G[int]
	ofPtr    P
	plain    int
	err      error
	double   **S
)
`

func check(t *testing.T) *types.Package {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	pkg, err := (&types.Config{Importer: importer.Default()}).Check("example.com/p", fset, []*ast.File{file}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return pkg
}

func TestTypes(t *testing.T) {
	scope := check(t).Scope()
	for _, tt := range []struct {
		name, str, named string
		is               bool // S itself
		deref            string
	}{
		{"value", "example.com/p.S", "S", true, "example.com/p.S"},
		{"pointer", "", "S", false, "example.com/p.S"},
		{"alias", "", "S", false, "example.com/p.A"},
		{"generic", "", "G", false, "example.com/p.G[int]"},
		{"ofPtr", "example.com/p.P", "P", false, "example.com/p.S"},
		{"plain", "", "", false, "int"},
		{"err", "", "error", false, "error"},
		{"double", "", "", false, "*example.com/p.S"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t0 := scope.Lookup(tt.name).Type()
			if got := typ.Name(t0); got != tt.str {
				t.Errorf("Name = %q, want %q", got, tt.str)
			}
			named := ""
			if n := typ.Named(t0); n != nil {
				named = n.Obj().Name()
				if n != n.Origin() {
					t.Errorf("Named = the instance %v", n)
				}
			}
			if named != tt.named {
				t.Errorf("Named = %q, want %q", named, tt.named)
			}
			if got := typ.Is(t0, "example.com/p", "R", "S"); got != tt.is {
				t.Errorf("Is = %t, want %t", got, tt.is)
			}
			if got := typ.Deref(t0).String(); got != tt.deref {
				t.Errorf("Deref = %s, want %s", got, tt.deref)
			}
		})
	}
}
