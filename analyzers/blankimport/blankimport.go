package blankimport

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports imports for side effects in libraries.
var Analyzer = &analysis.Analyzer{
	Name:     "blankimport",
	Doc:      docs.MustExtract(doc, "blankimport"),
	URL:      docs.URL("blankimport"),
	Requires: []*analysis.Analyzer{directive.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	if pass.Pkg.Name() == "main" {
		return nil, nil
	}
	for _, file := range pass.Files {
		if deliberate.InTest(pass.Fset, file.FileStart) {
			continue
		}
		for _, spec := range file.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil || spec.Name == nil || spec.Name.Name != "_" {
				continue
			}
			switch {
			case publishes(path) && (servesDefaultMux(pass) || brought(pass, file, path)): // by this package, or by others too
			case publishes(path):
				report.At(pass, spec, "", fmt.Sprintf("importing %s adds handlers to the default mux of every program that uses this package", path))
			case path != "embed" && path != "unsafe" && !isInternal(path) && !sameTree(pass.Pkg.Path(), path) &&
				!explained(pass, file, spec) && !decodesImages(pass, path) && !brought(pass, file, path):
				report.At(pass, spec, "", fmt.Sprintf("importing %s for its side effects changes every program that uses this package", path))
			}
		}
	}
	return nil, nil
}

// publishes reports whether the package at path adds handlers to
// http.DefaultServeMux.
func publishes(path string) bool { return path == "net/http/pprof" || path == "expvar" }

// servesDefaultMux reports whether the package names http.DefaultServeMux, so
// that it is the one that publishes.
func servesDefaultMux(pass *analysis.Pass) bool {
	for _, obj := range pass.TypesInfo.Uses {
		if obj.Name() == "DefaultServeMux" && obj.Pkg() != nil && obj.Pkg().Path() == "net/http" {
			return true
		}
	}
	return false
}

// decodesImages reports whether the package at path registers an image format,
// and the package of pass works with images.
func decodesImages(pass *analysis.Pass, path string) bool {
	if !strings.HasPrefix(path, "image/") && !strings.HasPrefix(path, "golang.org/x/image/") {
		return false
	}
	return slices.ContainsFunc(pass.Files, func(file *ast.File) bool {
		return slices.ContainsFunc(file.Imports, func(spec *ast.ImportSpec) bool {
			return (spec.Name == nil || spec.Name.Name != "_") && strings.Contains(spec.Path.Value, "imag")
		})
	})
}

// brought reports whether some other import of file imports the package at
// path as well, so that the blank one changes nothing.
func brought(pass *analysis.Pass, file *ast.File, path string) bool {
	seen := make(map[*types.Package]bool)
	var visit func(p *types.Package) bool
	visit = func(p *types.Package) bool {
		if seen[p] {
			return false
		}
		seen[p] = true
		return slices.ContainsFunc(p.Imports(), func(imp *types.Package) bool { return imp.Path() == path || visit(imp) })
	}
	return slices.ContainsFunc(file.Imports, func(spec *ast.ImportSpec) bool {
		if spec.Name != nil && spec.Name.Name == "_" {
			return false
		}
		name := pass.TypesInfo.PkgNameOf(spec)
		return name != nil && visit(name.Imported())
	})
}

// isInternal reports whether only the packages around it may import the package
// at path, so that its effects are part of theirs.
func isInternal(path string) bool {
	return slices.Contains(strings.Split(path, "/"), "internal")
}

// sameTree reports whether the packages at the two paths come from the same
// repository. Its name is the second part of a path, or on hosts where people
// have accounts the third.
func sameTree(a, b string) bool {
	as, bs := strings.Split(a, "/"), strings.Split(b, "/")
	n := 2
	switch as[0] {
	case "github.com", "gitlab.com", "bitbucket.org", "gitee.com", "codeberg.org":
		n = 3
	}
	return strings.Contains(as[0], ".") && len(as) >= n && len(bs) >= n && slices.Equal(as[:n], bs[:n])
}

// explained reports whether a comment above the import, or above its group,
// says what it is for.
func explained(pass *analysis.Pass, file *ast.File, spec *ast.ImportSpec) bool {
	if spec.Doc != nil || spec.Comment != nil {
		return true
	}
	for _, decl := range file.Decls {
		decl, ok := decl.(*ast.GenDecl)
		if !ok || decl.Pos() > spec.Pos() || spec.End() > decl.End() {
			continue
		}
		if decl.Doc != nil {
			return true
		}
		// A comment above the first import of an uninterrupted group.
		line := pass.Fset.Position(spec.Pos()).Line
		for i := len(decl.Specs) - 1; i >= 0; i-- {
			other, ok := decl.Specs[i].(*ast.ImportSpec)
			if !ok || other.Pos() >= spec.Pos() {
				continue
			}
			if pass.Fset.Position(other.End()).Line != line-1 {
				break
			}
			if other.Doc != nil && other.Name != nil && other.Name.Name == "_" {
				return true
			}
			line--
		}
	}
	return false
}
