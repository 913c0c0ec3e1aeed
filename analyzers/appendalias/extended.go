package appendalias

import (
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/alias"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// checkWrapped reports two calls of functions that append to the same argument
// and return a value that holds the result, when the first value is used after
// the second call.
func (f *function) checkWrapped() {
	for _, first := range f.calls {
		for _, arg := range f.m.Wraps(first) {
			base := f.m.View(arg)
			if base.Exact || !base.Hi.Known || f.m.GivenExact(base.Array) {
				continue
			}
			x := f.m.Find(alias.Query{
				Slice: first, Fn: f.fn, Uses: f.m.Uses(first, nil), Fixed: base.Fixed(),
				Write: func(instr ssa.Instruction) bool {
					call, ok := instr.(*ssa.Call)
					return ok && (call != first || flow.InLoop(first)) && f.wrapsAt(call, base)
				},
			})
			if x == nil {
				continue
			}
			name := f.name(arg, "the slice")
			message := sprintf("%s appends to %s again and may overwrite what the earlier call returned", flow.Called(x.Write, "the call"), name)
			if x.Write == ssa.Instruction(first) {
				message = sprintf("%s appends to %s in each iteration and may overwrite what it returned before", flow.Called(first, "the call"), name)
			}
			trace := []analysis.RelatedInformation{step(f.at(first), "appends to %s and returns the result here", name), step(f.at(x.Write), "appends at the same place here")}
			if x.Use != nil {
				trace = append(trace, step(f.at(x.Use.Instr), "the earlier result is used here"))
			}
			f.report(f.at(x.Write), twice, message, nil, trace...)
		}
	}
}

// wrapsAt reports whether call appends at the end of base, or at the same place
// of the same array.
func (f *function) wrapsAt(call *ssa.Call, base alias.View) bool {
	for _, arg := range f.m.Wraps(call) {
		if view := f.m.View(arg); view.Array == base.Array && view.Hi.Equal(base.Hi) && !view.Exact {
			return true
		}
	}
	return false
}

// checkRepeated reports an append, in a function that runs again and again, to
// a variable that stays what it is, if what each run makes is kept.
func (f *function) checkRepeated() {
	if len(f.appends) == 0 || f.fn.Parent() == nil {
		return
	}
	repeats := f.m.Repeats(f.fn)
	for _, app := range f.appends {
		base := f.m.View(app.Base)
		load, ok := base.Array.(*ssa.UnOp)
		if !ok || base.Exact || app.Count == 0 || !base.Hi.Known || !f.outer(load) {
			continue
		}
		name, uses := f.name(app.Base, "the slice"), f.m.Uses(app.Call, nil)
		if len(uses) > 0 && f.m.Concurrent(f.fn, load.X) {
			f.report(f.at(app.Call), twice, sprintf("the goroutines of the loop append to %s at the same place, and overwrite what each other has appended", name), f.clip(app))
			continue
		}
		kept := f.m.Gathered(f.fn, uses)
		if kept == nil || !repeats {
			continue
		}
		message := sprintf("append to %s in a loop may overwrite the result of earlier iterations, which is kept", name)
		f.report(f.at(app.Call), twice, message, f.clip(app), step(f.at(app.Call), "%s is appended to here, each time at the same place", name), step(f.at(kept.Instr), "the result is kept here"))
	}
}

// outer reports whether load loads a variable, or a field of one, from outside
// the function literal, which does not assign it.
func (f *function) outer(load *ssa.UnOp) bool {
	addr := load.X
	for {
		if field, ok := addr.(*ssa.FieldAddr); ok {
			addr = field.X
		} else if ptr, ok := addr.(*ssa.UnOp); ok {
			addr = ptr.X
		} else {
			break
		}
	}
	if _, ok := addr.(*ssa.FreeVar); !ok {
		return false
	}
	for instr := range flow.Instructions(f.fn) {
		if f.m.MayStore(instr, load.X) {
			return false
		}
	}
	return true
}

// checkExtended reports two calls of functions that return an append to the
// same variable, when the first result is used after the second call.
func (f *function) checkExtended() {
	var all []alias.Extension
	for _, call := range f.calls {
		if x, ok := f.m.ExtensionOf(call); ok {
			all = append(all, x)
		}
	}
	for _, first := range all {
		writes := make(map[ssa.Instruction]bool)
		for _, second := range all {
			if second.Of == first.Of && flow.Reaches(first.Call, second.Call) {
				writes[second.Call] = true
			}
		}
		if len(writes) == 0 {
			continue
		}
		q := alias.Query{
			Slice: first.Call,
			Fn:    f.fn,
			Uses:  f.m.Uses(first.Call, nil),
			Write: func(instr ssa.Instruction) bool { return writes[instr] },
			Stop: func(instr ssa.Instruction) bool {
				return !writes[instr] && f.m.MayStore(instr, first.Addr)
			},
		}
		if root, ok := first.Of.Root.(ssa.Instruction); ok {
			q.Fixed = []ssa.Value{root.(ssa.Value)}
		}
		x := f.m.Find(q)
		if x == nil {
			continue
		}
		message := sprintf("%s appends to %s again and may overwrite what the earlier call returned", flow.Called(x.Write, "the call"), first.Name)
		f.report(f.at(x.Write), twice, message, f.clip(first.Append), f.trace(x, "is appended to "+first.Name)...)
	}
}
