// Package runner runs analyzers over packages.
//
// Dependencies are not parsed: their types come from the export data that the
// go command has in its build cache. Each package of interest is parsed,
// type-checked, analysed and forgotten, several at a time, so that memory
// holds the types of the import graph but the syntax of only a few packages.
// This rests on the passes having no facts, which [Run] verifies.
package runner

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/cache"
	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/finding"
)

// A Config says what to run, and how.
type Config struct {
	Analyzers []*analysis.Analyzer
	// Parallel is the number of packages to analyse at a time; GOMAXPROCS if
	// it is 0.
	Parallel int
	// Known says whether a name in a nolint comment is one of ours that would
	// have to silence something.
	Known func(name string) bool
	// Salt stands for what Known depends on.
	Salt string
	// Overlay replaces the texts of files, by absolute name.
	Overlay map[string][]byte
	// Cache keeps results from run to run, unless it is nil.
	Cache *cache.Store
	// Debug, if set, is told what a user need not know: stacks of panics.
	Debug func(format string, args ...any)
	// Progress, if set, is called when a package is done, by one goroutine at
	// a time.
	Progress func(done, total int)
}

// A Result is what a run yields.
type Result struct {
	Findings []finding.Finding
	Problems []finding.Problem
	Packages int // number of packages looked at
	Cached   int // number of those whose results were known
	Timings  *Timings
}

// Run analyses pkgs, which package load has loaded.
func Run(ctx context.Context, config Config, pkgs []*packages.Package) (*Result, error) {
	if err := checkFactFree(config.Analyzers); err != nil {
		return nil, err
	}
	if config.Parallel == 0 {
		config.Parallel = runtime.GOMAXPROCS(0)
	}
	r := &run{
		Config:  config,
		imports: newImporter(),
		timings: new(Timings),
	}
	if config.Cache != nil {
		var err error
		if r.keys, err = newKeyer(config.Analyzers, config.Salt); err != nil {
			return nil, err
		}
	}
	r.guarded = guard(config.Analyzers)
	todo := targets(pkgs)
	units := make([]unit, len(todo))
	r.forEach(ctx, len(todo), func(i int) { units[i] = r.result(todo[i]) })
	if err := ctx.Err(); err != nil {
		return nil, err
	}

	result := &Result{Packages: len(todo), Timings: r.timings}
	for _, u := range units {
		if u.cached {
			result.Cached++
		}
		result.Findings = append(result.Findings, u.findings...)
		result.Problems = append(result.Problems, u.problems...)
	}
	result.Findings = finding.Merge(result.Findings)
	result.Problems = finding.MergeProblems(result.Problems)
	return result, nil
}

// A run is one call of Run.
type run struct {
	Config
	guarded []*analysis.Analyzer
	keys    *keyer // nil without cache
	imports *importer
	timings *Timings
}

// Timings tell where the time of a run went, summed over goroutines.
type Timings struct {
	mu     sync.Mutex
	Parse  time.Duration
	Check  time.Duration // includes reading export data
	Passes map[string]time.Duration
}

// forEach calls do for 0 … n-1, several at a time, until ctx is done.
func (r *run) forEach(ctx context.Context, n int, do func(i int)) {
	var next atomic.Int64
	var mu sync.Mutex
	done := 0
	var workers sync.WaitGroup
	for range min(r.Parallel, n) {
		workers.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= n || ctx.Err() != nil {
					return
				}
				do(i)
				if r.Progress != nil {
					mu.Lock()
					done++
					//lint:ignore lockblock the lock keeps the reports in order; nobody else takes it
					r.Progress(done, n)
					mu.Unlock()
				}
			}
		})
	}
	workers.Wait()
}

// checkFactFree returns an error if one of analyzers, or one that they
// require, has facts: those would need the syntax of all dependencies.
func checkFactFree(analyzers []*analysis.Analyzer) error {
	var errs []error
	seen := make(map[*analysis.Analyzer]bool)
	var visit func(a *analysis.Analyzer)
	visit = func(a *analysis.Analyzer) {
		if seen[a] {
			return
		}
		seen[a] = true
		if len(a.FactTypes) > 0 {
			errs = append(errs, fmt.Errorf("analyzer %s uses facts, which this runner does not provide", a.Name))
		}
		for _, req := range a.Requires {
			visit(req)
		}
	}
	for _, a := range analyzers {
		visit(a)
	}
	return errors.Join(errs...)
}

// addPass records the duration of a pass.
func (t *Timings) addPass(act *checker.Action) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.Passes == nil {
		t.Passes = make(map[string]time.Duration)
	}
	t.Passes[act.Analyzer.Name] += act.Duration
}
