package runner

import (
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/packages"
)

// A target is a package to analyse.
type target struct {
	pkg *packages.Package
	// plain is the package without its tests, to be analysed in place of pkg
	// if the tests do not compile.
	plain *packages.Package
}

// targets chooses among pkgs. Where "p [p.test]" exists, which consists of the
// files of p and its tests, it stands for p; synthetic test mains are left out.
func targets(pkgs []*packages.Package) []target {
	augmented := make(map[string]*packages.Package)
	for _, p := range pkgs {
		if p.ForTest == p.PkgPath && p.PkgPath != p.ID {
			augmented[p.PkgPath] = p
		}
	}
	plain := make(map[string]*packages.Package)
	for _, p := range pkgs {
		if p.PkgPath == p.ID && augmented[p.PkgPath] != nil {
			plain[p.PkgPath] = p
		}
	}
	var found []target
	seen := make(map[string]bool)
	for _, p := range pkgs {
		switch {
		case seen[p.ID], plain[p.PkgPath] == p, isTestMain(p):
			continue
		}
		seen[p.ID] = true
		t := target{pkg: p}
		if augmented[p.PkgPath] == p {
			t.plain = plain[p.PkgPath]
		}
		found = append(found, t)
	}
	return found
}

// isTestMain reports whether p is the main package that the go command
// generates for a test. Its one file lies in the build cache.
func isTestMain(p *packages.Package) bool {
	return p.Name == "main" && strings.HasSuffix(p.ID, ".test") &&
		len(p.CompiledGoFiles) == 1 && filepath.Dir(p.CompiledGoFiles[0]) != p.Dir
}
