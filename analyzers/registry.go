// Package analyzers is the registry of the checks: each go/analysis pass of
// this module together with the drivers' opinion of it.
//
// A pass holds facts about code; what group it belongs to, how grave its
// findings are and whether it runs by default are opinions, and stand here.
//
//go:generate go run ./internal/gendocs
package analyzers

import (
	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/ginctx"
	"github.com/interviewlint/interviewlint/analyzers/goleak"
	"github.com/interviewlint/interviewlint/analyzers/handlerflow"
	"github.com/interviewlint/interviewlint/analyzers/typednil"
	"github.com/interviewlint/interviewlint/analyzers/unclosed"
)

// A Check is a pass together with the drivers' opinion of it.
type Check struct {
	*analysis.Analyzer
	Group    Group
	Severity Severity
	Since    string // first release that has the check
	Default  bool   // whether it runs when nothing else is asked for
	// Covered is set if golangci-lint's standard linters (govet, staticcheck,
	// errcheck, ineffassign, unused) report most of what the check reports.
	// The preset "plugin" leaves such checks out.
	Covered bool
	// Fix is set if the check suggests fixes.
	Fix bool
	// Kinds maps each category of the check's diagnostics to the rows of the
	// catalogue it stands for. A check of one kind has the category "".
	Kinds map[string][]string
}

// A Group is a chapter of the documentation.
type Group string

// The chapters, in the order of the catalogue.
const (
	Maps       Group = "maps"
	Slices     Group = "slices"
	Numbers    Group = "numbers"
	Interfaces Group = "interfaces"
	Locks      Group = "locks"
	Goroutines Group = "goroutines"
	Channels   Group = "channels"
	Contexts   Group = "contexts"
	Defer      Group = "defer"
	Errors     Group = "errors"
	Memory     Group = "memory"
	Reflection Group = "reflection"
	Packages   Group = "packages"
	Frameworks Group = "frameworks"
)

// A Severity tells how sure it is that a finding breaks something.
type Severity string

// The severities. To choose: does every execution that reaches the code break
// (Error), does some likely execution break (Warning), or does nothing break
// but cost or clarity suffer (Note)?
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Note    Severity = "note"
)

// rows is shorthand for the Kinds of a check with a single category.
func rows(ids ...string) map[string][]string { return map[string][]string{"": ids} }

// All returns every check, by chapter. A check that is off by default says why
// beside its line.
func All() []*Check {
	return []*Check{
		// maps
		// slices, strings
		// numbers
		// interfaces
		{Analyzer: typednil.Analyzer, Group: Interfaces, Severity: Error, Since: "v0.1.0", Default: true, Kinds: rows("IFC-01")},
		// locks
		// goroutines
		{Analyzer: goleak.Analyzer, Group: Goroutines, Severity: Error, Since: "v0.1.0", Default: true, Fix: true, Kinds: map[string][]string{
			"abandoned": {"GOR-08"}, "forgotten": {"GOR-09"}, "deadlock": {"GOR-09"}, "endless": {"GOR-10"},
		}},
		// channels
		// contexts
		// defer, panic
		// errors, resources
		{Analyzer: unclosed.Analyzer, Group: Errors, Severity: Error, Since: "v0.1.0", Default: true, Kinds: map[string][]string{
			"leak": {"ERR-10"}, "unflushed": {"ERR-10"}, "writeerr": {"ERR-11"}, "returned": {"ERR-12"},
		}},
		// memory
		// reflection
		// packages, tests
		// http, frameworks
		{Analyzer: ginctx.Analyzer, Group: Frameworks, Severity: Error, Since: "v0.1.0", Default: true, Fix: true, Kinds: rows("FWK-01")},
		{Analyzer: handlerflow.Analyzer, Group: Frameworks, Severity: Warning, Since: "v0.1.0", Default: true,
			Kinds: map[string][]string{"missingreturn": {"FWK-02"}, "noabort": {"FWK-03"}, "lateheader": {"FWK-17"}, "superfluous": {"FWK-17"}}},
	}
}
