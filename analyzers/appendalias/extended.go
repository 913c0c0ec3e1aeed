package appendalias

import (
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/alias"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

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
