package analyzers

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
)

// TestNogo runs every check over all test data the way Bazel's nogo does, with
// less in the passes than other drivers give, and expects the same findings as
// from the common driver.
func TestNogo(t *testing.T) {
	if testing.Short() {
		t.Skip("loads all test data")
	}
	passes := Passes(All())
	for _, pkg := range loadTestdata(t) {
		t.Run(strings.ReplaceAll(pkg.ID, "/", "."), func(t *testing.T) {
			want := commonFindings(t, passes, pkg)
			got := nogoFindings(t, passes, pkg)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("findings (-common driver, +nogo):\n%s", diff)
			}
		})
	}
}

// loadTestdata loads the test packages of all checks, and their variants for tests.
func loadTestdata(t *testing.T) []*packages.Package {
	t.Helper()
	var patterns []string
	for _, c := range All() {
		patterns = append(patterns, c.Name+"/...")
	}
	if len(patterns) == 0 {
		return nil
	}
	gopath, err := filepath.Abs("../testdata")
	if err != nil {
		t.Fatal(err)
	}
	pkgs, err := packages.Load(&packages.Config{
		Mode:  packages.LoadSyntax | packages.NeedForTest,
		Env:   append(os.Environ(), "GOPATH="+gopath, "GO111MODULE=off", "GOWORK=off"),
		Tests: true,
	}, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(pkgs, func(pkg *packages.Package) bool {
		return pkg.IllTyped || len(pkg.Syntax) == 0 || strings.HasSuffix(pkg.ID, ".test")
	})
}

// commonFindings returns what passes report on pkg in the driver of x/tools.
func commonFindings(t *testing.T, passes []*analysis.Analyzer, pkg *packages.Package) []string {
	t.Helper()
	graph, err := checker.Analyze(passes, []*packages.Package{pkg}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, act := range graph.Roots {
		if act.Err != nil {
			t.Errorf("%s: %v", act.Analyzer.Name, act.Err)
		}
		for _, d := range act.Diagnostics {
			found = appendFinding(found, pkg.Fset, act.Analyzer, d)
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// appendFinding adds d to found, unless it lies in a file of an older Go:
// nogo does not know of those.
func appendFinding(found []string, fset *token.FileSet, a *analysis.Analyzer, d analysis.Diagnostic) []string {
	p := fset.Position(d.Pos)
	text, err := os.ReadFile(p.Filename)
	if err != nil || strings.HasPrefix(string(text), "//go:build go1.") {
		return found
	}
	return append(found, fmt.Sprintf("%s:%d:%d: %s: %s", filepath.Base(p.Filename), p.Line, p.Column, a.Name, d.Message))
}

// nogoFindings returns what passes report on pkg in a driver like nogo.
func nogoFindings(t *testing.T, passes []*analysis.Analyzer, pkg *packages.Package) []string {
	t.Helper()
	fset := token.NewFileSet()
	files := make([]*ast.File, 0, len(pkg.CompiledGoFiles))
	for _, name := range pkg.CompiledGoFiles {
		file, err := parser.ParseFile(fset, name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	imported := make(importerMap)
	for path, dep := range pkg.Imports {
		imported[path] = dep.Types
	}
	driver := &nogo{fset: fset, files: files, info: &types.Info{
		Types:      make(map[ast.Expr]types.TypeAndValue),
		Uses:       make(map[*ast.Ident]types.Object),
		Defs:       make(map[*ast.Ident]types.Object),
		Implicits:  make(map[ast.Node]types.Object),
		Scopes:     make(map[ast.Node]*types.Scope),
		Selections: make(map[*ast.SelectorExpr]*types.Selection),
		Instances:  make(map[*ast.Ident]types.Instance),
	}, actions: make(map[*analysis.Analyzer]*nogoAction)}
	var err error
	driver.pkg, err = (&types.Config{Importer: imported}).Check(pkg.PkgPath, fset, files, driver.info)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range passes {
		driver.register(a)
	}
	driver.runAll(passes)
	var found []string
	for _, a := range passes {
		act := driver.actions[a]
		if act.err != nil {
			t.Errorf("%s: %v", a.Name, act.err)
		}
		for _, d := range act.diagnostics {
			found = appendFinding(found, fset, a, d)
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// nogo is a driver for one package.
type nogo struct {
	fset    *token.FileSet
	files   []*ast.File
	pkg     *types.Package
	info    *types.Info
	actions map[*analysis.Analyzer]*nogoAction
}

// A nogoAction is the run of one pass.
type nogoAction struct {
	once        sync.Once
	result      any
	diagnostics []analysis.Diagnostic
	err         error
}

func (n *nogo) register(a *analysis.Analyzer) {
	if n.actions[a] == nil {
		n.actions[a] = new(nogoAction)
		for _, required := range a.Requires {
			n.register(required)
		}
	}
}

// runAll runs passes side by side.
func (n *nogo) runAll(passes []*analysis.Analyzer) {
	var wg sync.WaitGroup
	for _, a := range passes {
		act := n.actions[a]
		wg.Go(func() { act.once.Do(func() { n.run(a, act) }) })
	}
	wg.Wait()
}

// run runs a after what it requires, with a pass that has neither a module nor
// the means to read files or to exchange facts.
func (n *nogo) run(a *analysis.Analyzer, act *nogoAction) {
	n.runAll(a.Requires)
	results := make(map[*analysis.Analyzer]any)
	for _, required := range a.Requires {
		if err := n.actions[required].err; err != nil {
			act.err = err
			return
		}
		results[required] = n.actions[required].result
	}
	act.result, act.err = a.Run(&analysis.Pass{
		Analyzer:   a,
		Fset:       n.fset,
		Files:      n.files,
		Pkg:        n.pkg,
		TypesInfo:  n.info,
		TypesSizes: types.SizesFor("gc", runtime.GOARCH),
		ResultOf:   results,
		Report:     func(d analysis.Diagnostic) { act.diagnostics = append(act.diagnostics, d) },
	})
	if got := reflect.TypeOf(act.result); act.err == nil && got != a.ResultType {
		act.err = fmt.Errorf("result of type %v, want %v", got, a.ResultType)
	}
}
