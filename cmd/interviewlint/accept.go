package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/baseline"
	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/finding"
	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/format"
	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/revision"
)

// defaultBaseline is the file that the subcommand baseline writes unless told
// otherwise.
const defaultBaseline = ".interviewlint.baseline"

// baselineFile returns the file of accepted findings, or "": that of the flag,
// or that of the configuration file.
func (s *session) baselineFile() string {
	switch {
	case s.opts.baseline == "off":
		return ""
	case s.opts.baseline == "":
		if s.config.Baseline == "" {
			return ""
		}
		return join(filepath.Dir(s.config.File), s.config.Baseline)
	}
	return join(s.dir, s.opts.baseline)
}

// join returns name as seen from dir.
func join(dir, name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(dir, name)
}

// news analyses and returns what is new: without the findings that the baseline
// accepts or that were there in an earlier revision. It tells of entries of the
// baseline that are not needed any more.
func (s *session) news(ctx context.Context) (*format.Report, error) {
	first := !s.told
	report, err := s.analyse(ctx)
	if err != nil {
		return nil, err
	}
	if file := s.baselineFile(); file != "" {
		known, err := baseline.Read(file)
		if err != nil {
			return nil, usageError{fmt.Errorf("-baseline: %w", err)}
		}
		if stale := s.stale(known, report); len(stale) > 0 && first {
			s.warn("no longer found: %s of %s; \"interviewlint baseline -prune\" removes them", count(len(stale), "entry"), filepath.Base(file))
		}
		report.Findings = slices.DeleteFunc(report.Findings, known.Accepts)
	}
	if s.opts.newFrom != "" && len(report.Findings) > 0 {
		if s.past == nil {
			if s.past, err = s.before(ctx, report.Findings); err != nil {
				return nil, err
			}
		}
		report.Findings = slices.DeleteFunc(report.Findings, s.past.Accepts)
	}
	return report, nil
}

// stale returns the entries of known that do not occur in what was analysed.
func (s *session) stale(known *baseline.Baseline, report *format.Report) []baseline.Entry {
	if len(report.Problems) > 0 {
		return nil // who knows
	}
	running := make(map[string]bool)
	for _, check := range s.chosen {
		running[check.Name] = true
	}
	return known.Stale(report.Findings, func(e baseline.Entry) bool {
		file := join(s.dir, filepath.FromSlash(e.File))
		_, err := os.Stat(file)
		return running[e.Check] && (report.Dirs[filepath.Dir(file)] || errors.Is(err, fs.ErrNotExist))
	})
}

// before returns the findings of the revision of -new-from, in the packages
// that have findings now.
func (s *session) before(ctx context.Context, now []finding.Finding) (*baseline.Baseline, error) {
	dir, remove, err := revision.Extract(ctx, s.dir, s.opts.newFrom)
	if err != nil {
		return nil, usageError{fmt.Errorf("-new-from: %w", err)}
	}
	defer remove()
	old := *s
	old.dir = dir
	old.patterns = nil
	old.told = true
	for _, f := range now {
		rel, err := filepath.Rel(s.dir, filepath.Dir(f.File))
		if err != nil {
			continue
		}
		pattern := "./" + filepath.ToSlash(rel)
		files, err := filepath.Glob(filepath.Join(dir, rel, "*.go"))
		if err == nil && len(files) > 0 && !slices.Contains(old.patterns, pattern) {
			old.patterns = append(old.patterns, pattern)
		}
	}
	if len(old.patterns) == 0 {
		return baseline.Of(nil), nil
	}
	// What did not compile then has no findings to excuse those of today.
	report, err := old.analyse(ctx)
	if err != nil {
		return nil, fmt.Errorf("-new-from %s: %w", s.opts.newFrom, err)
	}
	return baseline.Of(report.Findings), nil
}

// writeBaseline analyses the packages that args name, and accepts what it
// finds. With -prune it only removes what does not occur any more.
func (c *command) writeBaseline(ctx context.Context, args []string) (int, error) {
	prune := slices.ContainsFunc(args, isPrune)
	opts, patterns, err := parseOptions(c.checks, slices.DeleteFunc(slices.Clone(args), isPrune))
	if err != nil {
		return 0, err
	}
	s, err := c.newSession(opts, patterns)
	if err != nil {
		return 0, err
	}
	file := s.baselineFile()
	if file == "" {
		file = join(s.dir, defaultBaseline)
	}
	known, err := baseline.Read(file)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !prune:
		known = baseline.Of(nil)
	case err != nil:
		return 0, usageError{fmt.Errorf("-baseline: %w", err)}
	}
	report, err := s.analyse(ctx)
	if err != nil {
		return 0, err
	}
	report.Relative()
	stale := s.stale(known, report)
	known.Remove(stale)
	added := slices.DeleteFunc(slices.Clone(report.Findings), known.Accepts)
	if prune {
		added = nil
	}
	known.Add(baseline.Of(added))
	if err := known.Write(file); err != nil {
		return 0, err
	}
	for _, e := range stale {
		fmt.Fprintf(c.out, "removed: %s: %s (%s)\n", e.File, e.Message, e.Check)
	}
	fmt.Fprintf(c.out, "%s: %s, %d added, %d removed\n", filepath.Base(file), count(len(known.Entries()), "entry"), len(added), len(stale))
	if err := format.Problems(c.err, report.Problems); err != nil {
		return 0, err
	}
	if len(report.Problems) > 0 {
		return exitFailed, nil
	}
	return exitClean, nil
}

func isPrune(arg string) bool { return arg == "-prune" || arg == "--prune" }
