package syntax_test

import (
	"go/ast"
	"go/types"
	"strings"
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/flowtest"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

// TestSame compares the two arguments of pair.
func TestSame(t *testing.T) {
	for args, want := range map[string]bool{
		"x, x": true, "x, y": false, "t.n, t.n": true, "t.n, u.n": false, "(t.n), t.n": true, "t.u.n, t.u.n": true,
		"xs[0], xs[0]": true, "xs[0], xs[1]": false, "xs[x], xs[x]": true, "x, 1": false, "*p, *p": true, "f(), f()": false,
	} {
		p := flowtest.Load(t, `package snippet
type T struct { n int; u *T }
func f() int { return 0 }
func pair(a, b int) {}
func g(x, y int, t, u *T, xs []int, p *int) { pair(`+args+`) }`)
		ast.Inspect(p.Files[0], func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok && syntax.Callee(p.Info, call) == "snippet.pair" {
				if got := syntax.Same(p.Info, call.Args[0], call.Args[1]); got != want {
					t.Errorf("Same(%s) = %t, want %t", args, got, want)
				}
			}
			return true
		})
	}
}

// TestOnlyValue asks for the value of v in f.
func TestOnlyValue(t *testing.T) {
	for body, want := range map[string]string{
		"v := 1; _ = v":                "1",
		"v := x + 1; _ = v":            "x + 1",
		"v := 1; v = 2; _ = v":         "",
		"v := 1; v++":                  "",
		"v := 1; p := &v; _ = p":       "",
		"v, w := 1, 2; _, _ = v, w":    "1",
		"for v := range 3 { _ = v }":   "",
		"v, err := g(); _, _ = v, err": "",
		"func() { v := 3; _ = v }()":   "3",
	} {
		p := flowtest.Load(t, "package snippet\nfunc g() (int, error) { return 0, nil }\nfunc f(x int) { "+body+" }")
		var got string
		ast.Inspect(p.Files[0], func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && id.Name == "v" && p.Info.Defs[id] != nil {
				if e := syntax.OnlyValue(p.Info, p.Files[0], p.Info.Defs[id]); e != nil {
					got = types.ExprString(e)
				}
			}
			return true
		})
		if got != want {
			t.Errorf("%s: %q, want %q", body, got, want)
		}
	}
}

// TestAssignment asks for the sides of the first assignment in f.
func TestAssignment(t *testing.T) {
	for body, want := range map[string]string{
		"v := 1; _ = v":                "v = 1",
		"v, w := 1, 2; _, _ = v, w":    "v w = 1 2",
		"x = 3":                        "x = 3",
		"var v, w int; _, _ = v, w":    "v w =",
		"var v, w = g(); _, _ = v, w":  "v w = g()",
		"v, err := g(); _, _ = v, err": "v err = g()",
		"x++":                          "",
	} {
		p := flowtest.Load(t, "package snippet\nfunc g() (int, error) { return 0, nil }\nfunc f(x int) { "+body+" }")
		var parts []string
		ast.Inspect(p.Files[0], func(n ast.Node) bool {
			lhs, rhs := syntax.Assignment(n)
			if len(parts) > 0 || lhs == nil {
				return true
			}
			for _, e := range lhs {
				parts = append(parts, types.ExprString(e))
			}
			parts = append(parts, "=")
			for _, e := range rhs {
				parts = append(parts, types.ExprString(e))
			}
			return true
		})
		if got := strings.Join(parts, " "); got != want {
			t.Errorf("%s: %q, want %q", body, got, want)
		}
	}
}
