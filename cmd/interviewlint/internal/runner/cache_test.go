package runner_test

import (
	"bytes"
	"context"
	"fmt"
	"go/ast"
	"go/types"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/cache"
	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/load"
	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/runner"
)

// calls is an analyzer whose findings depend on files and on the types of
// imported packages.
var calls = &analysis.Analyzer{
	Name: "calls",
	Doc:  "report each call of a package-level function, with its type",
	Run: func(pass *analysis.Pass) (any, error) {
		for _, file := range pass.Files {
			ast.Inspect(file, func(n ast.Node) bool {
				if id, ok := n.(*ast.Ident); ok {
					if f, ok := pass.TypesInfo.Uses[id].(*types.Func); ok {
						pass.Report(analysis.Diagnostic{
							Pos: id.Pos(), End: id.End(), Message: f.FullName() + " " + f.Signature().String(),
							Related: []analysis.RelatedInformation{{Pos: file.Name.Pos(), Message: "in this file"}},
						})
					}
				}
				return true
			})
		}
		return nil, nil
	},
}

// analyse runs calls over the module in dir.
func analyse(t *testing.T, dir string, store *cache.Store) *runner.Result {
	t.Helper()
	pkgs, _, err := load.Packages(context.Background(), load.Query{Dir: dir, Args: []string{"./..."}, Tests: true})
	if err != nil {
		t.Fatal(err)
	}
	config := runner.Config{Analyzers: []*analysis.Analyzer{calls}, Cache: store}
	result, err := runner.Run(context.Background(), config, pkgs)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// module writes a module of packages that import one another in a row: a, then
// b, which imports it, and so on; each has a test.
func module(t *testing.T, names ...string) string {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, "go.mod", "module example.com/m\n\ngo 1.26\n")
	for i, name := range names {
		imports, call := "", ""
		if i > 0 {
			imports = fmt.Sprintf("\nimport %q\n", "example.com/m/"+names[i-1])
			call = names[i-1] + ".Work(1)"
		}
		write(t, dir, name+"/work.go", "package "+name+"\n"+imports+`
// Work works.
func Work(n int) int {
	`+call+`
	for i := range n {
		defer println(i)
	}
	return n
}
`)
		write(t, dir, name+"/work_test.go", "package "+name+"\n\nvar _ = Work(2)\n")
	}
	return dir
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// edit replaces text in a file of a module.
func edit(t *testing.T, dir, name, from, to string) {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(text, []byte(from)) {
		t.Fatalf("%s has no %q", name, from)
	}
	write(t, dir, name, strings.Replace(string(text), from, to, 1))
}

// TestReanalysed demands that an edit has the right packages analysed again.
func TestReanalysed(t *testing.T) {
	for _, test := range []struct {
		name, from, to string
		file           string
		again          int
	}{
		{"nothing", "return n", "return n", "b/work.go", 0},
		{"a test", "Work(2)", "Work(3)", "b/work_test.go", 1},
		{"the body of a function", "println(i)", "println(-i)", "b/work.go", 1},
		{"a signature", "Work(n int) int", "Work(n int64) int64", "b/work.go", 2},
		{"a new function", "// Work works.", "func More() {}\n\n// Work works.", "c/work.go", 2},
		{"the last package", "// Work works.", "func More() {}\n\n// Work works.", "d/work.go", 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := module(t, "a", "b", "c", "d")
			store, err := cache.Open(t.TempDir())
			if err != nil {
				t.Fatal(err)
			}
			if first := analyse(t, dir, store); first.Cached != 0 || first.Packages != 4 {
				t.Fatalf("%d of %d packages are cached at first", first.Cached, first.Packages)
			}
			edit(t, dir, test.file, test.from, test.to)
			second := analyse(t, dir, store)
			if again := second.Packages - second.Cached; again != test.again {
				t.Errorf("%d packages are analysed again, want %d", again, test.again)
			}
			if diff := cmp.Diff(analyse(t, dir, nil).Findings, second.Findings); diff != "" {
				t.Errorf("findings differ without (-) and with cache (+):\n%s", diff)
			}
		})
	}
}

