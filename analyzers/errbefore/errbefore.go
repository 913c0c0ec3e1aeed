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
			use := protocol.Unchecked(p, model, pair)
			if use == nil {
				continue
			}
			report.Diagnostic(pass, diagnostic(p, pair, use))
		}
	}
	return nil, nil
}

func diagnostic(p *flow.Package, pair *protocol.Pair, use *protocol.Use) analysis.Diagnostic {
	value, status := p.Name(use.Value), p.Name(pair.Status)
	if value == "" {
		value = "the result"
	}
	if status == "" {
		status = "the error"
	}
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
