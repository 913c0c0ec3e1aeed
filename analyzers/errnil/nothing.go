package errnil

import (
	"fmt"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deferred"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/nilness"
	"github.com/interviewlint/interviewlint/analyzers/internal/protocol"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

// reportNothing reports functions that return neither a value nor an error to
// a caller in fn that checks the error only.
func reportNothing(pass *analysis.Pass, p *flow.Package, model *nilness.Model, fn *ssa.Function) {
	for _, pair := range protocol.Pairs(fn) {
		call := pair.Call()
		if !pair.Error || call == nil || pair.Status == nil || len(*pair.Status.Referrers()) == 0 {
			continue
		}
		for _, v := range pair.Values {
			use, o := usedAsIs(model, pair, v)
			if o == nil {
				continue
			}
			name := p.Name(v)
			if name == "" {
				name = "the result"
			}
			report.At(pass, p.Range(use), "nothing", fmt.Sprintf("%s may be nil here although the error is nil too", name),
				report.Step(p.Range(call), "called here"), report.Step(p.Range(o.Return), "%s returns neither a value nor an error here", o.Return.Parent().Name()))
		}
	}
}

// isExplicit reports whether the return statement of o itself says nil, for
// result i and for the error.
func isExplicit(o *nilness.Outcome, i int) bool {
	last := len(o.Return.Results) - 1
	return flow.IsNil(deferred.Returned(o.Return, i)) && flow.IsNil(deferred.Returned(o.Return, last))
}

// usedAsIs returns a use of v, which the path has not found to be nil, and the
// outcome of its callee that makes it nil beside a nil error.
func usedAsIs(model *nilness.Model, pair *protocol.Pair, v *ssa.Extract) (ssa.Instruction, *nilness.Outcome) {
	if !model.MayReturn(pair.Call(), func(o *nilness.Outcome) bool {
		return o.Kinds[v.Index] == nilness.Nil && o.Kinds[len(o.Kinds)-1] == nilness.Nil && isExplicit(o, v.Index)
	}) {
		return nil, nil
	}
	var uses []ssa.Instruction
	for _, ref := range *v.Referrers() {
		for _, d := range model.Dereferences(ref) {
			if d == ssa.Value(v) && followsCheck(pair, ref) {
				uses = append(uses, ref)
			}
		}
	}
	for _, use := range uses {
		cause := model.Ask(nilness.Query{
			Value: v, Use: use, Track: []ssa.Value{pair.Status},
			Accept: func(o *nilness.Outcome) bool { return o.Kinds[len(o.Kinds)-1] == nilness.Nil },
		})
		if cause != nil && cause.Kind == nilness.Returned && isExplicit(cause.Inner, v.Index) {
			return use, cause.Inner
		}
	}
	return nil, nil
}

// followsCheck reports whether use executes whenever the error of pair is nil:
// other conditions often tell whether there is a value.
func followsCheck(pair *protocol.Pair, use ssa.Instruction) bool {
	return use.Block() == pair.Call().Block() || !flow.Avoids(pair.Call().Block(), use.Block(), func(branch *ssa.If, succ int) bool {
		test, ok := flow.NilTestOf(branch.Cond)
		return !ok || test.X != ssa.Value(pair.Status) || test.NilWhen == (succ == 0)
	})
}
