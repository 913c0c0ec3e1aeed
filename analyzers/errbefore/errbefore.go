package errbefore

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/nilness"
	"github.com/interviewlint/interviewlint/analyzers/internal/protocol"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports results that are used before the error beside them is
// checked.
var Analyzer = &analysis.Analyzer{
	Name:     "errbefore",
	Doc:      docs.MustExtract(doc, "errbefore"),
	URL:      docs.URL("errbefore"),
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer, nilness.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	p, model := flow.Of(pass), nilness.Of(pass)
	for _, fn := range p.Functions() {
		if deliberate.InTest(pass.Fset, fn.Pos()) { // a test that panics has failed as well
			continue
		}
		for _, pair := range protocol.Pairs(fn) {
			if !pair.Error || pair.Discarded(p) || usable(pair) {
				continue
			}
			if use := protocol.Unchecked(p, model, pair); use != nil {
				report.Diagnostic(pass, diagnostic(p, pair, use))
			} else if use := protocol.AfterFailure(p, model, pair); use != nil {
				reportFailed(pass, p, pair, use)
			}
		}
	}
	return nil, nil
}

func diagnostic(p *flow.Package, pair *protocol.Pair, use *protocol.Use) analysis.Diagnostic {
	value, status := nameOr(p, use.Value, "the result"), nameOr(p, pair.Status, "the error")
	rng := p.Range(use.Instr)
	verb := "used"
	if use.Closure {
		verb = "used by a deferred function"
	}
	return analysis.Diagnostic{
		Pos:            rng.Pos(),
		End:            rng.End(),
		Message:        fmt.Sprintf("%s is %s before %s is checked, and may be nil", value, verb, status),
		Related:        []analysis.RelatedInformation{report.Step(p.Range(pair.Call()), "%s may be nil if %s is not nil", value, status)},
		SuggestedFixes: moveDefer(p, use),
	}
}

// reportFailed reports a use on a path that has found the error not to be nil.
func reportFailed(pass *analysis.Pass, p *flow.Package, pair *protocol.Pair, use *protocol.Use) {
	value, status := nameOr(p, use.Value, "the result"), nameOr(p, pair.Status, "the error")
	steps := []analysis.RelatedInformation{report.Step(p.Range(pair.Call()), "returns nil in %s if it fails", value)}
	for _, d := range use.Path.Decisions {
		if test, ok := flow.NilTestOf(d.If.Cond); ok && test.NilWhen != d.Taken && test.X == ssa.Value(pair.Status) {
			steps = append(steps, report.Step(p.Range(d.If.Cond.(ssa.Instruction)), "%s is found not to be nil here, and the function goes on", status))
		}
	}
	report.At(pass, p.Range(use.Instr), "", fmt.Sprintf("%s is nil here if %s is not, which does not end the function", value, status), steps...)
}

func nameOr(p *flow.Package, v ssa.Value, other string) string {
	if name := p.Name(v); name != "" {
		return name
	}
	return other
}

// sticky reports whether the error of pair goes into a field, where it stays
// until somebody asks, while other results tell what to do.
func sticky(pair *protocol.Pair) bool {
	if pair.Status == nil {
		return false
	}
	for _, ref := range *pair.Status.Referrers() {
		if store, ok := ref.(*ssa.Store); ok {
			if _, isField := store.Addr.(*ssa.FieldAddr); isField {
				return true
			}
		}
	}
	return false
}

// usable reports whether the callee of pair is documented to return a usable
// value beside an error.
func usable(pair *protocol.Pair) bool {
	if pair.Call() == nil || sticky(pair) {
		return true
	}
	switch flow.CalleeName(pair.Call().Common()) {
	case "go/parser.ParseFile", "go/parser.ParseDir", "go/parser.ParseExpr", "go/parser.ParseExprFrom",
		"(*go/types.Config).Check", "(go/types.Importer).Import", "golang.org/x/tools/go/packages.Load",
		"go/build.Import", "go/build.ImportDir", "(*go/build.Context).Import", "(*go/build.Context).ImportDir":
		return true
	}
	return false
}
