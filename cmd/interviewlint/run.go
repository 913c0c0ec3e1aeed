package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/interviewlint/interviewlint/analyzers"
	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/load"
)

// The exit codes.
const (
	exitClean    = 0
	exitFindings = 1
	exitUsage    = 2 // bad flags, arguments or configuration
	exitFailed   = 3 // some package could not be analysed
)

// A command is the whole command, but for its being a vet tool.
type command struct {
	checks   []*analyzers.Check
	in       io.Reader
	out, err io.Writer
}

// A usageError is a mistake in how the command is called.
type usageError struct{ error }

// Unwrap returns the mistake itself.
func (e usageError) Unwrap() error { return e.error }

// errHelp asks for the usage text to be printed, successfully.
var errHelp = errors.New("help")

// run runs the command and returns the exit code.
func (c *command) run(ctx context.Context, args []string) int {
	code, err := c.dispatch(ctx, args)
	switch {
	case err == nil:
		return code
	case errors.Is(err, errHelp):
		fmt.Fprint(c.out, usage)
		return exitClean
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(c.err, "interviewlint: interrupted")
		return exitFailed
	}
	fmt.Fprintf(c.err, "interviewlint: %v\n", err)
	if _, ok := errors.AsType[usageError](err); ok {
		return exitUsage
	}
	if _, ok := errors.AsType[*load.BadArgument](err); ok {
		return exitUsage
	}
	return exitFailed
}

// dispatch runs the subcommand that args name, or the analysis.
func (c *command) dispatch(ctx context.Context, args []string) (int, error) {
	if len(args) > 0 {
		switch args[0] {
		case "list":
			return c.list(args[1:])
		case "explain":
			return c.explain(ctx, args[1:])
		case "baseline":
			return c.writeBaseline(ctx, args[1:])
		case "config":
			return c.showConfig(args[1:])
		case "cache":
			return c.cache(args[1:])
		case "help":
			return exitClean, errHelp
		case "version":
			return exitClean, printVersion(c.out)
		}
	}
	return c.lint(ctx, args)
}

const usage = `usage: interviewlint [flags] [packages or files]
       interviewlint list [-json]
       interviewlint explain [-lang en|zh] check|row|file:line
       interviewlint baseline [-prune] [flags] [packages or files]
       interviewlint config [flags] | -schema
       interviewlint cache -dir|-clean

Interviewlint finds in Go code the pitfalls that Go interviewers ask about.
Packages are named as for the go command; the default is the one in the current
directory. Files stand for the packages they belong to.

checks
  -preset NAME     start from default, strict (every check), plugin (the default
                   without what golangci-lint's standard linters report) or none
  -enable LIST     add checks, by name, by group or by row
  -disable LIST    remove checks, before -enable adds any; "all" removes all

  -config FILE     use FILE instead of the nearest .interviewlint.yml; off uses none

code
  -C DIR           work in DIR
  -tags LIST       build with these tags
  -test=false      leave out tests
  -generated       report findings in generated files too

fixes
  -fix             apply the fixes that are safe
  -fix=unsafe      apply those too that may need a look afterwards
  -diff            print what -fix would change, and change nothing

old code
  -baseline FILE   leave out the findings in FILE, which "interviewlint baseline"
                   writes; off uses none
  -new-from REV    leave out the findings that git revision REV had already

speed
  -cache DIR       keep results in DIR instead of the user's cache directory; off
                   analyses everything anew

output
  -format LIST     text (with code; the default on a terminal), line, json, sarif,
                   github or checkstyle; FORMAT:FILE writes to a file
  -json            the same as -format=json
  -c N             show N lines of code around each place in text
  -color WHEN      colour text: auto, always or never
  -debug           tell where the time goes, and show stacks of panics
  -version         print the version

Exit codes: 0 no findings, 1 findings, 2 bad usage, 3 some package could not be
analysed.
`
