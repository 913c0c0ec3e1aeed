package nolint_test

import (
	"go/parser"
	"go/token"
	"slices"
	"testing"

	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/nolint"
)

const source = `package p

import "os" //nolint:maprace

//nolint:lockcopy,other // generated from a table
func above() {
	os.Exit(1)
}

// Doc comments may stand between.
//
//nolint:interviewlint // why
func documented() {
	os.Exit(1)
}

func inside() {
	os.Exit(1) //nolint
	//nolint:all
	if true {
		os.Exit(1)
	}
	os.Exit(1) //nolinter
	os.Exit(1) // nolint:lockcopy
	os.Exit(1) /* nolint */
}
`

func TestSilences(t *testing.T) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", source, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		check string
		lines []int
	}{
		{"lockcopy", []int{5, 6, 7, 8, 12, 13, 14, 15, 18, 19, 20, 21, 22}},
		{"maprace", []int{3, 12, 13, 14, 15, 18, 19, 20, 21, 22}},
		{"other", []int{5, 6, 7, 8, 12, 13, 14, 15, 18, 19, 20, 21, 22}},
	} {
		var lines []int
		for line := range fset.File(file.Pos()).LineCount() {
			for _, c := range nolint.Find(file, fset.Position) {
				if c.Silences(test.check, line) {
					lines = append(lines, line)
				}
			}
		}
		if !slices.Equal(lines, test.lines) {
			t.Errorf("%s is silenced in lines %v, want %v", test.check, lines, test.lines)
		}
	}
}

// TestPeer: a comment for another linter is one for the checks that report the
// same, and no others.
func TestPeer(t *testing.T) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", "package p\n\nvar x = f() //nolint:errcheck // why\n", parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	c := nolint.Find(file, fset.Position)[0]
	if !c.Silences("errdrop", 3) || c.Silences("maprace", 3) {
		t.Error("errcheck is to silence errdrop, and not maprace")
	}
	if unused := c.Unused(func(name string) bool { return name != "errcheck" }); len(unused) > 0 {
		t.Errorf("unused: %q", unused)
	}
}

func TestUnused(t *testing.T) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", source, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	ours := func(name string) bool { return name != "other" }
	var unused, left []string
	for _, c := range nolint.Find(file, fset.Position) {
		c.Silences("lockcopy", 14)
		names := c.Unused(ours)
		unused = append(unused, names...)
		if len(names) > 0 {
			left = append(left, c.Without(names))
		}
	}
	if want := []string{"maprace", "lockcopy"}; !slices.Equal(unused, want) {
		t.Errorf("unused names are %q, want %q", unused, want)
	}
	if want := []string{"", "//nolint:other // generated from a table"}; !slices.Equal(left, want) {
		t.Errorf("what is left of the comments is %q, want %q", left, want)
	}
}

func TestAbovePackageClause(t *testing.T) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", "//nolint:interviewlint // vendored\npackage p\n\nvar x int\n", parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	found := nolint.Find(file, fset.Position)
	if len(found) != 1 || !found[0].Silences("lockcopy", 4) {
		t.Error("a comment above the package clause does not cover the file")
	}
}
