package errdrop

import (
	_ "embed"
	"fmt"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/nilness"
	"github.com/interviewlint/interviewlint/analyzers/internal/protocol"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

//go:embed doc.go
var doc string

// Analyzer reports errors that are dropped although they matter.
var Analyzer = &analysis.Analyzer{
	Name:     "errdrop",
	Doc:      docs.MustExtract(doc, "errdrop"),
	URL:      docs.URL("errdrop"),
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer, nilness.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	if deliberate.ForShow(pass) {
		return nil, nil
	}
	p, model := flow.Of(pass), nilness.Of(pass)
	for _, fn := range p.Functions() {
		for _, pair := range protocol.Pairs(fn) {
			if deliberate.InTest(p.Fset, pair.Tuple.Pos()) {
				continue
			}
			if pair.Error && pair.Call() != nil && pair.Discarded(p) && mayFail(p, pair.Call()) {
				reportUsed(pass, p, model, pair)
			}
		}
		reportIgnored(pass, p, fn)
		reportOverwritten(pass, p, fn)
	}
	return nil, nil
}

// reportUsed reports the use of a value whose error was discarded.
func reportUsed(pass *analysis.Pass, p *flow.Package, model *nilness.Model, pair *protocol.Pair) {
	use := protocol.Unchecked(p, model, pair)
	if use == nil {
		use = usedElsewhere(p, model, pair)
	}
	if use == nil {
		return
	}
	name := p.Name(use.Value)
	if name == "" {
		name = "the result"
	}
	report.At(pass, p.Range(pair.Call()), "used", fmt.Sprintf("the error is discarded, but %s is used as if it could not be nil", name),
		report.Step(p.Range(pair.Call()), "the error is discarded here"), report.Step(p.Range(use.Instr), "%s is used here, nil or not", name))
}

// reportIgnored reports call statements in fn that ignore an error whose loss
// goes unnoticed.
func reportIgnored(pass *analysis.Pass, p *flow.Package, fn *ssa.Function) {
	for instr := range flow.Instructions(fn) {
		call, ok := instr.(*ssa.Call)
		if !ok || len(*call.Referrers()) > 0 || !returnsError(call) {
			continue
		}
		name := flow.CalleeName(call.Common())
		if !matters[name] && !protocol.Saves(call) || deliberate.InTest(p.Fset, call.Pos()) || cannotFail(call) || noticed(call) || !isStatement(p, call) {
			continue
		}
		short := name[strings.LastIndex(name, "/")+1:]
		short = strings.TrimLeft(strings.ReplaceAll(short, ")", ""), "(*")
		report.At(pass, p.Range(call), "ignored", fmt.Sprintf("the error of %s is ignored, so a failure goes unnoticed", short))
	}
}

func returnsError(call *ssa.Call) bool {
	results := call.Call.Signature().Results()
	return results.Len() > 0 && typ.IsError(results.At(results.Len()-1).Type())
}

// isStatement reports whether call stands alone: "_ = f()" and "_, _ = f()"
// are deliberate.
func isStatement(p *flow.Package, call *ssa.Call) bool {
	return standsAlone(p.Enclosing(call.Pos()), call.Pos())
}
