package runner

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"golang.org/x/tools/go/packages"

	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/finding"
)

// A unit is the outcome of one target.
type unit struct {
	findings []finding.Finding
	problems []finding.Problem
	cached   bool
}

// result returns the outcome of t, from the cache if it is there.
func (r *run) result(t target) unit {
	if r.keys == nil {
		return r.analyse(t, r.Overlay)
	}
	src, err := readSources(t.pkg)
	if err != nil {
		return r.analyse(t, nil) // which tells what is wrong
	}
	key, ok := r.keys.key(t.pkg, src)
	if !ok {
		return r.analyse(t, src)
	}
	if data, ok := r.Cache.Get(key); ok {
		if findings, err := decode(t.pkg, data); err == nil {
			return unit{findings: findings, cached: true}
		}
	}
	u := r.analyse(t, src)
	if len(u.problems) == 0 {
		if data, err := encode(t.pkg, u.findings); err == nil {
			r.Cache.Put(key, data)
		}
	}
	return u
}

// sources are the texts of files by name. A package is hashed and parsed from
// the same texts, so that an edit in between cannot store a wrong result.
type sources map[string][]byte

// readSources reads the files of p.
func readSources(p *packages.Package) (sources, error) {
	src := make(sources)
	for _, name := range p.CompiledGoFiles {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		src[name] = text
	}
	return src, nil
}

// analyse parses, type-checks and analyses t. Files not in src are read.
func (r *run) analyse(t target, src sources) (u unit) {
	defer func() {
		if value := recover(); value != nil { // not in a pass: in the type checker
			u.problems = append(u.problems, r.panicked(t.pkg, value))
		}
	}()
	pkg, problems := r.check(t.pkg, src)
	if len(problems) > 0 && t.plain != nil {
		if plain, more := r.check(t.plain, src); len(more) == 0 {
			pkg = plain // only the tests are broken
		}
	}
	u.problems = problems
	if pkg == nil {
		return u
	}
	defer r.forget(pkg)
	findings, problems := r.passes(pkg, src)
	u.findings = findings
	u.problems = append(u.problems, problems...)
	return u
}

// panicked returns a problem for a panic outside of the passes.
func (r *run) panicked(p *packages.Package, value any) finding.Problem {
	if r.Debug != nil {
		r.Debug("%s: %v\n%s", p.ID, value, debug.Stack())
	}
	return finding.Problem{
		Package: p.PkgPath,
		Message: fmt.Sprintf("package %s: the analysis panicked: %v", p.PkgPath, value),
	}
}

// forget drops what the file set knows of the files of pkg.
func (r *run) forget(pkg *packages.Package) {
	for _, file := range pkg.Syntax {
		if tf := r.imports.fset.File(file.FileStart); tf != nil {
			r.imports.fset.RemoveFile(tf)
		}
	}
}

// check returns a copy of p with syntax and types, or nil if p has errors that
// leave nothing to analyse. Of errors the go command reports about p, those
// that the compiler would find anyway are dropped for the type checker's.
func (r *run) check(p *packages.Package, src sources) (*packages.Package, []finding.Problem) {
	var problems []finding.Problem
	add := func(err error) { problems = append(problems, problemsOf(p, err)...) }

	start := time.Now()
	files, errs := parseFiles(r.imports.fset, p.CompiledGoFiles, src)
	parsed := time.Now()
	for _, err := range errs {
		add(err)
	}
	info := &types.Info{
		Types:        make(map[ast.Expr]types.TypeAndValue),
		Defs:         make(map[*ast.Ident]types.Object),
		Uses:         make(map[*ast.Ident]types.Object),
		Implicits:    make(map[ast.Node]types.Object),
		Instances:    make(map[*ast.Ident]types.Instance),
		Scopes:       make(map[ast.Node]*types.Scope),
		Selections:   make(map[*ast.SelectorExpr]*types.Selection),
		FileVersions: make(map[*ast.File]string),
	}
	var pkg *types.Package
	if len(errs) == 0 && len(files) > 0 {
		pkg = types.NewPackage(p.PkgPath, p.Name)
		config := r.imports.config(p, add)
		if err := types.NewChecker(config, r.imports.fset, pkg, info).Files(files); err != nil && len(problems) == 0 {
			add(err) // such as a Go version newer than ours
		}
	}
	r.timings.add(parsed.Sub(start), time.Since(parsed))

	if len(problems) > 0 || len(files) == 0 {
		if len(problems) == 0 {
			problems = listed(p)
		}
		return nil, capProblems(problems)
	}
	whole := *p
	whole.Name = pkg.Name()
	whole.Fset = r.imports.fset
	whole.Syntax = files
	whole.Types = pkg
	whole.TypesInfo = info
	whole.Errors = nil
	return &whole, listed(p)
}

// add records the durations of parsing and type-checking a package.
func (t *Timings) add(parse, check time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.Parse += parse
	t.Check += check
}

// parseFiles parses names. A file with an error is left out.
func parseFiles(fset *token.FileSet, names []string, src sources) (files []*ast.File, errs []error) {
	for _, name := range names {
		var text any // nil for the parser to read the file
		if known, ok := src[name]; ok {
			text = known
		}
		file, err := parser.ParseFile(fset, name, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		files = append(files, file)
	}
	return files, errs
}

// maxProblems bounds the errors told of one package.
const maxProblems = 10

// problemsOf converts an error of the parser or type checker.
func problemsOf(p *packages.Package, err error) []finding.Problem {
	problem := func(at token.Position, message string) finding.Problem {
		return finding.Problem{Package: p.PkgPath, File: at.Filename, Line: at.Line, Column: at.Column, Message: message}
	}
	if list, ok := errors.AsType[scanner.ErrorList](err); ok {
		problems := make([]finding.Problem, 0, len(list))
		for _, e := range list {
			problems = append(problems, problem(e.Pos, e.Msg))
		}
		return problems
	}
	if e, ok := errors.AsType[types.Error](err); ok {
		return []finding.Problem{problem(e.Fset.Position(e.Pos), e.Msg)}
	}
	return []finding.Problem{problem(token.Position{}, err.Error())}
}

// listed returns what the go command reports about p besides the output of the
// compiler.
func listed(p *packages.Package) []finding.Problem {
	problems := make([]finding.Problem, 0, len(p.Errors))
	for _, e := range p.Errors {
		problem := finding.Problem{Package: p.PkgPath, Message: strings.TrimSpace(e.Msg)}
		problem.File, problem.Line, problem.Column = splitPosition(e.Pos)
		problems = append(problems, problem)
	}
	return problems
}

// splitPosition splits file:line:col; the numbers may be missing.
func splitPosition(pos string) (file string, line, column int) {
	if pos == "" || pos == "-" {
		return "", 0, 0
	}
	var numbers []int
	for range 2 {
		i := strings.LastIndexByte(pos, ':')
		if i < 0 {
			break
		}
		n, err := strconv.Atoi(pos[i+1:])
		if err != nil {
			break
		}
		numbers = append([]int{n}, numbers...)
		pos = pos[:i]
	}
	numbers = append(numbers, 0, 0)
	return filepath.Clean(pos), numbers[0], numbers[1]
}

// capProblems keeps the first problems of a package and says how many others
// there are.
func capProblems(problems []finding.Problem) []finding.Problem {
	if len(problems) <= maxProblems {
		return problems
	}
	rest := len(problems) - maxProblems
	last := finding.Problem{Package: problems[0].Package, Message: fmt.Sprintf("%s: and %d more errors", problems[0].Package, rest)}
	return append(problems[:maxProblems:maxProblems], last)
}
