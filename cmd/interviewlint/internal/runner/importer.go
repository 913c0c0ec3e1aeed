package runner

import (
	"errors"
	"fmt"
	"go/token"
	"go/types"
	"maps"
	"os"
	"slices"
	"sync"

	"golang.org/x/tools/go/gcexportdata"
	"golang.org/x/tools/go/packages"
)

// An importer provides the types of the packages of an import graph, each read
// once and after those it imports.
//
// The order matters. Export data describes objects of other packages too, and
// reading it completes those packages as needed. When all of them are complete
// before, nothing is ever added to a package that a pass may be looking at.
// Variants of a package for different tests are different nodes of the graph,
// so they get types of their own.
type importer struct {
	fset *token.FileSet

	mu    sync.Mutex
	nodes map[*packages.Package]*node
}

// A node holds the types of one package.
type node struct {
	once sync.Once
	pkg  *types.Package
	err  error
}

func newImporter() *importer {
	return &importer{fset: token.NewFileSet(), nodes: make(map[*packages.Package]*node)}
}

// load returns the types of p. It is safe for concurrent use.
func (im *importer) load(p *packages.Package) (*types.Package, error) {
	im.mu.Lock()
	n := im.nodes[p]
	if n == nil {
		n = new(node)
		im.nodes[p] = n
	}
	im.mu.Unlock()
	n.once.Do(func() { n.pkg, n.err = im.read(p) })
	return n.pkg, n.err
}

// read returns the types of p, from its export data if there are any and
// otherwise from its declarations.
func (im *importer) read(p *packages.Package) (*types.Package, error) {
	if p.PkgPath == "unsafe" {
		return types.Unsafe, nil
	}
	if p.ExportFile == "" {
		return im.declarations(p)
	}
	below := make(map[string]*types.Package)
	if err := im.closure(p, below); err != nil {
		return nil, err
	}
	f, err := os.Open(p.ExportFile)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := gcexportdata.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("reading export data of %s: %w", p.PkgPath, err)
	}
	return gcexportdata.Read(data, im.fset, below, p.PkgPath)
}

// closure adds what p imports, directly or not, to below.
func (im *importer) closure(p *packages.Package, below map[string]*types.Package) error {
	for _, path := range slices.Sorted(maps.Keys(p.Imports)) {
		dep := p.Imports[path]
		if below[dep.PkgPath] != nil {
			continue
		}
		pkg, err := im.load(dep)
		if err != nil {
			return err
		}
		below[dep.PkgPath] = pkg
		if err := im.closure(dep, below); err != nil {
			return err
		}
	}
	return nil
}

// declarations returns the types that the source files of p declare. It is for
// packages that the compiler cannot build, be it for an error in a function or
// for a file to embed that is missing.
func (im *importer) declarations(p *packages.Package) (*types.Package, error) {
	if len(p.CompiledGoFiles) == 0 {
		return nil, listError(p)
	}
	files, errs := parseFiles(im.fset, p.CompiledGoFiles, nil)
	if len(errs) > 0 {
		return nil, errs[0]
	}
	var first error
	config := im.config(p, func(err error) {
		if first == nil {
			first = err
		}
	})
	config.IgnoreFuncBodies = true
	pkg, _ := config.Check(p.PkgPath, im.fset, files, nil)
	return pkg, first
}

// config returns the configuration to type-check p with.
func (im *importer) config(p *packages.Package, report func(error)) *types.Config {
	config := &types.Config{
		Importer: importerFunc(func(path string) (*types.Package, error) {
			switch dep := p.Imports[path]; {
			case path == "unsafe":
				return types.Unsafe, nil
			case path == "C":
				return nil, errors.New("cgo did not run: it needs CGO_ENABLED=1 and a C compiler")
			case dep == nil:
				return nil, errors.New("the go command does not know this package")
			default:
				return im.load(dep)
			}
		}),
		Error: report,
		Sizes: p.TypesSizes,
	}
	if p.Module != nil && p.Module.GoVersion != "" {
		config.GoVersion = "go" + p.Module.GoVersion
	}
	return config
}

// listError returns the first error that the go command has about p.
func listError(p *packages.Package) error {
	for _, err := range p.Errors {
		return errors.New(err.Msg)
	}
	return fmt.Errorf("no files for package %s", p.PkgPath)
}

type importerFunc func(path string) (*types.Package, error)

func (f importerFunc) Import(path string) (*types.Package, error) { return f(path) }
