package runner_test

import (
	"context"
	"go/build"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/interviewlint/interviewlint/analyzers"
	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/load"
	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/runner"
)

// TestCompilerTests runs every check over each file of the Go compiler's own
// tests, the oddest Go code there is, and over each of its multi-file tests. A
// check may say what it likes but must not panic or run for ever.
func TestCompilerTests(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes a minute")
	}
	dir := filepath.Join(build.Default.GOROOT, "test")
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("this Go installation comes without its tests: %v", err)
	}
	std, _, err := load.Packages(context.Background(), load.Query{Dir: build.Default.GOROOT + "/src", Args: []string{"std"}})
	if err != nil {
		t.Fatal(err)
	}
	imports := make(map[string]*packages.Package)
	for _, p := range std {
		imports[p.PkgPath] = p
	}
	sizes := std[0].TypesSizes
	var pkgs []*packages.Package
	add := func(files ...string) {
		id := filepath.ToSlash(files[0])
		pkgs = append(pkgs, &packages.Package{
			ID: id, PkgPath: id,
			GoFiles: files, CompiledGoFiles: files,
			Imports: imports, TypesSizes: sizes,
		})
	}
	err = filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case !entry.IsDir() && strings.HasSuffix(path, ".go"):
			add(path)
		case entry.IsDir():
			if files, _ := filepath.Glob(path + "/*.go"); len(files) > 1 && len(files) < 20 {
				add(files...)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}

	config := runner.Config{Analyzers: analyzers.Passes(analyzers.All()), Debug: t.Logf}
	result, err := runner.Run(context.Background(), config, pkgs)
	if err != nil {
		t.Fatal(err)
	}
	broken := make(map[string]bool)
	for _, p := range result.Problems {
		broken[p.Package] = true
		if strings.Contains(p.Message, " panicked: ") {
			t.Error(p.Message)
		}
	}
	analysed := len(pkgs) - len(broken)
	t.Logf("%d of %d packages compile, and all checks have finished on them", analysed, len(pkgs))
	if analysed < 1000 {
		t.Error("so few are no test")
	}
}
