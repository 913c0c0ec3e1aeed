package analyzers

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/imports"

	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
)

// An example is a code block of a check's documentation.
type example struct {
	check    *Check
	label    string // what to call it in a failure
	source   string
	reported bool   // whether the check must report it
	text     []byte // the whole file
	file     *ast.File
}

// TestExamples demands that each check reports the bad examples of its
// documentation and none of the good ones.
func TestExamples(t *testing.T) {
	examples := allExamples(t)
	fset := token.NewFileSet()
	stubs := stubPackages(t)
	needed := make(map[string]bool)
	for _, ex := range examples {
		ex.parse(t, fset, stubs)
		if ex.file != nil {
			for _, spec := range ex.file.Imports {
				path, err := strconv.Unquote(spec.Path.Value)
				if err != nil {
					t.Fatal(err)
				}
				if path != "C" && path != "unsafe" {
					needed[path] = true
				}
			}
		}
	}
	imported := loadImports(t, slices.Sorted(maps.Keys(needed)))
	for _, ex := range examples {
		t.Run(ex.check.Name+"/"+ex.label, func(t *testing.T) {
			if ex.file == nil {
				t.Skip("it does not parse")
			}
			var findings []analysis.Diagnostic
			if ex.usesC() {
				findings = ex.analyzeC(t)
			} else {
				findings = ex.analyze(t, fset, imported)
			}
			if ex.reported && len(findings) == 0 {
				t.Errorf("%s does not report:\n%s", ex.check.Name, ex.source)
			}
			for _, d := range findings {
				if !ex.reported {
					t.Errorf("%s reports %q at %s of:\n%s", ex.check.Name, d.Message, fset.Position(d.Pos), ex.source)
				}
			}
		})
	}
}

// allExamples returns the examples of every check, in both languages.
func allExamples(t *testing.T) []*example {
	t.Helper()
	var all []*example
	add := func(c *Check, label string, sources []string, reported bool) {
		if len(sources) == 0 {
			t.Errorf("%s: no example %s", c.Name, label)
		}
		for i, source := range sources {
			all = append(all, &example{check: c, label: fmt.Sprint(label, i+1), source: source, reported: reported})
		}
	}
	for _, c := range All() {
		english := docs.ExamplesOf(c.Doc)
		add(c, "Before", english.Before, true)
		add(c, "After", english.After, false)
		add(c, "反例", codeBlocks(c.Chinese(), "反例"), true)
		add(c, "正例", codeBlocks(c.Chinese(), "正例"), false)
	}
	return all
}

var goBlock = regexp.MustCompile("(?s)\n```go\n(.*?)```")

// codeBlocks returns the Go code in the section of page with the given heading.
func codeBlocks(page, heading string) []string {
	_, section, _ := strings.Cut(page, "\n## "+heading+"\n")
	section, _, _ = strings.Cut(section, "\n## ")
	var found []string
	for _, match := range goBlock.FindAllStringSubmatch("\n"+section, -1) {
		found = append(found, match[1])
	}
	return found
}

// parse makes a file of the example: whole declarations, to which it adds the
// package clause and the imports. A build constraint may come first.
func (ex *example) parse(t *testing.T, fset *token.FileSet, stubs map[string][]stubPackage) {
	t.Helper()
	constraint, body := "", ex.source
	if strings.HasPrefix(body, "//go:build ") {
		first, rest, _ := strings.Cut(body, "\n")
		constraint, body = first+"\n\n", rest
	}
	name := ex.check.Name + "_" + ex.label + ".go"
	if strings.Contains(body, "*testing.") {
		name = ex.check.Name + "_" + ex.label + "_test.go"
	}
	clause := constraint
	if !strings.HasPrefix(body, "package ") {
		clause += "package example\n\n"
	}
	draft, err := parser.ParseFile(token.NewFileSet(), name, clause+body, 0)
	if err != nil {
		t.Errorf("%s, %s: %v", ex.check.Name, ex.label, err)
		return
	}
	selected := selections(draft)
	for _, name := range slices.Sorted(maps.Keys(selected)) {
		for _, stub := range stubs[name] {
			if stub.hasAll(selected[name]) {
				clause += fmt.Sprintf("import %q\n", stub.path)
				break
			}
		}
	}
	source, err := imports.Process(name, []byte(clause+body), nil)
	if err != nil {
		t.Errorf("%s, %s: %v", ex.check.Name, ex.label, err)
		return
	}
	ex.text = source
	ex.file, err = parser.ParseFile(fset, name, source, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Errorf("%s, %s: %v", ex.check.Name, ex.label, err)
	}
}

// selections returns what file selects from names that it does not declare,
// which are those of packages.
func selections(file *ast.File) map[string][]string {
	unresolved := make(map[*ast.Ident]bool)
	for _, id := range file.Unresolved {
		unresolved[id] = true
	}
	found := make(map[string][]string)
	ast.Inspect(file, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if id, ok := sel.X.(*ast.Ident); ok && unresolved[id] {
				found[id.Name] = append(found[id.Name], sel.Sel.Name)
			}
		}
		return true
	})
	return found
}

