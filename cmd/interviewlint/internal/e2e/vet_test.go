//go:build e2e

package e2e_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/interviewlint/interviewlint/analyzers"
)

const place = "demo.go:6:3"

func TestGoVet(t *testing.T) {
	tool := buildCommand(t)
	dir := newDemo(t, wrong)
	env := []string{"GOFLAGS="}
	t.Run("vettool", func(t *testing.T) {
		output, code := run(t, call{"go", []string{"vet", "-vettool=" + tool, "./..."}, dir, env})
		expect(t, output, code, 1, place)
	})
	t.Run("GOFLAGS", func(t *testing.T) {
		tagged := t.TempDir()
		write(t, tagged, map[string]string{"go.mod": goModule, "doc.go": "package demo\n", "demo.go": "//go:build extra\n\n" + wrong})
		const place = "demo.go:8:3"
		for _, c := range []call{
			{"go", []string{"vet", "-vettool=" + tool, "./..."}, tagged, []string{"GOFLAGS=-tags=extra"}},
			{tool, []string{"./..."}, tagged, []string{"GOFLAGS=-tags=extra"}},
		} {
			output, code := run(t, c)
			expect(t, output, code, 1, place)
		}
		must(t, call{"go", []string{"vet", "-vettool=" + tool, "./..."}, tagged, env})
	})
	t.Run("one check", func(t *testing.T) {
		output, code := run(t, call{"go", []string{"vet", "-vettool=" + tool, "-" + check, "./..."}, dir, env})
		expect(t, output, code, 1, place)
	})
	t.Run("all but one check", func(t *testing.T) {
		output, code := run(t, call{"go", []string{"vet", "-vettool=" + tool, "-" + check + "=false", "./..."}, dir, env})
		expect(t, output, code, 0)
	})
	t.Run("json", func(t *testing.T) {
		output, code := run(t, call{"go", []string{"vet", "-json", "-vettool=" + tool, "./..."}, dir, env})
		expect(t, output, code, 0, place)
		var report map[string]map[string][]struct{ Posn, Message string }
		if err := json.Unmarshal([]byte(output), &report); err != nil {
			t.Fatalf("%v in\n%s", err, output)
		}
		if found := report["example.com/demo"][check]; len(found) != 1 || !strings.HasSuffix(found[0].Posn, place) {
			t.Errorf("got %+v, want one finding at %s", report, place)
		}
	})
	t.Run("right code", func(t *testing.T) {
		must(t, call{"go", []string{"vet", "-vettool=" + tool, "./..."}, newDemo(t, right), env})
	})
}

// TestGoFix applies the fixes of every check to its test data through go fix,
// and compares the outcome with the golden files.
func TestGoFix(t *testing.T) {
	tool := buildCommand(t)
	gopath := t.TempDir()
	if err := os.CopyFS(gopath, os.DirFS(filepath.Join(root, "testdata"))); err != nil {
		t.Fatal(err)
	}
	env := []string{"GOFLAGS=", "GO111MODULE=off", "GOPATH=" + gopath}
	for _, c := range analyzers.All() {
		if !c.Fix {
			continue
		}
		t.Run(c.Name, func(t *testing.T) {
			must(t, call{"go", []string{"fix", "-fixtool=" + tool, "-" + c.Name, c.Name + "/..."}, gopath, env})
			compareGolden(t, filepath.Join(gopath, "src", c.Name))
		})
	}
}

// TestVetCache demands that go vet does not run the tool again on what has not
// changed, not even on another machine that shares the build cache.
func TestVetCache(t *testing.T) {
	tool := buildCommand(t)
	cacheprog := filepath.Join(t.TempDir(), "cacheprog")
	must(t, call{"go", []string{"build", "-o", cacheprog, "./testdata/cacheprog"}, root, nil})
	machine := func() []string { return []string{"GOFLAGS=", "GOCACHE=" + t.TempDir()} }
	t.Run("one machine", func(t *testing.T) {
		env := machine()
		dir := newDemo(t, wrong)
		first, units := vetUnits(t, tool, dir, env)
		if units == 0 {
			t.Fatalf("the first run does not run the tool:\n%s", first)
		}
		second, again := vetUnits(t, tool, dir, env)
		if again != 0 || first != second {
			t.Errorf("the second run runs the tool %d times, and says\n%s\nafter\n%s", again, second, first)
		}
		write(t, dir, map[string]string{"demo.go": right})
		output, units := vetUnits(t, tool, dir, env)
		if units != 1 || strings.Contains(output, place) {
			t.Errorf("after an edit, it runs the tool %d times, and says\n%s", units, output)
		}
	})
	t.Run("two machines", func(t *testing.T) {
		shared := "GOCACHEPROG=" + cacheprog + " " + t.TempDir()
		dir := newDemo(t, wrong)
		first, units := vetUnits(t, tool, dir, append(machine(), shared))
		if units == 0 {
			t.Fatalf("the first machine does not run the tool:\n%s", first)
		}
		second, again := vetUnits(t, tool, dir, append(machine(), shared))
		if again != 0 || first != second {
			t.Errorf("the second machine runs the tool %d times, and says\n%s\nafter\n%s", again, second, first)
		}
	})
}

// vetUnits runs go vet in dir and returns what it says, and on how many units
// it runs the tool.
func vetUnits(t *testing.T, tool, dir string, env []string) (output string, units int) {
	t.Helper()
	// -x shows each command that is run.
	output, _ = run(t, call{"go", []string{"vet", "-x", "-vettool=" + tool, "./..."}, dir, env})
	var said []string
	for line := range strings.Lines(output) {
		if strings.Contains(line, tool) && strings.Contains(line, "vet.cfg") {
			units++
		}
		if strings.HasPrefix(line, "./") || strings.HasPrefix(line, "demo.go") {
			said = append(said, line)
		}
	}
	return strings.Join(said, ""), units
}
