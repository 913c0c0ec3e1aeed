package gopanic

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
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
)

//go:embed doc.go
var doc string

// Analyzer reports operations that panic in a goroutine where the recover that
// is meant for them does not see it.
var Analyzer = &analysis.Analyzer{
	Name:     "gopanic",
	Doc:      docs.MustExtract(doc, "gopanic"),
	URL:      docs.URL("gopanic"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer, goroutines.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	model := goroutines.Of(pass)
	if !model.Relevant() || deliberate.OnTrial(pass) {
		return nil, nil
	}
	for _, s := range model.Spawns() {
		if s.Kind != goroutines.Go && s.Kind != goroutines.Group || s.Inner != nil {
			continue
		}
		who := protector(model, s.In())
		if who == "" || deliberate.InTest(pass.Fset, s.Site.Pos()) {
			continue
		}
		if op, what := unprotected(model, s); op != nil {
			text := fmt.Sprintf("%s in this goroutine can end the process: %s does not see it", what, who)
			report.At(pass, model.Flow.Range(op), "", text,
				report.Step(model.Flow.Range(s.Site), "goroutine started here, without a deferred recover of its own"),
				report.Step(model.Flow.Range(op), "%s panics here", what))
		}
	}
	return nil, nil
}

// protector returns what recovers panics around fn, and will not in goroutines
// that fn starts: the server of a handler, or a deferred call of fn.
func protector(model *goroutines.Model, fn *ssa.Function) string {
	if recovers(fn) {
		return "the recover of " + name(fn)
	}
	for f := fn; f != nil; f = f.Parent() {
		if served := model.Serves(f); served != nil && served.Recovers {
			return "the recover of the server"
		}
	}
	return ""
}

func name(fn *ssa.Function) string {
	if fn.Parent() != nil {
		return "the function around it"
	}
	return fn.Name()
}

// recovers reports whether fn defers a function that calls recover. One of
// another package is given credit if its name says so.
func recovers(fn *ssa.Function) bool {
	for instr := range flow.Instructions(fn) {
		d, ok := instr.(*ssa.Defer)
		if !ok {
			continue
		}
		if callee := flow.CalleeObject(d.Common()); callee != nil {
			if n := strings.ToLower(callee.Name()); strings.Contains(n, "recover") || strings.Contains(n, "panic") || strings.Contains(n, "crash") {
				return true
			}
		}
		if callee := d.Common().StaticCallee(); callee != nil && callsRecover(flow.Origin(callee)) {
			return true
		}
	}
	return false
}

func callsRecover(fn *ssa.Function) bool {
	for instr := range flow.Instructions(fn) {
		if call, ok := instr.(ssa.CallInstruction); ok && flow.Builtin(call.Common()) == "recover" {
			return true
		}
	}
	return false
}

// unprotected returns the first operation of the goroutine that panics if the
// input is not what its author expects, unless a function on the way to it
// recovers.
func unprotected(model *goroutines.Model, s *goroutines.Spawn) (ssa.Instruction, string) {
	for _, f := range model.Code(s) {
		if covered(f) {
			continue
		}
		for instr := range flow.Instructions(f.Fn) {
			switch instr := instr.(type) {
			case *ssa.TypeAssert:
				if !instr.CommaOk && !values.SurelyOf(model.Flow, instr.X, instr.AssertedType) {
					return instr, "a type assertion"
				}
			case *ssa.Panic:
				if raises(instr) && !tooMany(f, instr) {
					return instr, "panic"
				}
			}
		}
	}
	return nil, ""
}

// covered reports whether f, or a function of the goroutine that calls it,
// recovers.
func covered(f *goroutines.Frame) bool {
	for ; f != nil; f = f.Caller {
		if recovers(f.Fn) {
			return true
		}
	}
	return false
}

// raises reports whether p is a panic of the code itself, and not the end of a
// call that never returns.
func raises(p *ssa.Panic) bool { return p.Pos().IsValid() && flow.IsExit(p) && !afterCall(p) }

func afterCall(p *ssa.Panic) bool {
	for _, instr := range p.Block().Instrs {
		if call, ok := instr.(*ssa.Call); ok && call.Pos() == p.Pos() {
			return true
		}
	}
	return false
}
