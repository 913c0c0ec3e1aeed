package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/interviewlint/interviewlint/analyzers"
)

// options are the flags of the analysis.
type options struct {
	preset          string
	enable, disable commaList
	dir, tags       string
	tests           bool
	cache, config   string
	baseline        string
	newFrom         string
	generated       bool
	json            bool
	format          outputs
	color           string
	context         int
	fix             fixLevel
	diff            bool
	debug, version  bool
	perCheck        []setting
	given           map[string]bool // the flags that were used
}

// A setting is a flag of a check, as in -check.flag=value.
type setting struct{ check, flag, value string }

// A commaList is a flag that may be repeated and holds lists.
type commaList []string

// String returns the list in the form of the flag.
func (l *commaList) String() string { return strings.Join(*l, ",") }

// Set appends the elements of s.
func (l *commaList) Set(s string) error {
	for _, name := range strings.Split(s, ",") {
		if name = strings.TrimSpace(name); name != "" {
			*l = append(*l, name)
		}
	}
	return nil
}

// parseOptions parses args, in which flags may stand before and after the
// patterns.
func parseOptions(checks []*analyzers.Check, args []string) (*options, []string, error) {
	var o options
	flags := flag.NewFlagSet("interviewlint", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&o.preset, "preset", "", "")
	flags.Var(&o.enable, "enable", "")
	flags.Var(&o.disable, "disable", "")
	flags.StringVar(&o.dir, "C", "", "")
	flags.StringVar(&o.tags, "tags", "", "")
	flags.BoolVar(&o.tests, "test", true, "")
	flags.BoolVar(&o.generated, "generated", false, "")
	flags.StringVar(&o.cache, "cache", "", "")
	flags.StringVar(&o.config, "config", "", "")
	flags.StringVar(&o.baseline, "baseline", "", "")
	flags.StringVar(&o.newFrom, "new-from", "", "")
	flags.Var(&o.fix, "fix", "")
	flags.BoolVar(&o.diff, "diff", false, "")
	flags.Var(&o.format, "format", "")
	flags.StringVar(&o.color, "color", "auto", "")
	flags.IntVar(&o.context, "c", 0, "")
	flags.BoolVar(&o.json, "json", false, "")
	flags.BoolVar(&o.debug, "debug", false, "")
	flags.BoolVar(&o.version, "version", false, "")
	for _, c := range checks {
		c.Flags.VisitAll(func(f *flag.Flag) {
			flags.Func(c.Name+"."+f.Name, "", func(value string) error {
				o.perCheck = append(o.perCheck, setting{c.Name, f.Name, value})
				return nil
			})
		})
	}
	patterns, err := parseMixed(flags, args)
	o.given = make(map[string]bool)
	flags.Visit(func(f *flag.Flag) { o.given[f.Name] = true })
	if err == nil && !slices.Contains([]string{"auto", "always", "never"}, o.color) {
		err = usageError{fmt.Errorf("-color=%s: use auto, always or never", o.color)}
	}
	if err == nil && o.context < 0 {
		err = usageError{fmt.Errorf("-c %d: a number of lines is not negative", o.context)}
	}
	return &o, patterns, err
}

// parseMixed parses args and returns those that are no flags.
func parseMixed(flags *flag.FlagSet, args []string) (rest []string, err error) {
	for len(args) > 0 {
		if err := flags.Parse(args); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				return nil, errHelp
			}
			return nil, usageError{fmt.Errorf("%w (see \"interviewlint help\")", err)}
		}
		remaining := flags.Args()
		if n := len(args) - len(remaining); n > 0 && args[n-1] == "--" {
			return append(rest, remaining...), nil
		}
		if len(remaining) == 0 {
			break
		}
		rest = append(rest, remaining[0])
		args = remaining[1:]
	}
	return rest, nil
}

// settings returns the choice of checks.
func (o *options) settings() analyzers.Settings {
	return analyzers.Settings{Preset: o.preset, Enable: o.enable, Disable: o.disable}
}

// set gives the flags of checks their values.
func (o *options) set(checks []*analyzers.Check) error {
	for _, s := range o.perCheck {
		for _, c := range checks {
			if c.Name != s.check {
				continue
			}
			if err := c.Flags.Set(s.flag, s.value); err != nil {
				return usageError{fmt.Errorf("-%s.%s=%s: %w", s.check, s.flag, s.value, err)}
			}
		}
	}
	return nil
}