// TestMutations compares results with and without cache after random edits and
// random damage to the cache.
func TestMutations(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes some seconds")
	}
	packages := []string{"a", "b", "c", "d", "e"}
	dir := module(t, packages...)
	cacheDir := t.TempDir()
	random := rand.New(rand.NewPCG(1, 2))
	edits := []func(file string){
		func(file string) { edit(t, dir, file, "\treturn n\n", "\tprintln(n)\n\treturn n\n") },
		func(file string) { edit(t, dir, file, "// Work works.", "// Work works.\n// Hard.") },
		func(file string) {
			name := fmt.Sprintf("More%d", random.IntN(1e6))
			edit(t, dir, file, "// Work works.", "func "+name+"() { Work(1) }\n\n// Work works.")
		},
		func(file string) { edit(t, dir, file, "Work(n int)", "Work(n int, _ ...int)") },
		func(file string) { edit(t, dir, file, "Work(n", "Work[T any](n") }, // does not compile for long
		func(file string) { edit(t, dir, file, "func", "func") },
	}
	for range 15 {
		store, err := cache.Open(cacheDir)
		if err != nil {
			t.Fatal(err)
		}
		file := packages[random.IntN(len(packages))] + "/work.go"
		before, err := os.ReadFile(filepath.Join(dir, file))
		if err != nil {
			t.Fatal(err)
		}
		if i := random.IntN(len(edits)); !strings.Contains(string(before), "Work(n int)") && i >= 3 {
			write(t, dir, file, strings.NewReplacer("Work[T any](n", "Work(n", ", _ ...int)", ")").Replace(string(before)))
		} else {
			edits[i](file)
		}
		if random.IntN(3) == 0 {
			damage(t, cacheDir, random)
		}
		cached, fresh := analyse(t, dir, store), analyse(t, dir, nil)
		if diff := cmp.Diff(fresh.Findings, cached.Findings); diff != "" {
			t.Fatalf("findings differ without (-) and with cache (+):\n%s", diff)
		}
		if diff := cmp.Diff(fresh.Problems, cached.Problems); diff != "" {
			t.Fatalf("problems differ without (-) and with cache (+):\n%s", diff)
		}
	}
}

// damage breaks some files of a cache.
func damage(t *testing.T, dir string, random *rand.Rand) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Dir(path) == dir || random.IntN(4) > 0 {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		switch i := random.IntN(len(data) + 1); random.IntN(3) {
		case 0:
			data = data[:i]
		case 1:
			data = append(data, 'x')
		case 2:
			if i < len(data) {
				data[i] ^= 0x20
			}
		}
		return os.WriteFile(path, data, 0o666)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestConcurrentRuns has several runs share a cache.
func TestConcurrentRuns(t *testing.T) {
	dir := module(t, "a", "b", "c")
	cacheDir := t.TempDir()
	want := analyse(t, dir, nil).Findings
	t.Run("group", func(t *testing.T) {
		for i := range 4 {
			t.Run(fmt.Sprint(i), func(t *testing.T) {
				t.Parallel()
				store, err := cache.Open(cacheDir)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(want, analyse(t, dir, store).Findings); diff != "" {
					t.Errorf("findings differ without (-) and with cache (+):\n%s", diff)
				}
			})
		}
	})
}

// TestMovedCheckout demands that results are found from another directory, with
// the file names of that directory.
func TestMovedCheckout(t *testing.T) {
	store, err := cache.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	analyse(t, module(t, "a"), store)
	dir := module(t, "a")
	moved := analyse(t, dir, store)
	if moved.Cached != 1 {
		t.Error("the result is not found")
	}
	if diff := cmp.Diff(analyse(t, dir, nil).Findings, moved.Findings); diff != "" {
		t.Errorf("findings differ without (-) and with cache (+):\n%s", diff)
	}
}
