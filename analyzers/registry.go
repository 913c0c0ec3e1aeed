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
	"github.com/interviewlint/interviewlint/analyzers/appendlost"
	"github.com/interviewlint/interviewlint/analyzers/atomicmix"
	"github.com/interviewlint/interviewlint/analyzers/busywait"
	"github.com/interviewlint/interviewlint/analyzers/capturerace"
	"github.com/interviewlint/interviewlint/analyzers/condwait"
	"github.com/interviewlint/interviewlint/analyzers/ctxcancel"
	"github.com/interviewlint/interviewlint/analyzers/ctxignored"
	"github.com/interviewlint/interviewlint/analyzers/ctxkey"
	"github.com/interviewlint/interviewlint/analyzers/ctxloop"
	"github.com/interviewlint/interviewlint/analyzers/ctxnil"
	"github.com/interviewlint/interviewlint/analyzers/ctxroot"
	"github.com/interviewlint/interviewlint/analyzers/ctxstruct"
	"github.com/interviewlint/interviewlint/analyzers/deferargs"
	"github.com/interviewlint/interviewlint/analyzers/deferloop"
	"github.com/interviewlint/interviewlint/analyzers/defernil"
	"github.com/interviewlint/interviewlint/analyzers/deferresult"
	"github.com/interviewlint/interviewlint/analyzers/divzero"
	"github.com/interviewlint/interviewlint/analyzers/doublecheck"
	"github.com/interviewlint/interviewlint/analyzers/duration"
	"github.com/interviewlint/interviewlint/analyzers/errbefore"
	"github.com/interviewlint/interviewlint/analyzers/exitdefer"
	"github.com/interviewlint/interviewlint/analyzers/ginctx"
	"github.com/interviewlint/interviewlint/analyzers/gormuse"
	"github.com/interviewlint/interviewlint/analyzers/guardedby"
	"github.com/interviewlint/interviewlint/analyzers/handlerescape"
	"github.com/interviewlint/interviewlint/analyzers/handlerflow"
	"github.com/interviewlint/interviewlint/analyzers/httptimeout"
	"github.com/interviewlint/interviewlint/analyzers/intdiv"
	"github.com/interviewlint/interviewlint/analyzers/jsonnumber"
	"github.com/interviewlint/interviewlint/analyzers/lockbalance"
	"github.com/interviewlint/interviewlint/analyzers/lockcopy"
	"github.com/interviewlint/interviewlint/analyzers/lockorder"
	"github.com/interviewlint/interviewlint/analyzers/makelen"
	"github.com/interviewlint/interviewlint/analyzers/maprace"
	"github.com/interviewlint/interviewlint/analyzers/narrowing"
	"github.com/interviewlint/interviewlint/analyzers/nilderef"
	"github.com/interviewlint/interviewlint/analyzers/nilmap"
	"github.com/interviewlint/interviewlint/analyzers/onceuse"
	"github.com/interviewlint/interviewlint/analyzers/panicerr"
	"github.com/interviewlint/interviewlint/analyzers/perrequest"
	"github.com/interviewlint/interviewlint/analyzers/pooluse"
	"github.com/interviewlint/interviewlint/analyzers/pprofexpose"
	"github.com/interviewlint/interviewlint/analyzers/profilestop"
	"github.com/interviewlint/interviewlint/analyzers/queryloop"
	"github.com/interviewlint/interviewlint/analyzers/recoverlost"
	"github.com/interviewlint/interviewlint/analyzers/recoverscope"
	"github.com/interviewlint/interviewlint/analyzers/relock"
	"github.com/interviewlint/interviewlint/analyzers/rlockwrite"
	"github.com/interviewlint/interviewlint/analyzers/rowserr"
	"github.com/interviewlint/interviewlint/analyzers/slicedelete"
	"github.com/interviewlint/interviewlint/analyzers/sqlbuild"
	"github.com/interviewlint/interviewlint/analyzers/staleptr"
	"github.com/interviewlint/interviewlint/analyzers/stringintconv"
	"github.com/interviewlint/interviewlint/analyzers/txend"
	"github.com/interviewlint/interviewlint/analyzers/typednil"
	"github.com/interviewlint/interviewlint/analyzers/uintwrap"
	"github.com/interviewlint/interviewlint/analyzers/unclosed"
	"github.com/interviewlint/interviewlint/analyzers/unreachable"
	"github.com/interviewlint/interviewlint/analyzers/uploadpath"
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
	// Fix is set if the check suggests fixes of which the first is safe: it
	// keeps the behaviour or mends the bug beyond doubt.
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
		{Analyzer: nilmap.Analyzer, Group: Maps, Severity: Error, Since: "v0.1.0", Default: true, Fix: true, Kinds: map[string][]string{
			"local": {"MAP-01"}, "unset": {"MAP-02"}, "new": {"MAP-03"},
		}},
		// slices, strings
		{Analyzer: slicedelete.Analyzer, Group: Slices, Severity: Error, Since: "v0.1.0", Default: true, Kinds: rows("SLI-13")},
		{Analyzer: staleptr.Analyzer, Group: Slices, Severity: Error, Since: "v0.1.0", Default: true, Kinds: rows("SLI-14")},
		{Analyzer: appendlost.Analyzer, Group: Slices, Severity: Error, Since: "v0.1.0", Default: true, Covered: true, Kinds: rows("SLI-02")},
		{Analyzer: makelen.Analyzer, Group: Slices, Severity: Error, Since: "v0.1.0", Default: true, Fix: true, Kinds: map[string][]string{
			"append": {"SLI-04"}, "index": {"SLI-05"}, "copy": {"SLI-06"},
		}},
		{Analyzer: appendalias.Analyzer, Group: Slices, Severity: Warning, Since: "v0.1.0", Default: true, Fix: true, Kinds: map[string][]string{
			"twice": {"SLI-01"}, "overlap": {"SLI-03"}, "reused": {"SLI-03"}, "inplace": {"SLI-03"},
		}},
		// numbers
		{Analyzer: uintwrap.Analyzer, Group: Numbers, Severity: Error, Since: "v0.1.0", Default: true, Kinds: map[string][]string{"compare": {"NUM-01"}, "loop": {"NUM-01"}, "overflow": {"NUM-02"}}},
		{Analyzer: narrowing.Analyzer, Group: Numbers, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("NUM-03")},
		{Analyzer: intdiv.Analyzer, Group: Numbers, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: map[string][]string{"division": {"NUM-04"}, "refill": {"NUM-05"}}},
		{Analyzer: divzero.Analyzer, Group: Numbers, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("NUM-06")},
		{Analyzer: jsonnumber.Analyzer, Group: Numbers, Severity: Error, Since: "v0.1.0", Default: true, Kinds: rows("NUM-07")},
		{Analyzer: stringintconv.Analyzer, Group: Numbers, Severity: Error, Since: "v0.1.0", Default: true, Covered: true, Kinds: rows("NUM-08")},
		{Analyzer: duration.Analyzer, Group: Numbers, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: map[string][]string{"unit": {"NUM-09"}, "product": {"NUM-09"}, "ticker": {"NUM-10"}}},
		// interfaces
		{Analyzer: typednil.Analyzer, Group: Interfaces, Severity: Error, Since: "v0.1.0", Default: true, Kinds: rows("IFC-01")},
		{Analyzer: nilderef.Analyzer, Group: Interfaces, Severity: Error, Since: "v0.1.0", Default: true, Kinds: rows("IFC-10")},
		// locks
		{Analyzer: guardedby.Analyzer, Group: Locks, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("LCK-11")},
		{Analyzer: rlockwrite.Analyzer, Group: Locks, Severity: Error, Since: "v0.1.0", Default: true, Kinds: rows("LCK-10")},
		{Analyzer: lockbalance.Analyzer, Group: Locks, Severity: Error, Since: "v0.1.0", Default: true, Fix: true,
			Kinds: map[string][]string{"kept": {"LCK-01"}, "mode": {"LCK-05"}, "unlocked": {"LCK-06"}}},
		{Analyzer: lockorder.Analyzer, Group: Locks, Severity: Warning, Since: "v0.1.0", Default: true,
			Kinds: map[string][]string{"cycle": {"LCK-07"}, "instances": {"LCK-07"}}},
		{Analyzer: atomicmix.Analyzer, Group: Locks, Severity: Error, Since: "v0.1.0", Default: true, Fix: true,
			Kinds: map[string][]string{"plain": {"LCK-12"}, "lostupdate": {"LCK-13"}, "misaligned": {"LCK-14"}}},
		{Analyzer: busywait.Analyzer, Group: Locks, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("LCK-15")},
		{Analyzer: doublecheck.Analyzer, Group: Locks, Severity: Warning, Since: "v0.1.0", Default: true,
			Kinds: map[string][]string{"unlocked": {"LCK-16"}, "stale": {"LCK-19"}}},
		{Analyzer: onceuse.Analyzer, Group: Locks, Severity: Error, Since: "v0.1.0", Default: true,
			Kinds: map[string][]string{"local": {"LCK-17"}, "nested": {"LCK-17"}, "reset": {"LCK-17"}}},
		{Analyzer: condwait.Analyzer, Group: Locks, Severity: Warning, Since: "v0.1.0", Default: true,
			Kinds: map[string][]string{"noloop": {"LCK-18"}, "nolock": {"LCK-18"}}},
		{Analyzer: lockcopy.Analyzer, Group: Locks, Severity: Warning, Since: "v0.1.0", Default: true, Covered: true, Kinds: rows("LCK-08")},
		{Analyzer: relock.Analyzer, Group: Locks, Severity: Error, Since: "v0.1.0", Default: true,
			Kinds: map[string][]string{"twice": {"LCK-02"}, "upgrade": {"LCK-03"}, "recursive": {"LCK-04"}}},
		// goroutines
		{Analyzer: capturerace.Analyzer, Group: Goroutines, Severity: Error, Since: "v0.1.0", Default: true, Kinds: rows("GOR-14")},
		// channels
		// contexts
		{Analyzer: ctxcancel.Analyzer, Group: Contexts, Severity: Error, Since: "v0.1.0", Default: true, Covered: true, Kinds: map[string][]string{"lost": {"CTX-01"}, "field": {"CTX-01"}}},
		{Analyzer: ctxstruct.Analyzer, Group: Contexts, Severity: Note, Since: "v0.1.0", Kinds: map[string][]string{"field": {"CTX-02"}, "order": {"CTX-06"}}},
		{Analyzer: ctxkey.Analyzer, Group: Contexts, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: map[string][]string{"key": {"CTX-03"}, "assert": {"CTX-04"}}},
		{Analyzer: ctxnil.Analyzer, Group: Contexts, Severity: Error, Since: "v0.1.0", Default: true, Covered: true, Fix: true, Kinds: rows("CTX-05")},
		{Analyzer: ctxroot.Analyzer, Group: Contexts, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("CTX-07")},
		{Analyzer: ctxignored.Analyzer, Group: Contexts, Severity: Warning, Since: "v0.1.0", Default: true, Fix: true, Kinds: map[string][]string{"block": {"CTX-08"}, "noctx": {"CTX-09"}}},
		{Analyzer: ctxloop.Analyzer, Group: Contexts, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: map[string][]string{"chain": {"CTX-10"}, "timeout": {"CTX-11"}}},
		// defer, panic
		{Analyzer: recoverscope.Analyzer, Group: Defer, Severity: Error, Since: "v0.1.0", Default: true, Kinds: map[string][]string{"scope": {"DFR-03"}, "fatal": {"DFR-10"}}},
		{Analyzer: recoverlost.Analyzer, Group: Defer, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: map[string][]string{"swallowed": {"DFR-04"}, "success": {"DFR-05"}}},
		{Analyzer: deferresult.Analyzer, Group: Defer, Severity: Error, Since: "v0.1.0", Default: true, Kinds: rows("DFR-06")},
		{Analyzer: deferargs.Analyzer, Group: Defer, Severity: Warning, Since: "v0.1.0", Default: true, Fix: true, Kinds: map[string][]string{"early": {"DFR-02"}, "uncalled": {"DFR-11"}, "relock": {"DFR-11"}}},
		{Analyzer: defernil.Analyzer, Group: Defer, Severity: Error, Since: "v0.1.0", Default: true, Kinds: rows("DFR-07")},
		{Analyzer: deferloop.Analyzer, Group: Defer, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: map[string][]string{"pile": {"DFR-01"}, "lock": {"DFR-01"}}},
		{Analyzer: exitdefer.Analyzer, Group: Defer, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("DFR-08")},
		{Analyzer: unreachable.Analyzer, Group: Defer, Severity: Warning, Since: "v0.1.0", Default: true, Covered: true, Fix: true, Kinds: rows("DFR-09")},
		{Analyzer: panicerr.Analyzer, Group: Defer, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("DFR-12")},
		// errors, resources
		{Analyzer: errbefore.Analyzer, Group: Errors, Severity: Error, Since: "v0.1.0", Default: true, Fix: true, Kinds: rows("ERR-03")},
		{Analyzer: unclosed.Analyzer, Group: Errors, Severity: Error, Since: "v0.1.0", Default: true, Kinds: map[string][]string{
			"leak": {"ERR-10"}, "unflushed": {"ERR-10"}, "writeerr": {"ERR-11"}, "returned": {"ERR-12"},
		}},
		{Analyzer: txend.Analyzer, Group: Errors, Severity: Error, Since: "v0.1.0", Default: true, Fix: true, Kinds: rows("ERR-13")},
		{Analyzer: rowserr.Analyzer, Group: Errors, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("ERR-14")},
		// memory
		{Analyzer: pooluse.Analyzer, Group: Memory, Severity: Error, Since: "v0.1.0", Default: true, Kinds: map[string][]string{
			"afterput": {"MEM-03"}, "noreset": {"MEM-04"}, "nonpointer": {"MEM-05"}, "closer": {"MEM-06"}, "nonew": {"MEM-07"}, "oversized": {"MEM-08"},
		}},
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