// A stubPackage stands for a package of a third party.
type stubPackage struct {
	path    string
	exports map[string]bool
}

// hasAll reports whether p declares all names.
func (p stubPackage) hasAll(names []string) bool {
	return !slices.ContainsFunc(names, func(name string) bool { return !p.exports[name] })
}

// stubPackages returns the packages of third parties in the test data, by name.
func stubPackages(t *testing.T) map[string][]stubPackage {
	t.Helper()
	root := "../testdata/src"
	byDir := make(map[string]stubPackage)
	names := make(map[string]string)
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") {
			return err
		}
		dir, err := filepath.Rel(root, filepath.Dir(path))
		dir = filepath.ToSlash(dir)
		if host, _, _ := strings.Cut(dir, "/"); err != nil || !strings.Contains(host, ".") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		if byDir[dir].exports == nil {
			byDir[dir] = stubPackage{dir, make(map[string]bool)}
		}
		for _, name := range exports(file) {
			byDir[dir].exports[name] = true
		}
		names[dir] = file.Name.Name
		return nil
	})
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	stubs := make(map[string][]stubPackage)
	for _, dir := range slices.Sorted(maps.Keys(byDir)) {
		stubs[names[dir]] = append(stubs[names[dir]], byDir[dir])
	}
	return stubs
}

// loadImports returns the types of the named packages, from the standard
// library and the stubs.
func loadImports(t *testing.T, paths []string) importerMap {
	t.Helper()
	imported := make(importerMap)
	if len(paths) == 0 {
		return imported
	}
	gopath, err := filepath.Abs("../testdata")
	if err != nil {
		t.Fatal(err)
	}
	loaded, err := packages.Load(&packages.Config{
		Mode: packages.LoadTypes,
		Env:  append(os.Environ(), "GOPATH="+gopath, "GO111MODULE=off", "GOWORK=off"),
	}, paths...)
	if err != nil {
		t.Fatal(err)
	}
	for _, pkg := range loaded {
		for _, err := range pkg.Errors {
			t.Errorf("%s: %v", pkg.PkgPath, err)
		}
		imported[pkg.PkgPath] = pkg.Types
	}
	return imported
}

type importerMap map[string]*types.Package

func (m importerMap) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	if pkg, ok := m[path]; ok {
		return pkg, nil
	}
	return nil, fmt.Errorf("no package %s", path)
}

// usesC reports whether the example needs cgo.
func (ex *example) usesC() bool {
	return slices.ContainsFunc(ex.file.Imports, func(spec *ast.ImportSpec) bool { return spec.Path.Value == `"C"` })
}

// analyzeC is analyze for an example that needs cgo, and so the go command and
// a C compiler.
func (ex *example) analyzeC(t *testing.T) []analysis.Diagnostic {
	t.Helper()
	if _, err := exec.LookPath("gcc"); err != nil {
		t.Skip("there is no C compiler")
	}
	dir := t.TempDir()
	for name, text := range map[string][]byte{"go.mod": []byte("module example\n\ngo 1.26\n"), "example.go": ex.text} {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadSyntax, Dir: dir, Env: append(os.Environ(), "CGO_ENABLED=1", "GOWORK=off")}, ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range pkgs[0].Errors {
		t.Fatal(err)
	}
	return run(t, ex.check, pkgs[0])
}

// run returns what check reports on pkg.
func run(t *testing.T, check *Check, pkg *packages.Package) []analysis.Diagnostic {
	t.Helper()
	graph, err := checker.Analyze([]*analysis.Analyzer{check.Analyzer}, []*packages.Package{pkg}, nil)
	if err != nil {
		t.Fatal(err)
	}
	root := graph.Roots[0]
	if root.Err != nil {
		t.Errorf("%s: %v", root.Analyzer.Name, root.Err)
	}
	return root.Diagnostics
}

// analyze returns what the example's check reports on it.
func (ex *example) analyze(t *testing.T, fset *token.FileSet, imported importerMap) []analysis.Diagnostic {
	t.Helper()
	sizes := types.SizesFor("gc", runtime.GOARCH)
	info := &types.Info{
		Types:        make(map[ast.Expr]types.TypeAndValue),
		Instances:    make(map[*ast.Ident]types.Instance),
		Defs:         make(map[*ast.Ident]types.Object),
		Uses:         make(map[*ast.Ident]types.Object),
		Implicits:    make(map[ast.Node]types.Object),
		Selections:   make(map[*ast.SelectorExpr]*types.Selection),
		Scopes:       make(map[ast.Node]*types.Scope),
		FileVersions: make(map[*ast.File]string),
	}
	conf := &types.Config{Importer: imported, Sizes: sizes, Error: func(err error) { t.Error(err) }}
	pkg, err := conf.Check("example", fset, []*ast.File{ex.file}, info)
	if err != nil {
		t.Fatalf("the example does not compile:\n%s", ex.source)
	}
	return run(t, ex.check, &packages.Package{
		ID: "example", Name: pkg.Name(), PkgPath: "example",
		Fset: fset, Syntax: []*ast.File{ex.file}, Types: pkg, TypesInfo: info, TypesSizes: sizes,
	})
}
