package defernil

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
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

//go:embed doc.go
var doc string

// Analyzer reports deferred calls of functions that may be nil.
var Analyzer = &analysis.Analyzer{
	Name:     "defernil",
	Doc:      docs.MustExtract(doc, "defernil"),
	URL:      docs.URL("defernil"),
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer, nilness.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	p, model := flow.Of(pass), nilness.Of(pass)
	for _, fn := range p.Functions() {
		if deliberate.InTest(pass.Fset, fn.Pos()) { // a test that panics has failed as well
			continue
		}
		for instr := range flow.Instructions(fn) {
			verb, v := delayed(instr)
			if v == nil {
				continue
			}
			cause := why(p, model, v, instr)
			if cause == nil {
				continue
			}
			name := p.Name(v)
			if name == "" {
				name = "the function"
			}
			report.At(pass, p.Range(instr), "", fmt.Sprintf("%s may be nil where it is %s, and calling it panics", name, verb),
				model.Trace(cause, instr, name)...)
		}
	}
	return nil, nil
}

// delayed returns the function value that instr defers or starts, or the
// function value that it calls and that another function has returned.
func delayed(instr ssa.Instruction) (string, ssa.Value) {
	call, ok := instr.(ssa.CallInstruction)
	if !ok || call.Common().IsInvoke() {
		return "", nil
	}
	v := call.Common().Value
	switch v.(type) {
	case *ssa.Function, *ssa.Builtin, *ssa.MakeClosure, *ssa.Parameter:
		return "", nil
	}
	switch call.(type) {
	case *ssa.Defer:
		return "deferred", v
	case *ssa.Go:
		return "started", v
	}
	if e, ok := v.(*ssa.Extract); ok {
		if _, fromCall := e.Tuple.(*ssa.Call); fromCall {
			return "called", v
		}
	}
	return "", nil
}

// why returns why v may be nil at instr. What nilderef and errbefore report is
// not repeated here: values compared with nil before, and results beside an
// error that is there to be checked.
func why(p *flow.Package, model *nilness.Model, v ssa.Value, instr ssa.Instruction) *nilness.Cause {
	if load, ok := v.(*ssa.UnOp); ok {
		if addr, ok := load.X.(*ssa.FieldAddr); ok {
			if f := flow.FieldOf(addr); f != nil && p.NeverSet()[f] {
				return &nilness.Cause{Kind: nilness.Unset, Value: load, Var: f.Name()}
			}
		}
	}
	cause := model.Ask(nilness.Query{Value: v, Use: instr, Accept: func(o *nilness.Outcome) bool {
		last := len(o.Kinds) - 1
		return last == 0 || o.Kinds[last] == nilness.Nil || !typ.IsError(o.Return.Results[last].Type())
	}})
	if cause == nil || cause.Kind == nilness.Compared || cause.Kind == nilness.Missing || cause.Unsure {
		return nil
	}
	return cause
}
