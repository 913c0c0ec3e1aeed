// Package load finds the packages that command-line arguments denote, without
// parsing them.
package load

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

// mode asks for metadata and export data of the whole import graph, and for
// the syntax of nothing.
const mode = packages.NeedName |
	packages.NeedFiles |
	packages.NeedCompiledGoFiles |
	packages.NeedImports |
	packages.NeedDeps |
	packages.NeedExportFile |
	packages.NeedTypesSizes |
	packages.NeedForTest |
	packages.NeedModule

// A Query says what to load.
type Query struct {
	Dir   string   // working directory, absolute
	Args  []string // package patterns, or files
	Tests bool
	Tags  string
	// Overlay replaces the texts of files, by absolute name.
	Overlay map[string][]byte
}

// A BadArgument is an error in an argument, rather than in the code.
type BadArgument struct{ Err error }

// Error returns the text of the error.
func (e *BadArgument) Error() string { return e.Err.Error() }

// Unwrap returns the error itself.
func (e *BadArgument) Unwrap() error { return e.Err }

// Packages returns the packages that q denotes, tests included as q says, and
// remarks on arguments that denote nothing without being wrong.
func Packages(ctx context.Context, q Query) (pkgs []*packages.Package, remarks []string, err error) {
	if _, err := exec.LookPath("go"); err != nil {
		return nil, nil, errors.New("the go command is not in PATH; interviewlint needs it to find packages")
	}
	if len(q.Args) == 0 {
		q.Args = []string{"."}
	}
	if slices.ContainsFunc(q.Args, isGoFile) {
		return files(ctx, q)
	}
	pkgs, err = list(ctx, q, q.Dir, q.Args)
	switch {
	case err != nil:
		return nil, nil, err
	case !slices.ContainsFunc(pkgs, hasFiles) && moduleRoot(q.Dir) == "":
		return nil, nil, fmt.Errorf("%s: no module here: work below a go.mod, or use -C", strings.Join(q.Args, " "))
	case len(pkgs) == 0:
		if said := refusal(ctx, q); said != "" {
			return nil, nil, errors.New(said)
		}
		return nil, nil, &BadArgument{fmt.Errorf("%s: no packages match", strings.Join(q.Args, " "))}
	}
	return pkgs, nil, nil
}

// refusal returns why the go command lists no packages for q, or "" if it just
// finds none. Package packages asks it to overlook errors, and of a go.mod that
// needs updates nothing is left then.
func refusal(ctx context.Context, q Query) string {
	cmd := exec.CommandContext(ctx, "go", append([]string{"list", "-tags=" + q.Tags, "--"}, q.Args...)...)
	cmd.Dir = q.Dir
	var said strings.Builder
	cmd.Stderr = &said
	if cmd.Run() == nil {
		return ""
	}
	return lastLines(said.String())
}

// hasFiles reports whether p exists.
func hasFiles(p *packages.Package) bool {
	return len(p.GoFiles)+len(p.OtherFiles)+len(p.IgnoredFiles) > 0
}

func isGoFile(arg string) bool { return strings.HasSuffix(arg, ".go") }

// list runs go list in dir.
func list(ctx context.Context, q Query, dir string, patterns []string) ([]*packages.Package, error) {
	config := &packages.Config{
		Context: ctx,
		Mode:    mode,
		Dir:     dir,
		Tests:   q.Tests,
		Overlay: q.Overlay,
	}
	if q.Tags != "" {
		config.BuildFlags = []string{"-tags=" + q.Tags}
	}
	pkgs, err := packages.Load(config, patterns...)
	if err != nil {
		return nil, errors.New(lastLines(err.Error()))
	}
	return pkgs, nil
}

// lastLines returns what the go command said, of an error that also tells how
// it was called.
func lastLines(message string) string {
	if _, said, ok := strings.Cut(message, "stderr: "); ok {
		message = said
	}
	message = strings.TrimSpace(message)
	return strings.TrimPrefix(message, "go: ")
}

// files loads the packages that the files q.Args belong to. The files may lie
// in several directories and modules.
func files(ctx context.Context, q Query) (pkgs []*packages.Package, remarks []string, err error) {
	dirs := make(map[string][]string)  // module root → patterns
	loose := make(map[string][]string) // directory outside any module → files
	var roots, paths, looseDirs []string
	for _, arg := range q.Args {
		if !isGoFile(arg) {
			return nil, nil, &BadArgument{fmt.Errorf("%s: name packages or Go files, not both", arg)}
		}
		path := arg
		if !filepath.IsAbs(path) {
			path = filepath.Join(q.Dir, path)
		}
		if info, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			return nil, nil, &BadArgument{fmt.Errorf("%s: no such file", arg)}
		} else if err != nil {
			return nil, nil, err
		} else if info.IsDir() {
			return nil, nil, &BadArgument{fmt.Errorf("%s: is a directory", arg)}
		}
		dir := filepath.Dir(path)
		root := moduleRoot(dir)
		if os.Getenv("GO111MODULE") == "off" { // no modules: a package is what its directory has
			root = dir
		}
		if root == "" {
			if loose[dir] == nil {
				looseDirs = append(looseDirs, dir)
			}
			loose[dir] = append(loose[dir], path)
			continue
		}
		if dirs[root] == nil {
			roots = append(roots, root)
		}
		rel, err := filepath.Rel(root, dir)
		if err != nil {
			return nil, nil, err
		}
		pattern := "./" + filepath.ToSlash(rel)
		if !slices.Contains(dirs[root], pattern) {
			dirs[root] = append(dirs[root], pattern)
		}
		paths = append(paths, path)
	}
	for _, root := range roots {
		found, err := list(ctx, q, root, dirs[root])
		if err != nil {
			return nil, nil, err
		}
		pkgs = append(pkgs, found...)
	}
	for _, dir := range looseDirs { // outside any module, the files of a directory make a package of their own
		found, err := list(ctx, q, dir, loose[dir])
		if err != nil {
			return nil, nil, err
		}
		pkgs = append(pkgs, found...)
	}
	pkgs = slices.DeleteFunc(pkgs, onlyIgnored)
	return pkgs, excluded(pkgs, paths, q.Dir), nil
}

// moduleRoot returns the nearest directory at or above dir that has a go.mod,
// or "".
func moduleRoot(dir string) string {
	for {
		if info, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil && !info.IsDir() {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}

// onlyIgnored reports whether p has errors for having no files but those that
// build constraints exclude. To name such a file is no mistake.
func onlyIgnored(p *packages.Package) bool {
	return len(p.GoFiles) == 0 && len(p.IgnoredFiles) > 0
}

// excluded returns a remark for each of paths that no package contains.
func excluded(pkgs []*packages.Package, paths []string, dir string) (remarks []string) {
	seen := make(map[string]bool)
	for _, p := range pkgs {
		for _, file := range p.GoFiles {
			seen[file] = true
		}
	}
	for _, path := range paths {
		if !seen[path] {
			if rel, err := filepath.Rel(dir, path); err == nil {
				path = rel
			}
			remarks = append(remarks, path+": not analysed: build constraints exclude it, or it is a test and tests are off")
		}
	}
	return remarks
}
