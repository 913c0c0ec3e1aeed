package values

import (
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// Returned returns what the function that v calls may return as its only
// result, one value for each return statement, or nil if it is not plain to
// see which function of the package that is.
func Returned(p *flow.Package, v ssa.Value) []ssa.Value {
	call, ok := v.(*ssa.Call)
	if !ok || call.Call.Signature().Results().Len() != 1 {
		return nil
	}
	return Results(p, call, 0)
}

// Results returns what the function that call calls may return as result i, one
// value for each return statement, or nil if it is not plain to see which
// function of the package that is.
func Results(p *flow.Package, call *ssa.Call, i int) []ssa.Value {
	if call.Call.IsInvoke() {
		return nil
	}
	callees, certainty := p.Callees(call)
	if certainty != flow.Sure || len(callees) != 1 || callees[0].Fn.Signature.Results().Len() <= i {
		return nil
	}
	var returned []ssa.Value
	for instr := range flow.Instructions(callees[0].Fn) {
		if ret, ok := instr.(*ssa.Return); ok && len(ret.Results) > i {
			returned = append(returned, flow.Results(ret)[i])
		}
	}
	return returned
}
