package reflectset

import (
	"fmt"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

// reportHelper reports calls of fn that pass it what every call of fn then asks
// for the wrong thing.
func reportHelper(pass *analysis.Pass, p *flow.Package, fn *ssa.Function) {
	asked := unconditional(fn)
	if len(asked) == 0 || len(fn.Params) == 0 {
		return
	}
	for _, site := range p.CallersOf(fn).Calls {
		args := site.Common().Args
		if len(args) != len(fn.Params) || deliberate.Panic(pass, site.Pos()) {
			continue
		}
		inner, outer := newTracker(), newTracker()
		inner.given = make(map[*ssa.Parameter]types.Type)
		for i, param := range fn.Params {
			if s := outer.of(args[i], 0); s != nil {
				inner.known[param] = s
			} else if conv, ok := args[i].(*ssa.MakeInterface); ok {
				inner.given[param] = conv.X.Type()
			}
		}
		for _, call := range asked {
			if category, message := inner.judge(call); message != "" {
				report.At(pass, p.Range(site), category, fmt.Sprintf("in %s, %s", fn.Name(), message), report.Step(p.Range(call), "panics here for this argument"))
				break
			}
		}
	}
}

// unconditional returns the calls of methods of package reflect that every call
// of fn executes and that are right as far as fn itself knows.
func unconditional(fn *ssa.Function) []*ssa.Call {
	var calls []*ssa.Call
	t := newTracker()
	for instr := range flow.Instructions(fn) {
		call, ok := instr.(*ssa.Call)
		if !ok || guarded(call) || flow.Avoids(fn.Blocks[0], call.Block(), nil) {
			continue
		}
		if recv, _, _ := reflectCall(call); recv == nil {
			continue
		}
		if _, message := t.judge(call); message == "" {
			calls = append(calls, call)
		}
	}
	return calls
}
