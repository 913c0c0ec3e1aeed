package directive_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
)

// lint runs the directives of src and returns the index, the file set and the
// positions of the lines, from 1.
func lint(t *testing.T, src string) (*directive.Index, *analysis.Pass, []token.Pos) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "x.go", src, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	pass := &analysis.Pass{Fset: fset, Files: []*ast.File{file}, ResultOf: make(map[*analysis.Analyzer]any)}
	result, err := directive.Analyzer.Run(pass)
	if err != nil {
		t.Fatal(err)
	}
	pass.ResultOf[directive.Analyzer] = result
	tf := fset.File(file.FileStart)
	lines := []token.Pos{token.NoPos}
	for line := 1; line <= tf.LineCount(); line++ {
		lines = append(lines, tf.LineStart(line))
	}
	return result.(*directive.Index), pass, lines
}

// TestSilences marks the lines on which the check nilmap is silenced with a
// trailing comment "// silent".
func TestSilences(t *testing.T) {
	for name, src := range map[string]string{
		"line above a statement": `package x
func f(m map[int]int) {
	m[0] = 1
	//lint:ignore nilmap the caller makes it
	m[1] = 1 // silent
	m[2] = 1
}`,
		"on the line itself": `package x
func f(m map[int]int) {
	m[1] = 1 //lint:ignore nilmap the caller makes it // silent
	m[2] = 1
}`,
		"several checks": `package x
func f(m map[int]int) {
	//lint:ignore maprace,nilmap the caller makes it
	m[1] = 1 // silent
}`,
		"another check": `package x
func f(m map[int]int) {
	//lint:ignore maprace the caller makes it
	m[1] = 1
}`,
		"without a reason": `package x
func f(m map[int]int) {
	//lint:ignore nilmap
	m[1] = 1
}`,
		"a statement of several lines": `package x
func f(m map[int]int) {
	//lint:ignore nilmap the caller makes it
	m[1] = g( // silent
		m[2], // silent
	) // silent
	m[3] = 1
}`,
		"a loop but not its body": `package x
func f(m map[int]int) {
	//lint:ignore nilmap the caller makes it
	for range m { // silent
		m[1] = 1
	}
}`,
		"a function but not its body": `package x
//lint:ignore nilmap the caller makes it
func f(m map[int]int) { // silent
	m[1] = 1
}`,
		"a case but not its body": `package x
func f(m map[int]int) {
	switch {
	//lint:ignore nilmap the caller makes it
	case m[0] == 1: // silent
		m[1] = 1
	}
}`,
		"a goroutine but not its body": `package x
func f(m map[int]int) {
	//lint:ignore nilmap the caller makes it
	go func() { // silent
		m[1] = 1
	}()
}`,
		"a field": `package x
type t struct {
	//lint:ignore nilmap the caller makes it
	m map[int]int // silent
	n map[int]int
}`,
		"a whole file": `package x // silent
//lint:file-ignore nilmap the callers make it // silent
func f(m map[int]int) { // silent
	m[1] = 1 // silent
} // silent`,
	} {
		t.Run(name, func(t *testing.T) {
			index, pass, lines := lint(t, src)
			var got, want []int
			for i, text := range strings.Split(src, "\n") {
				if strings.HasSuffix(text, "// silent") {
					want = append(want, i+1)
				}
				if !strings.Contains(strings.TrimSpace(text), "//lint:") || strings.HasSuffix(text, "// silent") {
					if index.Silences(pass.Fset, lines[i+1], "nilmap") {
						got = append(got, i+1)
					}
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("silenced lines (-want +got):\n%s", diff)
			}
		})
	}
}

func TestUnused(t *testing.T) {
	const src = `package x
func f(m map[int]int) {
	//lint:ignore nilmap it is of use
	m[1] = 1
	//lint:ignore nilmap it is of no use
	m[2] = 1
	//lint:ignore nilmap
	m[3] = 1
	//lint:ignore SA5000 it is another tool's
	m[4] = 1
	//lint:ignore nilmap,SA5000 another tool may need it
	m[5] = 1
	//lint:ignore maprace,nilmap both are of no use
	m[6] = 1
}`
	index, pass, lines := lint(t, src)
	if !index.Silences(pass.Fset, lines[4], "nilmap") {
		t.Error("line 4 is not silenced")
	}
	var got []string
	pass.Report = func(d analysis.Diagnostic) {
		got = append(got, pass.Fset.Position(d.Pos).String()+": "+d.Message)
	}
	unused := directive.Unused([]*analysis.Analyzer{{Name: "nilmap"}, {Name: "maprace"}})
	if !slices.Contains(unused.Requires, directive.Analyzer) || len(unused.Requires) != 3 {
		t.Errorf("it runs after %v only", unused.Requires)
	}
	if _, err := unused.Run(pass); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"x.go:5:2: this directive silences nothing: nilmap reports nothing here",
		"x.go:7:2: this directive gives no reason, so it silences nothing: write //lint:ignore nilmap reason",
		"x.go:13:2: this directive silences nothing: maprace,nilmap reports nothing here",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}
