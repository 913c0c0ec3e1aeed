package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/interviewlint/interviewlint/analyzers"
	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/finding"
	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/format"
	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/load"
	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/nolint"
	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/runner"
)

// lint analyses the packages that args name and writes what it finds.
func (c *command) lint(ctx context.Context, args []string) (int, error) {
	opts, patterns, err := parseOptions(c.checks, args)
	if err != nil {
		return 0, err
	}
	if opts.version {
		return exitClean, printVersion(c.out)
	}
	checks, err := opts.settings().Choose(slices.Clone(c.checks))
	if err != nil {
		return 0, usageError{err}
	}
	if err := opts.set(c.checks); err != nil {
		return 0, err
	}
	dir, err := workDir(opts.dir)
	if err != nil {
		return 0, err
	}

	start := time.Now()
	pkgs, remarks, err := load.Packages(ctx, load.Query{Dir: dir, Args: patterns, Tests: opts.tests, Tags: opts.tags})
	if err != nil {
		return 0, err
	}
	loaded := time.Now()
	for _, remark := range remarks {
		fmt.Fprintf(c.err, "interviewlint: %s\n", remark)
	}
	store, err := c.openCache(opts)
	if err != nil {
		return 0, err
	}
	known := c.silencers(checks)
	config := runner.Config{
		Analyzers: analyzers.Passes(checks),
		Known:     func(name string) bool { return known[name] },
		Salt:      fmt.Sprint(known),
		Cache:     store,
	}
	if opts.debug {
		config.Debug = func(format string, args ...any) { fmt.Fprintf(c.err, format+"\n", args...) }
	}
	bar := newProgress(c.err)
	config.Progress = bar.show
	result, err := runner.Run(ctx, config, pkgs)
	bar.clear()
	if err != nil {
		return 0, err
	}
	if err := store.Close(); err != nil {
		fmt.Fprintf(c.err, "interviewlint: results are not kept: %v\n", err)
	}
	if opts.debug {
		printTimings(c.err, loaded.Sub(start), time.Since(loaded), result)
	}

	report := &format.Report{Findings: result.Findings, Problems: result.Problems}
	if !opts.generated {
		report.Findings = withoutGenerated(report.Findings)
	}
	finding.SetFingerprints(report.Findings)
	describe(report.Findings, checks)
	report.Relative(dir)
	if opts.json {
		err = format.JSON(c.out, report)
	} else {
		err = format.Line(c.out, report)
	}
	if err == nil {
		err = format.Problems(c.err, report.Problems)
	}
	switch {
	case err != nil:
		return 0, err
	case len(report.Problems) > 0:
		return exitFailed, nil
	case len(report.Findings) > 0:
		return exitFindings, nil
	}
	return exitClean, nil
}

// silencers returns which names a nolint comment may not carry in vain: those
// of the running checks and, if all default checks run, that of the command.
func (c *command) silencers(checks []*analyzers.Check) map[string]bool {
	names := make(map[string]bool)
	for _, check := range checks {
		names[check.Name] = true
	}
	names[nolint.Tool] = !slices.ContainsFunc(c.checks, func(check *analyzers.Check) bool {
		return check.Default && !names[check.Name]
	})
	return names
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

// describe adds the drivers' opinions of checks to findings.
func describe(findings []finding.Finding, checks []*analyzers.Check) {
	byName := make(map[string]*analyzers.Check)
	for _, c := range checks {
		byName[c.Name] = c
	}
	for i := range findings {
		f := &findings[i]
		f.Severity = string(analyzers.Warning) // of a useless directive
		if c := byName[f.Check]; c != nil {
			f.Severity = string(c.Severity)
			f.Pitfalls = c.Rows(f.Category)
		}
	}
}

// withoutGenerated returns the findings in files that people write.
func withoutGenerated(findings []finding.Finding) []finding.Finding {
	var kept []finding.Finding
	for _, f := range findings {
		if !f.Generated {
			kept = append(kept, f)
		}
	}
	return kept
}
