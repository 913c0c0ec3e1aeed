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

	"github.com/interviewlint/interviewlint/analyzers/antspool"
	"github.com/interviewlint/interviewlint/analyzers/appendalias"
	"github.com/interviewlint/interviewlint/analyzers/capturerace"
	"github.com/interviewlint/interviewlint/analyzers/ctxcancel"
	"github.com/interviewlint/interviewlint/analyzers/errbefore"
	"github.com/interviewlint/interviewlint/analyzers/ginctx"
	"github.com/interviewlint/interviewlint/analyzers/gomaxprocs"
	"github.com/interviewlint/interviewlint/analyzers/gopanic"
	"github.com/interviewlint/interviewlint/analyzers/goresult"
	"github.com/interviewlint/interviewlint/analyzers/gormuse"
	"github.com/interviewlint/interviewlint/analyzers/gounbounded"
	"github.com/interviewlint/interviewlint/analyzers/guardedby"
	"github.com/interviewlint/interviewlint/analyzers/handlerescape"
	"github.com/interviewlint/interviewlint/analyzers/handlerflow"
	"github.com/interviewlint/interviewlint/analyzers/httptimeout"
	"github.com/interviewlint/interviewlint/analyzers/loopcapture"
	"github.com/interviewlint/interviewlint/analyzers/maprace"
	"github.com/interviewlint/interviewlint/analyzers/nilderef"
	"github.com/interviewlint/interviewlint/analyzers/perrequest"
	"github.com/interviewlint/interviewlint/analyzers/pprofexpose"
	"github.com/interviewlint/interviewlint/analyzers/profilestop"
	"github.com/interviewlint/interviewlint/analyzers/queryloop"
	"github.com/interviewlint/interviewlint/analyzers/rlockwrite"
	"github.com/interviewlint/interviewlint/analyzers/rowserr"
	"github.com/interviewlint/interviewlint/analyzers/sleepjoin"
	"github.com/interviewlint/interviewlint/analyzers/sqlbuild"
	"github.com/interviewlint/interviewlint/analyzers/testinggoroutine"
	"github.com/interviewlint/interviewlint/analyzers/txend"
	"github.com/interviewlint/interviewlint/analyzers/typednil"
	"github.com/interviewlint/interviewlint/analyzers/unclosed"
	"github.com/interviewlint/interviewlint/analyzers/uploadpath"
	"github.com/interviewlint/interviewlint/analyzers/wgcount"
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
		{Analyzer: maprace.Analyzer, Group: Maps, Severity: Error, Since: "v0.1.0", Default: true, Kinds: rows("MAP-04")},
		// slices, strings
		{Analyzer: appendalias.Analyzer, Group: Slices, Severity: Warning, Since: "v0.1.0", Default: true, Fix: true, Kinds: map[string][]string{
			"twice": {"SLI-01"}, "overlap": {"SLI-03"}, "reused": {"SLI-03"}, "inplace": {"SLI-03"},
		}},
		// numbers
		// interfaces
		{Analyzer: typednil.Analyzer, Group: Interfaces, Severity: Error, Since: "v0.1.0", Default: true, Kinds: rows("IFC-01")},
		{Analyzer: nilderef.Analyzer, Group: Interfaces, Severity: Error, Since: "v0.1.0", Default: true, Kinds: rows("IFC-10")},
		// locks
		{Analyzer: guardedby.Analyzer, Group: Locks, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("LCK-11")},
		{Analyzer: rlockwrite.Analyzer, Group: Locks, Severity: Error, Since: "v0.1.0", Default: true, Kinds: rows("LCK-10")},
		// goroutines
		{Analyzer: loopcapture.Analyzer, Group: Goroutines, Severity: Error, Since: "v0.1.0", Default: true,
			Kinds: map[string][]string{"loopvar": {"GOR-01"}, "shared": {"GOR-02"}, "subtest": {"INI-07"}}},
		{Analyzer: wgcount.Analyzer, Group: Goroutines, Severity: Error, Since: "v0.1.0", Default: true, Fix: true,
			Kinds: map[string][]string{"addinside": {"GOR-03"}, "late": {"GOR-03"}, "skipped": {"GOR-04"}, "mismatch": {"GOR-05"}, "twice": {"GOR-06"}}},
		{Analyzer: sleepjoin.Analyzer, Group: Goroutines, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("GOR-07")},
		{Analyzer: gounbounded.Analyzer, Group: Goroutines, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("GOR-11")},
		{Analyzer: gopanic.Analyzer, Group: Goroutines, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("GOR-12")},
		{Analyzer: testinggoroutine.Analyzer, Group: Goroutines, Severity: Error, Since: "v0.1.0", Default: true, Covered: true, Kinds: rows("GOR-13")},
		{Analyzer: capturerace.Analyzer, Group: Goroutines, Severity: Error, Since: "v0.1.0", Default: true, Kinds: rows("GOR-14")},
		{Analyzer: goresult.Analyzer, Group: Goroutines, Severity: Warning, Since: "v0.1.0", Default: true, Covered: true, Kinds: rows("GOR-15")},
		{Analyzer: gomaxprocs.Analyzer, Group: Goroutines, Severity: Warning, Since: "v0.1.0", Default: true, Fix: true, Kinds: rows("GOR-16")},
		// channels
		// contexts
		{Analyzer: ctxcancel.Analyzer, Group: Contexts, Severity: Error, Since: "v0.1.0", Default: true, Covered: true, Kinds: map[string][]string{"lost": {"CTX-01"}, "field": {"CTX-01"}}},
		// defer, panic
		// errors, resources
		{Analyzer: errbefore.Analyzer, Group: Errors, Severity: Error, Since: "v0.1.0", Default: true, Fix: true, Kinds: rows("ERR-03")},
		{Analyzer: unclosed.Analyzer, Group: Errors, Severity: Error, Since: "v0.1.0", Default: true, Kinds: map[string][]string{
			"leak": {"ERR-10"}, "unflushed": {"ERR-10"}, "writeerr": {"ERR-11"}, "returned": {"ERR-12"},
		}},
		{Analyzer: txend.Analyzer, Group: Errors, Severity: Error, Since: "v0.1.0", Default: true, Fix: true, Kinds: rows("ERR-13")},
		{Analyzer: rowserr.Analyzer, Group: Errors, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("ERR-14")},
		// memory
		// reflection
		// packages, tests
		// http, frameworks
		{Analyzer: ginctx.Analyzer, Group: Frameworks, Severity: Error, Since: "v0.1.0", Default: true, Fix: true, Kinds: rows("FWK-01")},
		{Analyzer: handlerescape.Analyzer, Group: Frameworks, Severity: Error, Since: "v0.1.0", Default: true,
			Kinds: map[string][]string{"writer": {"FWK-04"}, "body": {"FWK-04"}, "context": {"FWK-04"}}},
		{Analyzer: handlerflow.Analyzer, Group: Frameworks, Severity: Warning, Since: "v0.1.0", Default: true,
			Kinds: map[string][]string{"missingreturn": {"FWK-02"}, "noabort": {"FWK-03"}, "lateheader": {"FWK-17"}, "superfluous": {"FWK-17"}}},
		{Analyzer: perrequest.Analyzer, Group: Frameworks, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("FWK-05")},
		{Analyzer: gormuse.Analyzer, Group: Frameworks, Severity: Warning, Since: "v0.1.0", Default: true,
			Kinds: map[string][]string{"unchecked": {"FWK-06"}, "zerovalue": {"FWK-07"}}},
		// Off: a proxy or a context elsewhere may set the limit.
		{Analyzer: httptimeout.Analyzer, Group: Frameworks, Severity: Warning, Since: "v0.1.0",
			Kinds: map[string][]string{"server": {"FWK-08"}, "client": {"FWK-09"}}},
		{Analyzer: pprofexpose.Analyzer, Group: Frameworks, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("FWK-10")},
		{Analyzer: profilestop.Analyzer, Group: Frameworks, Severity: Warning, Since: "v0.1.0", Default: true,
			Kinds: map[string][]string{"running": {"FWK-11"}, "rate": {"FWK-12"}}},
		{Analyzer: uploadpath.Analyzer, Group: Frameworks, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("FWK-13")},
		{Analyzer: sqlbuild.Analyzer, Group: Frameworks, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("FWK-14")},
		// Off: whether the list is ever long is not in the code.
		{Analyzer: queryloop.Analyzer, Group: Frameworks, Severity: Note, Since: "v0.1.0", Kinds: rows("FWK-15")},
		{Analyzer: antspool.Analyzer, Group: Frameworks, Severity: Error, Since: "v0.1.0", Default: true,
			Kinds: map[string][]string{"unreleased": {"FWK-16"}, "rejected": {"FWK-16"}}},
	}
}
