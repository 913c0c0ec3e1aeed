package runner

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"go/types"
	"hash"
	"io"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/gcexportdata"
	"golang.org/x/tools/go/packages"

	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/cache"
)

// A keyer computes what the result of a package is stored under: a hash of
// this program, the passes and their settings, the files of the package, and
// the export data of the packages it imports. The export data of a package
// describe all that is reachable through it, so packages further down matter
// only by being there.
type keyer struct {
	base [sha256.Size]byte // of what is the same for all packages

	mu      sync.Mutex
	exports map[*packages.Package]func() ([]byte, error)
	graphs  map[*packages.Package][]byte
}

// newKeyer returns a keyer for runs of analyzers. Salt stands for whatever else
// findings depend on.
func newKeyer(analyzers []*analysis.Analyzer, salt string) (*keyer, error) {
	h := sha256.New()
	fmt.Fprintf(h, "interviewlint 1\n%s %s\n%q\n", runtime.Version(), runtime.GOARCH, salt)
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	if err := hashFile(h, program); err != nil {
		return nil, err
	}
	seen := make(map[*analysis.Analyzer]bool)
	var visit func(a *analysis.Analyzer)
	visit = func(a *analysis.Analyzer) {
		if seen[a] {
			return
		}
		seen[a] = true
		fmt.Fprintf(h, "pass %s\n", a.Name)
		a.Flags.VisitAll(func(f *flag.Flag) { fmt.Fprintf(h, "flag %s=%q\n", f.Name, f.Value.String()) })
		for _, req := range a.Requires {
			visit(req)
		}
	}
	for _, a := range analyzers {
		visit(a)
	}
	k := &keyer{
		exports: make(map[*packages.Package]func() ([]byte, error)),
		graphs:  make(map[*packages.Package][]byte),
	}
	h.Sum(k.base[:0])
	return k, nil
}

// key returns the key of p, or false if p or something it imports is broken:
// results of such packages are not kept.
func (k *keyer) key(p *packages.Package, src sources) (cache.Key, bool) {
	h := sha256.New()
	h.Write(k.base[:])
	fmt.Fprintf(h, "package %s %s %s\n", p.ID, p.PkgPath, p.Name)
	if m := p.Module; m != nil {
		fmt.Fprintf(h, "module %s %s go %s main %t\n", m.Path, m.Version, m.GoVersion, m.Main)
	}
	if sizes := p.TypesSizes; sizes != nil {
		fmt.Fprintf(h, "sizes %d %d\n", sizes.Sizeof(types.Typ[types.Uintptr]), sizes.Alignof(types.Typ[types.Int64]))
	}
	for kind, names := range [][]string{p.GoFiles, p.OtherFiles, p.IgnoredFiles} {
		for _, name := range names {
			fmt.Fprintf(h, "%d %s\n", kind, relative(p, name))
		}
	}
	for _, name := range p.CompiledGoFiles {
		fmt.Fprintf(h, "file %s %x\n", relative(p, name), sha256.Sum256(src[name]))
	}
	for _, path := range slices.Sorted(maps.Keys(p.Imports)) {
		sum, err := k.export(p.Imports[path])
		if err != nil {
			return cache.Key{}, false
		}
		fmt.Fprintf(h, "import %s %x\n", path, sum)
	}
	h.Write(k.graph(p))
	return cache.Key(h.Sum(nil)), len(p.Errors) == 0
}

// relative returns the name of a file of p, without the directory that p is
// in: a checkout elsewhere has the same results.
func relative(p *packages.Package, name string) string {
	if rel, err := filepath.Rel(p.Dir, name); err == nil && filepath.IsLocal(rel) {
		return rel
	}
	return name
}

// hashFile adds the content of a file to h.
func hashFile(h hash.Hash, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	n, err := io.Copy(h, f)
	fmt.Fprintf(h, "\n%d bytes\n", n)
	return err
}

// export returns a hash of the export data of p.
func (k *keyer) export(p *packages.Package) ([]byte, error) {
	k.mu.Lock()
	sum := k.exports[p]
	if sum == nil {
		sum = sync.OnceValues(func() ([]byte, error) { return hashExport(p) })
		k.exports[p] = sum
	}
	k.mu.Unlock()
	return sum()
}

// hashExport hashes the part of the compiler's output that importers see. The
// rest differs whenever the body of some function does.
func hashExport(p *packages.Package) ([]byte, error) {
	if p.PkgPath == "unsafe" {
		return nil, nil
	}
	f, err := os.Open(p.ExportFile)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := gcexportdata.NewReader(f)
	if err != nil {
		return nil, err
	}
	h := sha256.New()
	_, err = io.Copy(h, data)
	return h.Sum(nil), err
}

// graph returns a hash of the paths of the packages that p imports, directly
// or not.
func (k *keyer) graph(p *packages.Package) []byte {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.graphLocked(p)
}

func (k *keyer) graphLocked(p *packages.Package) []byte {
	if sum := k.graphs[p]; sum != nil {
		return sum
	}
	h := sha256.New()
	for _, path := range slices.Sorted(maps.Keys(p.Imports)) {
		fmt.Fprintf(h, "%s %x\n", p.Imports[path].PkgPath, k.graphLocked(p.Imports[path]))
	}
	sum := h.Sum(nil)
	k.graphs[p] = sum
	return sum
}
