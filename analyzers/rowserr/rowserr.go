package rowserr

import (
	_ "embed"
	"fmt"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
	"github.com/interviewlint/interviewlint/analyzers/internal/typestate"
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
)

//go:embed doc.go
var doc string

// Analyzer reports iterations whose error is not asked for.
var Analyzer = &analysis.Analyzer{
	Name:     "rowserr",
	Doc:      docs.MustExtract(doc, "rowserr"),
	URL:      docs.URL("rowserr"),
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
	Run:      run,
}

// steps lists the methods that advance an iterator and return false at the end
// as well as on failure.
var steps = map[string]bool{
	"(*database/sql.Rows).Next":            true,
	"(*github.com/jmoiron/sqlx.Rows).Next": true,
	"(github.com/jackc/pgx/v5.Rows).Next":  true,
	"(*bufio.Scanner).Scan":                true,
}

func run(pass *analysis.Pass) (any, error) {
	if !iterates(pass.Pkg) {
		return nil, nil
	}
	p := flow.Of(pass)
	tracker := typestate.New(p, nil, nil)
	for _, fn := range p.Functions() {
		if deliberate.InTest(pass.Fset, fn.Pos()) { // too little data fails the test
			continue
		}
		for instr := range flow.Instructions(fn) {
			next, ok := instr.(*ssa.Call)
			if !ok || !steps[flow.CalleeName(next.Common())] {
				continue
			}
			// A scanner that is asked for one line is often interactive.
			it, ok := typestate.IterationAt(next, !isScanner(next))
			if !ok {
				reportHelper(pass, p, tracker, next)
				reportField(pass, p, tracker, next)
				continue
			}
			if infallible(p, it.From) {
				continue
			}
			path := tracker.Unasked(it, "Err")
			if path == nil {
				continue
			}
			name := p.Name(it.Value)
			message := unasked(name)
			if !flow.InLoop(next) {
				message = fmt.Sprintf("%s.Err is not asked after Next, so a failure looks like an empty result", name)
			}
			report.At(pass, p.Range(next), "", message,
				report.Step(p.Range(next), "%s returns false here at the end and on failure", flow.CalleeObject(next.Common()).Name()),
				report.Step(p.Range(path.End), "returns here without %s.Err", name))
		}
	}
	return nil, nil
}

// reportHelper reports the iteration of next over a parameter if a caller does
// not ask for the error either.
func reportHelper(pass *analysis.Pass, p *flow.Package, tracker *typestate.Tracker, next *ssa.Call) {
	call := tracker.UnaskedByCallers(next, "Err")
	if call == nil {
		return
	}
	for _, arg := range call.Common().Args {
		if made, ok := arg.(*ssa.Call); ok && infallible(p, made) {
			return
		}
	}
	rows := next.Call.Value
	if !next.Call.IsInvoke() {
		rows = next.Call.Args[0]
	}
	name := p.Name(rows)
	report.At(pass, p.Range(next), "", unasked(name),
		report.Step(p.Range(call), "passes %s here, and does not ask either", name))
}

// reportField reports the iteration of next over a field if no code of the
// package asks for the error.
func reportField(pass *analysis.Pass, p *flow.Package, tracker *typestate.Tracker, next *ssa.Call) {
	made, ok := tracker.UnaskedField(next, "Err")
	if !ok || !slices.ContainsFunc(made, func(call *ssa.Call) bool { return !infallible(p, call) }) {
		return
	}
	name := p.Name(next.Call.Value)
	if !next.Call.IsInvoke() {
		name = p.Name(next.Call.Args[0])
	}
	report.At(pass, p.Range(next), "", unasked(name),
		report.Step(p.Range(made[0]), "nobody asks what is made here"))
}

// unasked returns the message for an iterator of the given name.
func unasked(name string) string {
	return fmt.Sprintf("%s.Err is not asked after the loop, so a failure looks like the end of the data", name)
}

func isScanner(next *ssa.Call) bool {
	return flow.CalleeName(next.Common()) == "(*bufio.Scanner).Scan"
}

// iterates reports whether pkg imports a package with such iterators.
func iterates(pkg *types.Package) bool {
	return syntax.Imports(pkg, "database/sql", "bufio", "github.com/jmoiron/sqlx", "github.com/jackc/pgx/v5")
}

// infallible reports whether call makes a scanner over memory, which fails
// only on over-long lines.
func infallible(p *flow.Package, call *ssa.Call) bool {
	return flow.CalleeName(call.Common()) == "bufio.NewScanner" && values.InMemory(p, call.Call.Args[0])
}
