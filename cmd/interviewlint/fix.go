package main

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/finding"
	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/fix"
	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/format"
	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/load"
	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/runner"
)

// A fixLevel says which fixes to apply. As a flag it may stand without value.
type fixLevel string

const (
	noFixes     fixLevel = ""
	safeFixes   fixLevel = "safe"
	unsafeFixes fixLevel = "unsafe"
)

// String returns l in the form of the flag.
func (l *fixLevel) String() string { return string(*l) }

// IsBoolFlag says that the flag needs no value.
func (l *fixLevel) IsBoolFlag() bool { return true }

// Set sets l.
func (l *fixLevel) Set(value string) error {
	switch value {
	case "true", "safe":
		*l = safeFixes
	case "unsafe":
		*l = unsafeFixes
	case "false":
		*l = noFixes
	default:
		return fmt.Errorf("use -fix or -fix=unsafe")
	}
	return nil
}

// maxRounds bounds how often findings are fixed and looked for again.
const maxRounds = 10

// fix applies fixes, and analyses again, until there is nothing more to fix. It
// returns what is left.
func (s *session) fix(ctx context.Context, report *format.Report) (*format.Report, error) {
	for range maxRounds {
		plan, err := s.plan(ctx, report)
		if err != nil {
			return nil, err
		}
		if len(plan.Files) == 0 {
			break
		}
		if err := plan.Write(); err != nil {
			return nil, fmt.Errorf("nothing is fixed: %w", err)
		}
		if report, err = s.news(ctx); err != nil {
			return nil, err
		}
	}
	return report, nil
}

// printDiff writes what fix would change at first.
func (s *session) printDiff(ctx context.Context, report *format.Report) (int, error) {
	if s.opts.fix == noFixes {
		s.opts.fix = safeFixes
	}
	plan, err := s.plan(ctx, report)
	if err != nil {
		return 0, err
	}
	if _, err := s.out.Write(plan.Diff(s.dir)); err != nil {
		return 0, err
	}
	if plan.Left > 0 {
		s.warn("%d more fixes overlap these; -fix applies them afterwards", plan.Left)
	}
	code := exitCode(report)
	report.Relative()
	return code, format.Problems(s.err, report.Problems)
}

// plan returns the fixes to apply. Packages that would not compile any more are
// left as they are.
func (s *session) plan(ctx context.Context, report *format.Report) (*fix.Plan, error) {
	safe := map[string]bool{runner.UnusedCheck: true}
	for _, check := range s.chosen {
		safe[check.Name] = check.Fix
	}
	var fixable []finding.Finding
	for _, f := range report.Findings {
		if !f.Generated && !s.unfixable[f.File] && (s.opts.fix == unsafeFixes || safe[f.Check]) {
			fixable = append(fixable, f)
		}
	}
	for {
		plan, err := fix.Make(fixable)
		if err != nil || len(plan.Files) == 0 {
			return plan, err
		}
		broken, err := s.broken(ctx, plan, report)
		if err != nil || len(broken) == 0 {
			return plan, err
		}
		maps.Copy(s.unfixable, broken)
		fixable = slices.DeleteFunc(fixable, func(f finding.Finding) bool { return broken[f.File] })
	}
}

// broken returns the files of the packages that plan would break.
func (s *session) broken(ctx context.Context, plan *fix.Plan, report *format.Report) (map[string]bool, error) {
	query := load.Query{Dir: s.dir, Tests: s.opts.tests, Tags: s.opts.tags, Overlay: plan.Overlay()}
	for _, file := range plan.Files {
		query.Args = append(query.Args, file.Name)
	}
	pkgs, _, err := load.Packages(ctx, query)
	if err != nil {
		return nil, err
	}
	result, err := runner.Run(ctx, runner.Config{Overlay: query.Overlay}, pkgs)
	if err != nil {
		return nil, err
	}
	before := make(map[string]bool) // packages that do not compile anyway
	for _, p := range report.Problems {
		before[p.Package] = true
	}
	bad := make(map[string]bool)
	for _, p := range result.Problems {
		if !bad[p.Package] && !before[p.Package] {
			s.warn("package %s is not fixed, because it would not compile: %s", p.Package, p.Message)
		}
		bad[p.Package] = true
	}
	broken := make(map[string]bool)
	for _, pkg := range pkgs {
		if bad[pkg.PkgPath] {
			for _, name := range pkg.GoFiles {
				broken[name] = true
			}
		}
	}
	return broken, nil
}
