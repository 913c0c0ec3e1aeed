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

	"github.com/interviewlint/interviewlint/analyzers/blankimport"
	"github.com/interviewlint/interviewlint/analyzers/cfree"
	"github.com/interviewlint/interviewlint/analyzers/conndeadline"
	"github.com/interviewlint/interviewlint/analyzers/ctxcancel"
	"github.com/interviewlint/interviewlint/analyzers/ctxignored"
	"github.com/interviewlint/interviewlint/analyzers/ctxkey"
	"github.com/interviewlint/interviewlint/analyzers/ctxloop"
	"github.com/interviewlint/interviewlint/analyzers/ctxnil"
	"github.com/interviewlint/interviewlint/analyzers/ctxroot"
	"github.com/interviewlint/interviewlint/analyzers/ctxstruct"
	"github.com/interviewlint/interviewlint/analyzers/divzero"
	"github.com/interviewlint/interviewlint/analyzers/duration"
	"github.com/interviewlint/interviewlint/analyzers/gccall"
	"github.com/interviewlint/interviewlint/analyzers/handlerflow"
	"github.com/interviewlint/interviewlint/analyzers/initorder"
	"github.com/interviewlint/interviewlint/analyzers/initwork"
	"github.com/interviewlint/interviewlint/analyzers/intdiv"
	"github.com/interviewlint/interviewlint/analyzers/jsonnumber"
	"github.com/interviewlint/interviewlint/analyzers/narrowing"
	"github.com/interviewlint/interviewlint/analyzers/peersize"
	"github.com/interviewlint/interviewlint/analyzers/pooluse"
	"github.com/interviewlint/interviewlint/analyzers/reflectcompare"
	"github.com/interviewlint/interviewlint/analyzers/reflectset"
	"github.com/interviewlint/interviewlint/analyzers/rowserr"
	"github.com/interviewlint/interviewlint/analyzers/shortread"
	"github.com/interviewlint/interviewlint/analyzers/stringintconv"
	"github.com/interviewlint/interviewlint/analyzers/structtag"
	"github.com/interviewlint/interviewlint/analyzers/testsig"
	"github.com/interviewlint/interviewlint/analyzers/txend"
	"github.com/interviewlint/interviewlint/analyzers/uintwrap"
	"github.com/interviewlint/interviewlint/analyzers/unclosed"
	"github.com/interviewlint/interviewlint/analyzers/unsafeptr"
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
		{Analyzer: uintwrap.Analyzer, Group: Numbers, Severity: Error, Since: "v0.1.0", Default: true, Kinds: map[string][]string{"compare": {"NUM-01"}, "loop": {"NUM-01"}, "overflow": {"NUM-02"}}},
		{Analyzer: narrowing.Analyzer, Group: Numbers, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("NUM-03")},
		{Analyzer: intdiv.Analyzer, Group: Numbers, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: map[string][]string{"division": {"NUM-04"}, "refill": {"NUM-05"}}},
		{Analyzer: divzero.Analyzer, Group: Numbers, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("NUM-06")},
		{Analyzer: jsonnumber.Analyzer, Group: Numbers, Severity: Error, Since: "v0.1.0", Default: true, Kinds: rows("NUM-07")},
		{Analyzer: stringintconv.Analyzer, Group: Numbers, Severity: Error, Since: "v0.1.0", Default: true, Covered: true, Kinds: rows("NUM-08")},
		{Analyzer: duration.Analyzer, Group: Numbers, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: map[string][]string{"unit": {"NUM-09"}, "product": {"NUM-09"}, "ticker": {"NUM-10"}}},
		// interfaces
		// locks
		// goroutines
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
		// errors, resources
		{Analyzer: unclosed.Analyzer, Group: Errors, Severity: Error, Since: "v0.1.0", Default: true, Kinds: map[string][]string{
			"leak": {"ERR-10"}, "unflushed": {"ERR-10"}, "writeerr": {"ERR-11"}, "returned": {"ERR-12"},
		}},
		{Analyzer: txend.Analyzer, Group: Errors, Severity: Error, Since: "v0.1.0", Default: true, Fix: true, Kinds: rows("ERR-13")},
		{Analyzer: rowserr.Analyzer, Group: Errors, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("ERR-14")},
		{Analyzer: shortread.Analyzer, Group: Errors, Severity: Error, Since: "v0.1.0", Default: true, Kinds: rows("ERR-15")},
		{Analyzer: conndeadline.Analyzer, Group: Errors, Severity: Warning, Since: "v0.1.0", Kinds: rows("ERR-16")},
		{Analyzer: peersize.Analyzer, Group: Errors, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("ERR-17")},
		// memory
		{Analyzer: pooluse.Analyzer, Group: Memory, Severity: Error, Since: "v0.1.0", Default: true, Kinds: map[string][]string{
			"afterput": {"MEM-03"}, "noreset": {"MEM-04"}, "nonpointer": {"MEM-05"}, "closer": {"MEM-06"}, "nonew": {"MEM-07"}, "oversized": {"MEM-08"},
		}},
		{Analyzer: cfree.Analyzer, Group: Memory, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("MEM-09")},
		{Analyzer: gccall.Analyzer, Group: Memory, Severity: Note, Since: "v0.1.0", Kinds: rows("MEM-10")},
		// reflection
		{Analyzer: structtag.Analyzer, Group: Reflection, Severity: Warning, Since: "v0.1.0", Default: true, Covered: true, Kinds: map[string][]string{"malformed": {"RFL-01"}, "unexported": {"RFL-02"}, "untagged": {"RFL-03"}}},
		{Analyzer: reflectset.Analyzer, Group: Reflection, Severity: Error, Since: "v0.1.0", Default: true, Kinds: map[string][]string{"set": {"RFL-04"}, "kind": {"RFL-05"}, "missing": {"RFL-06"}}},
		{Analyzer: reflectcompare.Analyzer, Group: Reflection, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: map[string][]string{"value": {"RFL-07"}, "error": {"RFL-07"}}},
		{Analyzer: unsafeptr.Analyzer, Group: Reflection, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: map[string][]string{"uintptr": {"RFL-08"}, "header": {"RFL-09"}, "shared": {"RFL-10"}}},
		// packages, tests
		{Analyzer: initwork.Analyzer, Group: Packages, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: map[string][]string{"work": {"INI-01"}, "exit": {"INI-03"}}},
		{Analyzer: initorder.Analyzer, Group: Packages, Severity: Error, Since: "v0.1.0", Default: true, Kinds: map[string][]string{"early": {"INI-02"}, "files": {"INI-02"}}},
		{Analyzer: blankimport.Analyzer, Group: Packages, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("INI-04")},
		{Analyzer: testsig.Analyzer, Group: Packages, Severity: Error, Since: "v0.1.0", Default: true, Covered: true, Kinds: map[string][]string{"signature": {"INI-05"}, "benchmark": {"INI-06"}}},
		// http, frameworks
		{Analyzer: handlerflow.Analyzer, Group: Frameworks, Severity: Warning, Since: "v0.1.0", Default: true,
			Kinds: map[string][]string{"missingreturn": {"FWK-02"}, "noabort": {"FWK-03"}, "lateheader": {"FWK-17"}, "superfluous": {"FWK-17"}}},
	}
}
