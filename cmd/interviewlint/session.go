package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/interviewlint/interviewlint/analyzers"
	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/baseline"
	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/cache"
	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/config"
	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/finding"
	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/format"
	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/load"
	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/nolint"
	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/runner"
)

// A session is an analysis with its settings, which may be repeated.
type session struct {
	*command
	opts     *options
	patterns []string
	chosen   []*analyzers.Check
	dir      string
	config   *config.Config
	store    *cache.Store
	told     bool // the user knows the remarks on the patterns
	// past is what the revision of -new-from had already, once it is known.
	past *baseline.Baseline
	// unfixable holds the files of packages that fixes would break.
	unfixable map[string]bool
}

// newSession returns the session that the command line asks for.
func (c *command) newSession(opts *options, patterns []string) (*session, error) {
	s := &session{command: c, opts: opts, patterns: patterns, unfixable: make(map[string]bool)}
	var err error
	if s.dir, err = workDir(opts.dir); err != nil {
		return nil, err
	}
	if s.config, err = c.readConfig(opts, s.dir); err != nil {
		return nil, err
	}
	if s.chosen, err = analyzers.Choose(c.checks, s.layers()...); err != nil {
		return nil, usageError{err}
	}
	if err := opts.set(c.checks); err != nil {
		return nil, err
	}
	if s.store, err = c.openCache(opts); err != nil {
		return nil, err
	}
	return s, nil
}

// layers returns the choices of checks, those that count more after others.
func (s *session) layers() []analyzers.Settings {
	return []analyzers.Settings{s.config.Settings, s.opts.settings()}
}

// workDir returns dir, or the current directory, as an absolute path.
func workDir(dir string) (string, error) {
	path, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if info, err := os.Stat(path); err != nil || !info.IsDir() {
		return "", usageError{fmt.Errorf("-C %s: no such directory", dir)}
	}
	return path, nil
}

// analyse loads and analyses the packages, and returns the findings that the
// settings let through.
func (s *session) analyse(ctx context.Context) (*format.Report, error) {
	start := time.Now()
	pkgs, remarks, err := load.Packages(ctx, load.Query{Dir: s.dir, Args: s.patterns, Tests: s.opts.tests, Tags: s.opts.tags})
	if err != nil {
		return nil, err
	}
	loaded := time.Now()
	if !s.told {
		s.told = true
		for _, remark := range remarks {
			s.warn("%s", remark)
		}
	}
	known := s.silencers()
	bar := newProgress(s.err)
	run := runner.Config{
		Analyzers: analyzers.Passes(s.chosen),
		Known:     func(name string) bool { return known[name] },
		Salt:      fmt.Sprint(known),
		Cache:     s.store,
		Progress:  bar.show,
	}
	if s.opts.debug {
		run.Debug = func(format string, args ...any) { fmt.Fprintf(s.err, format+"\n", args...) }
	}
	result, err := runner.Run(ctx, run, pkgs)
	bar.clear()
	if err != nil {
		return nil, err
	}
	if err := s.store.Close(); err != nil {
		s.warn("results are not kept: %v", err)
	}
	if s.opts.debug {
		printTimings(s.err, loaded.Sub(start), time.Since(loaded), result)
	}
	findings := result.Findings
	findings = slices.DeleteFunc(findings, func(f finding.Finding) bool {
		return f.Generated && !s.opts.generated || s.config.Excludes(f.File)
	})
	finding.SetFingerprints(findings)
	s.describe(findings)
	dirs := make(map[string]bool)
	for _, pkg := range pkgs {
		dirs[pkg.Dir] = true
	}
	return &format.Report{
		Findings: findings,
		Problems: result.Problems,
		Dir:      s.dir,
		Version:  version(),
		Rules:    s.rules(),
		Dirs:     dirs,
		Packages: result.Packages,
		Cached:   result.Cached,
		Elapsed:  time.Since(start),
	}, nil
}

// rules describes the checks that run.
func (s *session) rules() []format.Rule {
	rules := make([]format.Rule, 0, len(s.chosen))
	for _, check := range s.chosen {
		rules = append(rules, format.Rule{
			ID:       check.Name,
			Title:    check.Title(),
			Text:     check.Doc,
			Markdown: check.Markdown(),
			URL:      check.URL,
			Severity: string(check.Severity),
			Tags:     append([]string{string(check.Group)}, check.Pitfalls()...),
		})
	}
	return rules
}

// silencers returns which names a nolint comment may not carry in vain: those
// of the running checks and, if all default checks run, that of the command.
func (s *session) silencers() map[string]bool {
	names := make(map[string]bool)
	for _, check := range s.chosen {
		names[check.Name] = true
	}
	names[nolint.Tool] = !slices.ContainsFunc(s.checks, func(check *analyzers.Check) bool {
		return check.Default && !names[check.Name]
	})
	return names
}

// describe adds the drivers' opinions of checks to findings.
func (s *session) describe(findings []finding.Finding) {
	byName := make(map[string]*analyzers.Check)
	for _, check := range s.chosen {
		byName[check.Name] = check
	}
	for i := range findings {
		f := &findings[i]
		f.Severity = string(analyzers.Warning) // of a useless directive
		if check := byName[f.Check]; check != nil {
			f.Pitfalls = check.Rows(f.Category)
			f.Severity = cmp.Or(s.config.SeverityOf(check, f.Pitfalls), string(check.Severity))
		}
	}
}
