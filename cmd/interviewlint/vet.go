package main

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers"
)

// vetPasses returns the passes to offer to go vet. Asked for flags, it is all
// of them; else the default checks and those that args mention, as in -NAME or
// -NAME.FLAG=x, since go vet knows no defaults.
func vetPasses(args []string) []*analysis.Analyzer {
	all := slices.Contains(args, "-flags")
	checks := slices.DeleteFunc(analyzers.All(), func(c *analyzers.Check) bool {
		return !all && !c.Default && !mentioned(args, c.Name)
	})
	return analyzers.Passes(checks)
}

// mentioned reports whether a flag in args is about the check name.
func mentioned(args []string, name string) bool {
	return slices.ContainsFunc(args, func(arg string) bool {
		flag, _, _ := strings.Cut(strings.TrimLeft(arg, "-"), "=")
		check, _, _ := strings.Cut(flag, ".")
		return strings.HasPrefix(arg, "-") && check == name
	})
}
