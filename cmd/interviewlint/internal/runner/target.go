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

// A place tells packages apart that have the same path in different modules,
// which happens if the command is given files of both.
type place struct{ path, dir string }

// targets chooses among pkgs. Where "p [p.test]" exists, which consists of the
// files of p and its tests, it stands for p; synthetic test mains are left out.
func targets(pkgs []*packages.Package) []target {
	augmented := make(map[place]*packages.Package)
	for _, p := range pkgs {
		if p.ForTest == p.PkgPath && p.PkgPath != p.ID {
			augmented[place{p.PkgPath, p.Dir}] = p
		}
	}
	plain := make(map[place]*packages.Package)
	for _, p := range pkgs {
		if here := (place{p.PkgPath, p.Dir}); p.PkgPath == p.ID && augmented[here] != nil {
			plain[here] = p
		}
	}
	var found []target
	seen := make(map[place]bool)
	for _, p := range pkgs {
		here := place{p.PkgPath, p.Dir}
		switch {
		case seen[place{p.ID, p.Dir}], plain[here] == p, isTestMain(p):
			continue
		}
		seen[place{p.ID, p.Dir}] = true
		t := target{pkg: p}
		if augmented[here] == p {
			t.plain = plain[here]
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
