package flowtest

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
)

// stubs imports the packages below testdata/src, which stand for those of
// other modules, and the standard library.
type stubs struct {
	fset   *token.FileSet
	std    types.Importer
	loaded map[string]*types.Package
}

func newStubs(fset *token.FileSet) *stubs {
	return &stubs{fset: fset, std: importer.ForCompiler(fset, "gc", nil), loaded: make(map[string]*types.Package)}
}

// Import implements [types.Importer].
func (s *stubs) Import(path string) (*types.Package, error) {
	if pkg := s.loaded[path]; pkg != nil {
		return pkg, nil
	}
	names, err := filepath.Glob(filepath.Join("..", "..", "..", "testdata", "src", filepath.FromSlash(path), "*.go"))
	if err != nil || len(names) == 0 {
		return s.std.Import(path)
	}
	var files []*ast.File
	for _, name := range names {
		file, err := parser.ParseFile(s.fset, name, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, fmt.Errorf("parsing the stub of %s: %w", path, err)
		}
		files = append(files, file)
	}
	conf := types.Config{Importer: s}
	pkg, err := conf.Check(path, s.fset, files, nil)
	if err != nil {
		return nil, fmt.Errorf("type-checking the stub of %s: %w", path, err)
	}
	s.loaded[path] = pkg
	return pkg, nil
}
