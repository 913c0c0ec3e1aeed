package appendalias

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/alias"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// checkLent reports a call that rearranges in place a slice which a method has
// returned from a field, out of the lock that guards it: all others who have
// called the method see their elements move.
func (f *function) checkLent() {
	if deliberate.InTest(f.pass.Fset, f.fn.Pos()) {
		return
	}
	for _, call := range f.calls {
		arg := f.rearranged(call)
		if arg == nil {
			continue
		}
		lender, load := f.lender(arg)
		if lender == nil {
			continue
		}
		name := f.name(arg, "the slice")
		message := sprintf("%s moves the elements of %s in place, which %s has handed out from under its lock", flow.Called(call, "the call"), name, lender.Name())
		f.report(f.at(call), inplace, message, nil,
			step(f.at(load), "%s returns the slice of the field here", lender.Name()), step(f.at(call), "its elements are moved here, without the lock"))
	}
}

// rearranged returns the slice whose elements call moves in place: one that it
// sorts, or that a function of the package sorts or filters.
func (f *function) rearranged(call *ssa.Call) ssa.Value {
	if slice := flow.Sorts(&call.Call); slice != nil {
		return slice
	}
	for _, arg := range call.Call.Args {
		if !alias.IsSlice(arg) {
			continue
		}
		if f.m.Shrinks(call, arg) {
			return arg
		}
		if fn, _ := f.m.SortedIn(call, arg); fn != nil {
			return arg
		}
	}
	return nil
}

// lender returns the method that has returned v from a field of its receiver,
// with a lock held, and where it reads the field.
func (f *function) lender(v ssa.Value) (*types.Func, ssa.Instruction) {
	call, ok := v.(*ssa.Call)
	if !ok || call.Call.Signature().Results().Len() != 1 {
		return nil, nil
	}
	callees, certainty := f.m.Callees(call)
	if certainty != flow.Sure || len(callees) != 1 || callees[0].Fn.Signature.Recv() == nil {
		return nil, nil
	}
	var found *ssa.UnOp
	for instr := range flow.Instructions(callees[0].Fn) {
		ret, ok := instr.(*ssa.Return)
		if !ok || ret.Block() == callees[0].Fn.Recover {
			continue
		}
		result := flow.Results(ret)[0]
		if flow.IsNil(result) {
			continue
		}
		load, ok := result.(*ssa.UnOp)
		if !ok || !f.guarded(load, callees[0].Fn.Params[0]) {
			return nil, nil
		}
		found = load
	}
	if found == nil {
		return nil, nil
	}
	return flow.CalleeObject(&call.Call), found
}

// guarded reports whether load reads a field of the object with one of its locks
// held.
func (f *function) guarded(load *ssa.UnOp, object *ssa.Parameter) bool {
	addr, ok := load.X.(*ssa.FieldAddr)
	if !ok || addr.X != ssa.Value(object) {
		return false
	}
	owner := access.ClassOf(addr).Owner
	for _, h := range f.locks.Held(load) {
		if h.Must && owner != nil && h.Class.Owner == owner {
			return true
		}
	}
	return false
}
