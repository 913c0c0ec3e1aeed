package fix_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/finding"
	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/fix"
)

// replace returns a finding whose fix replaces the first occurrence of from in
// a file.
func replace(t *testing.T, file, from, to string) finding.Finding {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	start := strings.Index(string(text), from)
	if start < 0 {
		t.Fatalf("%s has no %q", file, from)
	}
	return finding.Finding{Fixes: []finding.Fix{{Edits: []finding.Edit{
		{Span: finding.Span{File: file}, Start: start, End: start + len(from), NewText: to},
	}}}}
}

func write(t *testing.T, file, text string) string {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestMake(t *testing.T) {
	const source = "package p\n\nimport \"fmt\"\n\nfunc f() {\n\tfmt.Println(1)\n\tg()\n\tg() // twice\n}\n\nfunc g() {}\n"
	for _, test := range []struct {
		name     string
		from, to []string
		want     string
		left     int
	}{
		{
			name: "two edits", from: []string{"func f", "(1)"}, to: []string{"func F", "(2)"},
			want: strings.NewReplacer("func f", "func F", "(1)", "(2)").Replace(source),
		},
		{
			name: "the same edit twice", from: []string{"func f", "func f"}, to: []string{"func F", "func F"},
			want: strings.Replace(source, "func f", "func F", 1),
		},
		{
			name: "edits that overlap", from: []string{"fmt.Println(1)", "(1)"}, to: []string{"fmt.Print()", "(2)"},
			want: strings.Replace(source, "Println(1)", "Print()", 1), left: 1,
		},
		{
			name: "a deleted line and an import", from: []string{"fmt.Println(1)"}, to: []string{""},
			want: "package p\n\nfunc f() {\n\tg()\n\tg() // twice\n}\n\nfunc g() {}\n",
		},
		{
			name: "part of a line deleted", from: []string{"// twice"}, to: []string{""},
			want: strings.Replace(source, " // twice", "", 1),
		},
		{
			name: "a new import", from: []string{"(1)"}, to: []string{"(strings.Clone(``))"},
			want: strings.NewReplacer("(1)", "(strings.Clone(``))", "import \"fmt\"", "import (\n\t\"fmt\"\n\t\"strings\"\n)").Replace(source),
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			file := write(t, filepath.Join(t.TempDir(), "p.go"), source)
			findings := make([]finding.Finding, 0, len(test.from))
			for i := range test.from {
				findings = append(findings, replace(t, file, test.from[i], test.to[i]))
			}
			plan, err := fix.Make(findings)
			if err != nil {
				t.Fatal(err)
			}
			if plan.Left != test.left {
				t.Errorf("%d fixes are left, want %d", plan.Left, test.left)
			}
			if err := plan.Write(); err != nil {
				t.Fatal(err)
			}
			got, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, string(got)); diff != "" {
				t.Errorf("text (-want +got):\n%s", diff)
			}
		})
	}
}

// TestAllOrNothing demands that no file changes if one of them cannot.
func TestAllOrNothing(t *testing.T) {
	for name, hinder := range map[string]func(file string) error{
		"an edit in between": func(file string) error { return os.WriteFile(file, []byte("package q\n"), 0o666) },
		"a file that went":   os.Remove,
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			var files []string
			var findings []finding.Finding
			for _, base := range []string{"a.go", "b.go", "c.go"} {
				file := write(t, filepath.Join(dir, base), "package p\n")
				files = append(files, file)
				findings = append(findings, replace(t, file, "package p", "package other"))
			}
			plan, err := fix.Make(findings)
			if err != nil {
				t.Fatal(err)
			}
			if err := hinder(files[1]); err != nil {
				t.Fatal(err)
			}
			if err := plan.Write(); err == nil {
				t.Error("no error")
			}
			for _, file := range []string{files[0], files[2]} {
				if text, err := os.ReadFile(file); err != nil || string(text) != "package p\n" {
					t.Errorf("%s holds %q (%v)", filepath.Base(file), text, err)
				}
			}
			if left, _ := filepath.Glob(filepath.Join(dir, ".*")); len(left) > 0 {
				t.Errorf("temporary files are left: %q", left)
			}
		})
	}
}
