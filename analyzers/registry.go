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
	"github.com/interviewlint/interviewlint/analyzers/arraycopy"
	"github.com/interviewlint/interviewlint/analyzers/assertbare"
	"github.com/interviewlint/interviewlint/analyzers/assertok"
	"github.com/interviewlint/interviewlint/analyzers/atomicmix"
	"github.com/interviewlint/interviewlint/analyzers/blankimport"
	"github.com/interviewlint/interviewlint/analyzers/broadcast"
	"github.com/interviewlint/interviewlint/analyzers/buildercopy"
	"github.com/interviewlint/interviewlint/analyzers/busyselect"
	"github.com/interviewlint/interviewlint/analyzers/busywait"
	"github.com/interviewlint/interviewlint/analyzers/bytecut"
	"github.com/interviewlint/interviewlint/analyzers/capturerace"
	"github.com/interviewlint/interviewlint/analyzers/cfree"
	"github.com/interviewlint/interviewlint/analyzers/chanclose"
	"github.com/interviewlint/interviewlint/analyzers/chandir"
	"github.com/interviewlint/interviewlint/analyzers/chanlen"
	"github.com/interviewlint/interviewlint/analyzers/chanrange"
	"github.com/interviewlint/interviewlint/analyzers/chanself"
	"github.com/interviewlint/interviewlint/analyzers/concatloop"
	"github.com/interviewlint/interviewlint/analyzers/condwait"
	"github.com/interviewlint/interviewlint/analyzers/conndeadline"
	"github.com/interviewlint/interviewlint/analyzers/ctxcancel"
	"github.com/interviewlint/interviewlint/analyzers/ctxignored"
	"github.com/interviewlint/interviewlint/analyzers/ctxkey"
	"github.com/interviewlint/interviewlint/analyzers/ctxloop"
	"github.com/interviewlint/interviewlint/analyzers/ctxnil"
	"github.com/interviewlint/interviewlint/analyzers/ctxroot"
	"github.com/interviewlint/interviewlint/analyzers/ctxstruct"
	"github.com/interviewlint/interviewlint/analyzers/deadtimeout"
	"github.com/interviewlint/interviewlint/analyzers/deferargs"
	"github.com/interviewlint/interviewlint/analyzers/deferloop"
	"github.com/interviewlint/interviewlint/analyzers/defernil"
	"github.com/interviewlint/interviewlint/analyzers/deferresult"
	"github.com/interviewlint/interviewlint/analyzers/divzero"
	"github.com/interviewlint/interviewlint/analyzers/doublecheck"
	"github.com/interviewlint/interviewlint/analyzers/duration"
	"github.com/interviewlint/interviewlint/analyzers/errbefore"
	"github.com/interviewlint/interviewlint/analyzers/errcompare"
	"github.com/interviewlint/interviewlint/analyzers/errdrop"
	"github.com/interviewlint/interviewlint/analyzers/errlog"
	"github.com/interviewlint/interviewlint/analyzers/errnil"
	"github.com/interviewlint/interviewlint/analyzers/exitdefer"
	"github.com/interviewlint/interviewlint/analyzers/gccall"
	"github.com/interviewlint/interviewlint/analyzers/ginctx"
	"github.com/interviewlint/interviewlint/analyzers/goleak"
	"github.com/interviewlint/interviewlint/analyzers/gomaxprocs"
	"github.com/interviewlint/interviewlint/analyzers/gopanic"
	"github.com/interviewlint/interviewlint/analyzers/goresult"
	"github.com/interviewlint/interviewlint/analyzers/gormuse"
	"github.com/interviewlint/interviewlint/analyzers/gounbounded"
	"github.com/interviewlint/interviewlint/analyzers/guardedby"
	"github.com/interviewlint/interviewlint/analyzers/handlerescape"
	"github.com/interviewlint/interviewlint/analyzers/handlerflow"
	"github.com/interviewlint/interviewlint/analyzers/httptimeout"
	"github.com/interviewlint/interviewlint/analyzers/ifacecheck"
	"github.com/interviewlint/interviewlint/analyzers/ifacecompare"
	"github.com/interviewlint/interviewlint/analyzers/initorder"
	"github.com/interviewlint/interviewlint/analyzers/initwork"
	"github.com/interviewlint/interviewlint/analyzers/intdiv"
	"github.com/interviewlint/interviewlint/analyzers/jsonnumber"
	"github.com/interviewlint/interviewlint/analyzers/largecopy"
	"github.com/interviewlint/interviewlint/analyzers/lenzero"
	"github.com/interviewlint/interviewlint/analyzers/lockbalance"
	"github.com/interviewlint/interviewlint/analyzers/lockblock"
	"github.com/interviewlint/interviewlint/analyzers/lockcopy"
	"github.com/interviewlint/interviewlint/analyzers/lockorder"
	"github.com/interviewlint/interviewlint/analyzers/lockwait"
	"github.com/interviewlint/interviewlint/analyzers/loopcapture"
	"github.com/interviewlint/interviewlint/analyzers/looptimer"
	"github.com/interviewlint/interviewlint/analyzers/makelen"
	"github.com/interviewlint/interviewlint/analyzers/mapcopy"
	"github.com/interviewlint/interviewlint/analyzers/mapgrow"
	"github.com/interviewlint/interviewlint/analyzers/mapkey"
	"github.com/interviewlint/interviewlint/analyzers/maporder"
	"github.com/interviewlint/interviewlint/analyzers/maprace"
	"github.com/interviewlint/interviewlint/analyzers/maprange"
	"github.com/interviewlint/interviewlint/analyzers/mapslice"
	"github.com/interviewlint/interviewlint/analyzers/mapvalue"
	"github.com/interviewlint/interviewlint/analyzers/narrowing"
	"github.com/interviewlint/interviewlint/analyzers/nilchan"
	"github.com/interviewlint/interviewlint/analyzers/nilderef"
	"github.com/interviewlint/interviewlint/analyzers/nilempty"
	"github.com/interviewlint/interviewlint/analyzers/nilmap"
	"github.com/interviewlint/interviewlint/analyzers/onceuse"
	"github.com/interviewlint/interviewlint/analyzers/panicerr"
	"github.com/interviewlint/interviewlint/analyzers/peersize"
	"github.com/interviewlint/interviewlint/analyzers/perrequest"
	"github.com/interviewlint/interviewlint/analyzers/pooluse"
	"github.com/interviewlint/interviewlint/analyzers/pprofexpose"
	"github.com/interviewlint/interviewlint/analyzers/prealloc"
	"github.com/interviewlint/interviewlint/analyzers/profilestop"
	"github.com/interviewlint/interviewlint/analyzers/queryloop"
	"github.com/interviewlint/interviewlint/analyzers/rangecopy"
	"github.com/interviewlint/interviewlint/analyzers/receiver"
	"github.com/interviewlint/interviewlint/analyzers/receivermix"
	"github.com/interviewlint/interviewlint/analyzers/recoverlost"
	"github.com/interviewlint/interviewlint/analyzers/recoverscope"
	"github.com/interviewlint/interviewlint/analyzers/refill"
	"github.com/interviewlint/interviewlint/analyzers/reflectcompare"
	"github.com/interviewlint/interviewlint/analyzers/reflectset"
	"github.com/interviewlint/interviewlint/analyzers/relock"
	"github.com/interviewlint/interviewlint/analyzers/rlockwrite"
	"github.com/interviewlint/interviewlint/analyzers/rowserr"
	"github.com/interviewlint/interviewlint/analyzers/shortread"
	"github.com/interviewlint/interviewlint/analyzers/sigchanyzer"
	"github.com/interviewlint/interviewlint/analyzers/sleepjoin"
	"github.com/interviewlint/interviewlint/analyzers/slicearray"
	"github.com/interviewlint/interviewlint/analyzers/slicedelete"
	"github.com/interviewlint/interviewlint/analyzers/slicepin"
	"github.com/interviewlint/interviewlint/analyzers/sqlbuild"
	"github.com/interviewlint/interviewlint/analyzers/staleptr"
	"github.com/interviewlint/interviewlint/analyzers/stringintconv"
	"github.com/interviewlint/interviewlint/analyzers/structtag"
	"github.com/interviewlint/interviewlint/analyzers/syncload"
	"github.com/interviewlint/interviewlint/analyzers/syncmap"
	"github.com/interviewlint/interviewlint/analyzers/syncsteps"
	"github.com/interviewlint/interviewlint/analyzers/testinggoroutine"
	"github.com/interviewlint/interviewlint/analyzers/testsig"
	"github.com/interviewlint/interviewlint/analyzers/txend"
	"github.com/interviewlint/interviewlint/analyzers/typednil"
	"github.com/interviewlint/interviewlint/analyzers/typeswitch"
	"github.com/interviewlint/interviewlint/analyzers/uintwrap"
	"github.com/interviewlint/interviewlint/analyzers/unclosed"
	"github.com/interviewlint/interviewlint/analyzers/unreachable"
	"github.com/interviewlint/interviewlint/analyzers/unsafeptr"
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
		// Off by default: registries and interning of finite domains look the same.
		{Analyzer: mapgrow.Analyzer, Group: Maps, Severity: Note, Since: "v0.1.0", Fix: true, Kinds: map[string][]string{
			"grow": {"MAP-11"}, "shrink": {"MAP-12"},
		}},
		{Analyzer: maprange.Analyzer, Group: Maps, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("MAP-10")},
		{Analyzer: syncmap.Analyzer, Group: Maps, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("MAP-14")},
		// Off by default: in most caches a value that is stored twice does no harm.
		{Analyzer: syncsteps.Analyzer, Group: Maps, Severity: Warning, Since: "v0.1.0", Kinds: rows("MAP-14")},
		{Analyzer: syncload.Analyzer, Group: Maps, Severity: Error, Since: "v0.1.0", Default: true, Kinds: rows("MAP-13")},
		// Off by default: that the key is there is often known from elsewhere.
		{Analyzer: mapvalue.Analyzer, Group: Maps, Severity: Warning, Since: "v0.1.0", Kinds: rows("MAP-08")},
		{Analyzer: mapcopy.Analyzer, Group: Maps, Severity: Error, Since: "v0.1.0", Default: true, Kinds: rows("MAP-09")},
		{Analyzer: mapkey.Analyzer, Group: Maps, Severity: Error, Since: "v0.1.0", Default: true, Kinds: map[string][]string{
			"unhashable": {"MAP-06"}, "fresh": {"MAP-07"}, "float": {"MAP-15"},
		}},
		{Analyzer: maporder.Analyzer, Group: Maps, Severity: Warning, Since: "v0.1.0", Default: true, Fix: true, Kinds: rows("MAP-05")},
		// Off by default: results that are documented to have no order look the same.
		{Analyzer: mapslice.Analyzer, Group: Maps, Severity: Warning, Since: "v0.1.0", Fix: true, Kinds: rows("MAP-05")},
		{Analyzer: maprace.Analyzer, Group: Maps, Severity: Error, Since: "v0.1.0", Default: true, Kinds: rows("MAP-04")},
		{Analyzer: nilmap.Analyzer, Group: Maps, Severity: Error, Since: "v0.1.0", Default: true, Fix: true, Kinds: map[string][]string{
			"local": {"MAP-01"}, "unset": {"MAP-02"}, "new": {"MAP-03"},
		}},
		// slices, strings
		// Off by default: a matter of cost only.
		{Analyzer: prealloc.Analyzer, Group: Slices, Severity: Note, Since: "v0.1.0", Fix: true, Kinds: rows("SLI-21")},
		// Off by default: tests compare with DeepEqual on purpose, and who tests for nil often knows that empty does not come:
		// none of the 5 guards triaged in std, x/tools and alist is true.
		{Analyzer: nilempty.Analyzer, Group: Slices, Severity: Warning, Since: "v0.1.0", Fix: true, Kinds: map[string][]string{
			"deepequal": {"SLI-19"}, "guard": {"SLI-20"},
		}},
		// Off by default: a matter of cost only.
		{Analyzer: concatloop.Analyzer, Group: Slices, Severity: Note, Since: "v0.1.0", Fix: true, Kinds: map[string][]string{
			"loop": {"SLI-16"}, "sprintf": {"SLI-17"},
		}},
		// Off by default: the length is often checked by the caller or by the protocol.
		{Analyzer: slicearray.Analyzer, Group: Slices, Severity: Warning, Since: "v0.1.0", Kinds: rows("SLI-12")},
		{Analyzer: buildercopy.Analyzer, Group: Slices, Severity: Error, Since: "v0.1.0", Default: true, Kinds: map[string][]string{
			"builder": {"SLI-18"}, "buffer": {"SLI-18"},
		}},
		{Analyzer: bytecut.Analyzer, Group: Slices, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("SLI-15")},
		// Off by default: a large copy is a matter of cost.
		{Analyzer: largecopy.Analyzer, Group: Slices, Severity: Note, Since: "v0.1.0", Kinds: rows("SLI-11")},
		{Analyzer: arraycopy.Analyzer, Group: Slices, Severity: Error, Since: "v0.1.0", Default: true, Kinds: rows("SLI-10")},
		{Analyzer: rangecopy.Analyzer, Group: Slices, Severity: Error, Since: "v0.1.0", Default: true, Fix: true, Kinds: map[string][]string{
			"assign": {"SLI-07"}, "address": {"SLI-08"}, "array": {"SLI-09"},
		}},
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
		// Off: half of the values that do not fit by their types fit by what callers pass.
		{Analyzer: narrowing.Analyzer, Group: Numbers, Severity: Warning, Since: "v0.1.0", Kinds: rows("NUM-03")},
		// Off: where whole units are wanted the division looks the same.
		{Analyzer: intdiv.Analyzer, Group: Numbers, Severity: Warning, Since: "v0.1.0", Kinds: rows("NUM-04")},
		{Analyzer: refill.Analyzer, Group: Numbers, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("NUM-05")},
		// Off: lengths that a caller has made sure of are out of sight.
		{Analyzer: lenzero.Analyzer, Group: Numbers, Severity: Warning, Since: "v0.1.0", Kinds: rows("NUM-06")},
		{Analyzer: divzero.Analyzer, Group: Numbers, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("NUM-06")},
		{Analyzer: jsonnumber.Analyzer, Group: Numbers, Severity: Error, Since: "v0.1.0", Default: true, Kinds: rows("NUM-07")},
		{Analyzer: stringintconv.Analyzer, Group: Numbers, Severity: Error, Since: "v0.1.0", Default: true, Covered: true, Fix: true, Kinds: rows("NUM-08")},
		{Analyzer: duration.Analyzer, Group: Numbers, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: map[string][]string{"unit": {"NUM-09"}, "product": {"NUM-09"}, "ticker": {"NUM-10"}}},
		// interfaces
		{Analyzer: typednil.Analyzer, Group: Interfaces, Severity: Error, Since: "v0.1.0", Default: true, Kinds: rows("IFC-01")},
		{Analyzer: nilderef.Analyzer, Group: Interfaces, Severity: Error, Since: "v0.1.0", Default: true, Kinds: rows("IFC-10")},
		{Analyzer: assertok.Analyzer, Group: Interfaces, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: map[string][]string{"unchecked": {"IFC-03"}, "else": {"IFC-04"}, "panics": {"IFC-02"}}},
		// Off by default: it reports what other code proves as well; assertok reports what may fail.
		{Analyzer: assertbare.Analyzer, Group: Interfaces, Severity: Note, Since: "v0.1.0", Kinds: rows("IFC-02")},
		{Analyzer: typeswitch.Analyzer, Group: Interfaces, Severity: Warning, Since: "v0.1.0", Default: true, Covered: true, Kinds: map[string][]string{"shadowed": {"IFC-05"}, "impossible": {"IFC-05"}}},
		{Analyzer: ifacecompare.Analyzer, Group: Interfaces, Severity: Warning, Since: "v0.1.0", Default: true, Fix: true, Kinds: map[string][]string{"uncomparable": {"IFC-09"}, "time": {"IFC-11"}}},
		{Analyzer: receiver.Analyzer, Group: Interfaces, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: map[string][]string{"hidden": {"IFC-06"}, "copy": {"IFC-07"}}},
		// Off by default: a matter of style unless the type has a lock, which lockcopy reports.
		{Analyzer: receivermix.Analyzer, Group: Interfaces, Severity: Note, Since: "v0.1.0", Kinds: rows("IFC-08")},
		{Analyzer: ifacecheck.Analyzer, Group: Interfaces, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("IFC-12")},
		// locks
		{Analyzer: guardedby.Analyzer, Group: Locks, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("LCK-11")},
		{Analyzer: rlockwrite.Analyzer, Group: Locks, Severity: Error, Since: "v0.1.0", Default: true, Kinds: rows("LCK-10")},
		{Analyzer: lockbalance.Analyzer, Group: Locks, Severity: Error, Since: "v0.1.0", Default: true, Fix: true,
			Kinds: map[string][]string{"kept": {"LCK-01"}, "mode": {"LCK-05"}, "unlocked": {"LCK-06"}}},
		{Analyzer: lockorder.Analyzer, Group: Locks, Severity: Warning, Since: "v0.1.0", Default: true,
			Kinds: map[string][]string{"cycle": {"LCK-07"}, "instances": {"LCK-07"}}},
		{Analyzer: atomicmix.Analyzer, Group: Locks, Severity: Warning, Since: "v0.1.0", Default: true, Fix: true,
			Kinds: map[string][]string{"plain": {"LCK-12"}, "lostupdate": {"LCK-13"}, "misaligned": {"LCK-14"}}},
		{Analyzer: busywait.Analyzer, Group: Locks, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("LCK-15")},
		{Analyzer: doublecheck.Analyzer, Group: Locks, Severity: Warning, Since: "v0.1.0", Default: true,
			Kinds: map[string][]string{"unlocked": {"LCK-16"}, "stale": {"LCK-19"}}},
		{Analyzer: lockwait.Analyzer, Group: Locks, Severity: Error, Since: "v0.1.0", Default: true, Kinds: rows("LCK-09")},
		// Not by default: whether a lock may be held while waiting is a matter of design where it is not a deadlock, which lockwait reports.
		{Analyzer: lockblock.Analyzer, Group: Locks, Severity: Warning, Since: "v0.1.0",
			Kinds: map[string][]string{"blocking": {"LCK-09"}, "callback": {"LCK-20"}}},
		{Analyzer: onceuse.Analyzer, Group: Locks, Severity: Error, Since: "v0.1.0", Default: true,
			Kinds: map[string][]string{"local": {"LCK-17"}, "nested": {"LCK-17"}, "reset": {"LCK-17"}}},
		{Analyzer: condwait.Analyzer, Group: Locks, Severity: Warning, Since: "v0.1.0", Default: true,
			Kinds: map[string][]string{"noloop": {"LCK-18"}, "nolock": {"LCK-18"}}},
		{Analyzer: lockcopy.Analyzer, Group: Locks, Severity: Warning, Since: "v0.1.0", Default: true, Covered: true, Kinds: rows("LCK-08")},
		{Analyzer: relock.Analyzer, Group: Locks, Severity: Error, Since: "v0.1.0", Default: true,
			Kinds: map[string][]string{"twice": {"LCK-02"}, "upgrade": {"LCK-03"}, "recursive": {"LCK-04"}}},
		// goroutines
		{Analyzer: goleak.Analyzer, Group: Goroutines, Severity: Error, Since: "v0.1.0", Default: true, Fix: true, Kinds: map[string][]string{
			"abandoned": {"GOR-08"}, "forgotten": {"GOR-09"}, "deadlock": {"GOR-09"}, "endless": {"GOR-10"},
		}},
		{Analyzer: loopcapture.Analyzer, Group: Goroutines, Severity: Error, Since: "v0.1.0", Default: true,
			Kinds: map[string][]string{"loopvar": {"GOR-01"}, "shared": {"GOR-02"}, "subtest": {"INI-07"}}},
		{Analyzer: wgcount.Analyzer, Group: Goroutines, Severity: Error, Since: "v0.1.0", Default: true, Fix: true,
			Kinds: map[string][]string{"addinside": {"GOR-03"}, "late": {"GOR-03"}, "skipped": {"GOR-04"}, "mismatch": {"GOR-05"}, "twice": {"GOR-06"}}},
		{Analyzer: sleepjoin.Analyzer, Group: Goroutines, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("GOR-07")},
		{Analyzer: gounbounded.Analyzer, Group: Goroutines, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("GOR-11")},
		{Analyzer: gopanic.Analyzer, Group: Goroutines, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("GOR-12")},
		{Analyzer: testinggoroutine.Analyzer, Group: Goroutines, Severity: Error, Since: "v0.1.0", Default: true, Covered: true, Kinds: rows("GOR-13")},
		{Analyzer: capturerace.Analyzer, Group: Goroutines, Severity: Error, Since: "v0.1.0", Default: true, Kinds: rows("GOR-14")},
		// goresult is off: the findings are right, but most authors drop the error of a
		// server or a copy knowingly. errcheck reports it too.
		{Analyzer: goresult.Analyzer, Group: Goroutines, Severity: Note, Since: "v0.1.0", Default: false, Covered: true, Kinds: rows("GOR-15")},
		{Analyzer: gomaxprocs.Analyzer, Group: Goroutines, Severity: Warning, Since: "v0.1.0", Default: true, Fix: true, Kinds: rows("GOR-16")},
		// channels
		{Analyzer: nilchan.Analyzer, Group: Channels, Severity: Error, Since: "v0.1.0", Default: true, Kinds: map[string][]string{
			"block": {"CHN-01"}, "close": {"CHN-02"},
		}},
		{Analyzer: chanclose.Analyzer, Group: Channels, Severity: Error, Since: "v0.1.0", Default: true, Kinds: map[string][]string{
			"sendclosed": {"CHN-03"}, "doubleclose": {"CHN-04"}, "sharedclose": {"CHN-05"}, "receivercloses": {"CHN-05"}, "probe": {"CHN-14"},
		}},
		{Analyzer: chanrange.Analyzer, Group: Channels, Severity: Error, Since: "v0.1.0", Default: true, Kinds: map[string][]string{
			"unclosed": {"CHN-06"}, "zeros": {"CHN-12"},
		}},
		{Analyzer: chanself.Analyzer, Group: Channels, Severity: Error, Since: "v0.1.0", Default: true, Kinds: rows("CHN-07")},
		{Analyzer: busyselect.Analyzer, Group: Channels, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("CHN-08")},
		{Analyzer: looptimer.Analyzer, Group: Channels, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: map[string][]string{
			"restarted": {"CHN-09"}, "retained": {"CHN-09"}, "unstopped": {"CHN-10"}, "undrained": {"CHN-18"}, "length": {"CHN-18"},
		}},
		{Analyzer: deadtimeout.Analyzer, Group: Channels, Severity: Error, Since: "v0.1.0", Default: true, Kinds: rows("CHN-11")},
		{Analyzer: chanlen.Analyzer, Group: Channels, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("CHN-13")},
		{Analyzer: sigchanyzer.Analyzer, Group: Channels, Severity: Warning, Since: "v0.1.0", Default: true, Covered: true, Fix: true, Kinds: rows("CHN-15")},
		// Style: nothing breaks without the direction.
		{Analyzer: chandir.Analyzer, Group: Channels, Severity: Note, Since: "v0.1.0", Fix: true, Kinds: rows("CHN-16")},
		{Analyzer: broadcast.Analyzer, Group: Channels, Severity: Error, Since: "v0.1.0", Default: true, Kinds: rows("CHN-17")},
		// contexts
		{Analyzer: ctxcancel.Analyzer, Group: Contexts, Severity: Error, Since: "v0.1.0", Default: true, Covered: true, Kinds: map[string][]string{"lost": {"CTX-01"}, "field": {"CTX-01"}}},
		// Off: where a context belongs is a matter of style; request and worker structs keep theirs with reason.
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
		{Analyzer: errdrop.Analyzer, Group: Errors, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: map[string][]string{"used": {"ERR-01"}, "ignored": {"ERR-02"}}},
		{Analyzer: errnil.Analyzer, Group: Errors, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: map[string][]string{"dropped": {"ERR-08"}, "wrong": {"ERR-08"}, "nothing": {"ERR-08"}}},
		// Off by default: a matter of style, not of bugs.
		{Analyzer: errlog.Analyzer, Group: Errors, Severity: Note, Since: "v0.1.0", Kinds: rows("ERR-09")},
		{Analyzer: errcompare.Analyzer, Group: Errors, Severity: Warning, Since: "v0.1.0", Default: true, Fix: true, Kinds: map[string][]string{"sentinel": {"ERR-04"}, "assert": {"ERR-05"}, "fresh": {"ERR-06"}, "swapped": {"ERR-06"}, "kind": {"ERR-07"}, "target": {"ERR-07"}}},
		{Analyzer: unclosed.Analyzer, Group: Errors, Severity: Error, Since: "v0.1.0", Default: true, Kinds: map[string][]string{
			"leak": {"ERR-10"}, "unflushed": {"ERR-10"}, "writeerr": {"ERR-11"}, "returned": {"ERR-12"},
		}},
		{Analyzer: txend.Analyzer, Group: Errors, Severity: Error, Since: "v0.1.0", Default: true, Fix: true, Kinds: rows("ERR-13")},
		{Analyzer: rowserr.Analyzer, Group: Errors, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("ERR-14")},
		{Analyzer: shortread.Analyzer, Group: Errors, Severity: Error, Since: "v0.1.0", Default: true, Kinds: rows("ERR-15")},
		{Analyzer: conndeadline.Analyzer, Group: Errors, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("ERR-16")},
		{Analyzer: peersize.Analyzer, Group: Errors, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: map[string][]string{"size": {"ERR-17"}, "body": {"ERR-17"}}},
		// memory
		// Off by default: how long the array lives is seldom known.
		{Analyzer: slicepin.Analyzer, Group: Memory, Severity: Note, Since: "v0.1.0", Kinds: map[string][]string{
			"part": {"MEM-01"}, "tail": {"MEM-02"},
		}},
		{Analyzer: pooluse.Analyzer, Group: Memory, Severity: Error, Since: "v0.1.0", Default: true, Kinds: map[string][]string{
			"afterput": {"MEM-03"}, "noreset": {"MEM-04"}, "nonpointer": {"MEM-05"}, "closer": {"MEM-06"}, "nonew": {"MEM-07"}, "oversized": {"MEM-08"},
		}},
		{Analyzer: cfree.Analyzer, Group: Memory, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("MEM-09")},
		// Off: batch programs collect between phases with reason, and nothing breaks.
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
		{Analyzer: ginctx.Analyzer, Group: Frameworks, Severity: Error, Since: "v0.1.0", Default: true, Fix: true, Kinds: rows("FWK-01")},
		{Analyzer: handlerescape.Analyzer, Group: Frameworks, Severity: Error, Since: "v0.1.0", Default: true,
			Kinds: map[string][]string{"writer": {"FWK-04"}, "body": {"FWK-04"}, "context": {"FWK-04"}}},
		{Analyzer: handlerflow.Analyzer, Group: Frameworks, Severity: Warning, Since: "v0.1.0", Default: true, Fix: true,
			Kinds: map[string][]string{"missingreturn": {"FWK-02"}, "noabort": {"FWK-03"}, "lateheader": {"FWK-17"}, "superfluous": {"FWK-17"}}},
		{Analyzer: perrequest.Analyzer, Group: Frameworks, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("FWK-05")},
		{Analyzer: gormuse.Analyzer, Group: Frameworks, Severity: Warning, Since: "v0.1.0", Default: true,
			Kinds: map[string][]string{"unchecked": {"FWK-06"}, "zerovalue": {"FWK-07"}}},
		{Analyzer: httptimeout.Analyzer, Group: Frameworks, Severity: Warning, Since: "v0.1.0", Default: true,
			Kinds: map[string][]string{"server": {"FWK-08"}, "client": {"FWK-09"}}},
		{Analyzer: pprofexpose.Analyzer, Group: Frameworks, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("FWK-10")},
		{Analyzer: profilestop.Analyzer, Group: Frameworks, Severity: Warning, Since: "v0.1.0", Default: true,
			Kinds: map[string][]string{"running": {"FWK-11"}, "rate": {"FWK-12"}}},
		{Analyzer: uploadpath.Analyzer, Group: Frameworks, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("FWK-13")},
		{Analyzer: sqlbuild.Analyzer, Group: Frameworks, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("FWK-14")},
		{Analyzer: queryloop.Analyzer, Group: Frameworks, Severity: Warning, Since: "v0.1.0", Default: true, Kinds: rows("FWK-15")},
		{Analyzer: antspool.Analyzer, Group: Frameworks, Severity: Error, Since: "v0.1.0", Default: true,
			Kinds: map[string][]string{"unreleased": {"FWK-16"}, "rejected": {"FWK-16"}}},
	}
}
