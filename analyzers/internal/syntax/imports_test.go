package syntax_test

import (
	"cmp"
	"go/ast"
	"go/format"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/flowtest"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

const body = "\nvar _ = func() { mark() }\n\nfunc mark() {}\n"

// marked returns src as a pass, and where it calls mark.
func marked(t *testing.T, src string) (*analysis.Pass, *ast.CallExpr) {
	t.Helper()
	p := flowtest.Load(t, src)
	pass := &analysis.Pass{Fset: p.Fset, Files: p.Files, Pkg: p.Types, TypesInfo: p.Info}
	var mark *ast.CallExpr
	ast.Inspect(p.Files[0], func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && syntax.Callee(p.Info, call) == "snippet.mark" {
			mark = call
		}
		return true
	})
	return pass, mark
}

func TestImport(t *testing.T) {
	for _, test := range []struct {
		name, imports, body, want, names string
	}{
		{"no imports", "package snippet\n", body, "package snippet\n\nimport \"maps\"\n\nimport \"slices\"\n", "maps slices"},
		{"comment after the package clause", "package snippet // alone\n", body, "package snippet // alone\n\nimport \"maps\"\n\nimport \"slices\"\n", "maps slices"},
		{"one import", "package snippet\n\nimport \"fmt\"\n", "\nvar _ = fmt.Sprint" + body, "package snippet\n\nimport \"maps\"\n\nimport \"slices\"\n\nimport \"fmt\"\n", "maps slices"},
		{"sorted group", "package snippet\n\nimport (\n\t\"fmt\"\n\t\"os\" // for good\n)\n", "\nvar _, _ = fmt.Sprint, os.Exit" + body,
			"package snippet\n\nimport (\n\t\"fmt\"\n\t\"maps\"\n\t\"os\" // for good\n\t\"slices\"\n)\n", "maps slices"},
		{"same place", "package snippet\n\nimport (\n\t\"fmt\"\n\t\"strings\"\n)\n", "\nvar _, _ = fmt.Sprint, strings.Cut" + body,
			"package snippet\n\nimport (\n\t\"fmt\"\n\t\"maps\"\n\t\"slices\"\n\t\"strings\"\n)\n", "maps slices"},
		{"third party only", "package snippet\n\nimport (\n\t\"github.com/gin-gonic/gin\"\n)\n", "\nvar _ *gin.Context" + body,
			"package snippet\n\nimport (\n\t\"maps\"\n\t\"slices\"\n\n\t\"github.com/gin-gonic/gin\"\n)\n", "maps slices"},
		{"there under another name", "package snippet\n\nimport (\n\tm \"maps\"\n\t\"slices\"\n)\n", "\nvar _, _ = m.Keys[map[int]int], slices.Max[[]int]" + body,
			"package snippet\n\nimport (\n\tm \"maps\"\n\t\"slices\"\n)\n", "m slices"},
		{"variable of that name", "package snippet\n", "\nvar _ = func(slices []int) { mark() }\n\nfunc mark() {}\n", "", ""},
		{"package variable of that name", "package snippet\n", "\nvar maps int" + body, "", ""},
		{"hidden import", "package snippet\n\nimport \"slices\"\n", "\nvar _ = slices.Max[[]int]\n\nvar _ = func(slices []int) { mark() }\n\nfunc mark() {}\n", "", ""},
		{"variable elsewhere", "package snippet\n", "\nfunc f(slices []int) {}\n" + body, "package snippet\n\nimport \"maps\"\n\nimport \"slices\"\n", "maps slices"},
	} {
		pass, mark := marked(t, test.imports+test.body)
		names, edits := syntax.Import(pass, mark.Pos(), "maps", "slices")
		if got := strings.Join(names, " "); got != test.names {
			t.Errorf("%s: names %q, want %q", test.name, got, test.names)
		}
		if test.names == "" {
			continue
		}
		got, err := format.Source([]byte(apply(pass, test.imports+test.body, edits)))
		if err != nil {
			t.Fatalf("%s: %v", test.name, err)
		}
		if want := test.want + test.body; string(got) != want {
			t.Errorf("%s:\n%s\nwant:\n%s", test.name, got, want)
		}
	}
}

// apply returns src after edits.
func apply(pass *analysis.Pass, src string, edits []analysis.TextEdit) string {
	edits = slices.SortedFunc(slices.Values(edits), func(a, b analysis.TextEdit) int { return cmp.Compare(b.Pos, a.Pos) })
	for _, e := range edits {
		start, end := pass.Fset.Position(e.Pos).Offset, pass.Fset.Position(e.End).Offset
		src = src[:start] + string(e.NewText) + src[end:]
	}
	return src
}

func TestPredeclared(t *testing.T) {
	for src, want := range map[string]bool{
		"func f() { mark() }":                        true,
		"func f(clear func()) { mark() }":            false,
		"func f() { clear := 1; mark(); _ = clear }": false,
		"func clear() {}; func f() { mark() }":       false,
		"func f() { mark(); clear := 1; _ = clear }": true,
	} {
		pass, mark := marked(t, "package snippet\nfunc mark() {}\n"+src)
		if got := syntax.Predeclared(pass, mark.Pos(), "clear"); got != want {
			t.Errorf("%s: %t, want %t", src, got, want)
		}
	}
}
