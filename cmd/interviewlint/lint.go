package main

import (
	"context"
	"fmt"

	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/format"
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
	s, err := c.newSession(opts, patterns)
	if err != nil {
		return 0, err
	}
	report, err := s.news(ctx)
	if err != nil {
		return 0, err
	}
	switch {
	case opts.diff:
		return s.printDiff(ctx, report)
	case opts.fix != noFixes:
		if report, err = s.fix(ctx, report); err != nil {
			return 0, err
		}
	}
	return s.write(report)
}

// write writes the report and returns the exit code that it calls for.
func (s *session) write(report *format.Report) (int, error) {
	report.Relative()
	if err := s.writeAll(report); err != nil {
		return 0, err
	}
	if err := format.Problems(s.err, report.Problems); err != nil {
		return 0, err
	}
	return exitCode(report), nil
}

// exitCode returns the exit code that report calls for.
func exitCode(report *format.Report) int {
	switch {
	case len(report.Problems) > 0:
		return exitFailed
	case len(report.Findings) > 0:
		return exitFindings
	}
	return exitClean
}

// warn writes a line of what the user should know beside the findings.
func (c *command) warn(message string, args ...any) {
	fmt.Fprintf(c.err, "interviewlint: "+message+"\n", args...)
}
