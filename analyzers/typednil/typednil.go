package typednil

import (
	_ "embed"
	"fmt"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/nilness"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports nil pointers that become non-nil interface values.
var Analyzer = &analysis.Analyzer{
	Name:     "typednil",
	Doc:      docs.MustExtract(doc, "typednil"),
	URL:      docs.URL("typednil"),
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer, nilness.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	p, model := flow.Of(pass), nilness.Of(pass)
	uses := &users{flow: p}
	for _, fn := range p.Functions() {
		var places *places
		for instr := range flow.Instructions(fn) {
			conv, ok := instr.(*ssa.MakeInterface)
			if !ok || !nilness.Nillable(conv.X.Type()) {
				continue
			}
			use := uses.of(conv)
			if use == nil {
				continue
			}
			cause := why(p, model, conv, use)
			if cause == nil || cause.Kind != nilness.Returned && deliberate.InTest(pass.Fset, fn.Pos()) || deliberate.Panic(pass, p.Range(conv).Pos()) {
				continue // a nil pointer that a test has made itself is what it is about
			}
			if places == nil {
				places = findPlaces(p, fn)
			}
			at := places.of(conv)
			if at.written && use.how != returned {
				continue
			}
			report.At(pass, at, "", message(p, conv, cause, at.name), trace(p, model, conv, cause, use, at.name)...)
		}
	}
	return nil, nil
}

// message tells which nil value becomes which non-nil interface value.
func message(p *flow.Package, conv *ssa.MakeInterface, cause *nilness.Cause, name string) string {
	if name == "" {
		name = cause.Var
	}
	if name == "" {
		name = p.Name(conv.X)
	}
	if name != "" {
		name = " from " + name
	}
	qualifier := types.RelativeTo(p.Types)
	from := types.TypeString(conv.X.Type(), qualifier)
	to := types.TypeString(conv.Type(), qualifier)
	if len(from) > 40 {
		from = "value"
	}
	if len(to) > 30 {
		to = "interface"
	}
	return fmt.Sprintf("a nil %s%s becomes a non-nil %s", from, name, to)
}

// trace shows where the value becomes nil, and which comparison goes wrong.
func trace(p *flow.Package, model *nilness.Model, conv *ssa.MakeInterface, cause *nilness.Cause, use *use, name string) []analysis.RelatedInformation {
	steps := model.Trace(cause, conv, name)
	if f := loadedField(conv); f != nil && cause.Kind == nilness.Unset && len(steps) == 0 {
		if lit := model.MadeWithout(f); lit != nil {
			steps = append(steps, report.Step(p.Range(lit), "made here without %s", f.Name()))
		}
	}
	if use.how == compared {
		steps = append(steps, report.Step(p.Range(use.at), "never nil in this comparison"))
	}
	return steps
}

// loadedField returns the field that conv converts the contents of, or nil.
func loadedField(conv *ssa.MakeInterface) *types.Var {
	if load, ok := conv.X.(*ssa.UnOp); ok {
		if addr, ok := load.X.(*ssa.FieldAddr); ok {
			return flow.FieldOf(addr)
		}
	}
	return nil
}
