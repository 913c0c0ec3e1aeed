package blankimport

import (
	_ "embed"
	"fmt"
	"go/ast"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

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
		if strings.HasSuffix(pass.Fset.Position(file.FileStart).Filename, "_test.go") {
			continue
		}
		for _, spec := range file.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil || spec.Name == nil || spec.Name.Name != "_" {
				continue
			}
			switch {
			case path == "net/http/pprof" || path == "expvar":
				report.At(pass, spec, "", fmt.Sprintf("importing %s adds handlers to the default mux of every program that uses this package", path))
			case path != "embed" && path != "unsafe" && !isInternal(path) && !sameTree(pass.Pkg.Path(), path) && !explained(pass, file, spec):
				report.At(pass, spec, "", fmt.Sprintf("importing %s for its side effects changes every program that uses this package", path))
			}
		}
	}
	return nil, nil
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
	if spec.Doc != nil {
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
