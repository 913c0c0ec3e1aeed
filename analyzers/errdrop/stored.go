package errdrop

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/nilness"
	"github.com/interviewlint/interviewlint/analyzers/internal/protocol"
)

// usedElsewhere returns a use of a value of pair by way of the package variable
// or field that it is stored in, if nothing in the package ever compares that
// with nil; or nil.
func usedElsewhere(p *flow.Package, model *nilness.Model, pair *protocol.Pair) *protocol.Use {
	if !opens(flow.CalleeName(pair.Call().Common())) && !slices.ContainsFunc(pair.Call().Call.Args, func(arg ssa.Value) bool { return isInput(arg, 0) }) {
		return nil // the same in every execution
	}
	for _, v := range pair.Values {
		if model.NeverNil(pair.Call(), v.Index) {
			continue
		}
		for _, ref := range flow.Referrers(v) {
			store, ok := ref.(*ssa.Store)
			if !ok || store.Val != ssa.Value(v) {
				continue
			}
			if variable := variableAt(store.Addr); variable != nil {
				if use := dereferenced(p, model, variable); use != nil {
					return &protocol.Use{Instr: use, Value: v}
				}
			}
		}
	}
	return nil
}

// isInput reports whether v depends on what the function is given.
func isInput(v ssa.Value, depth int) bool {
	if depth > 6 {
		return false
	}
	switch v := v.(type) {
	case *ssa.Parameter, *ssa.FreeVar:
		return true
	case *ssa.Call, *ssa.Extract, *ssa.BinOp, *ssa.UnOp, *ssa.FieldAddr, *ssa.Field, *ssa.Convert, *ssa.ChangeType, *ssa.MakeInterface, *ssa.ChangeInterface, *ssa.Slice, *ssa.Phi:
		if call, ok := v.(*ssa.Call); ok && opens(flow.CalleeName(call.Common())) {
			return true
		}
		var operands [12]*ssa.Value
		return slices.ContainsFunc(v.(ssa.Instruction).Operands(operands[:0]), func(op *ssa.Value) bool { return *op != nil && isInput(*op, depth+1) })
	}
	return false
}

// variableAt returns the package variable or field at addr, or nil.
func variableAt(addr ssa.Value) *types.Var {
	switch addr := addr.(type) {
	case *ssa.Global:
		v, _ := addr.Object().(*types.Var)
		return v
	case *ssa.FieldAddr:
		return flow.FieldOf(addr)
	}
	return nil
}

// dereferenced returns where the package follows what variable holds, or nil if
// it does so nowhere, or compares it with nil somewhere.
func dereferenced(p *flow.Package, model *nilness.Model, variable *types.Var) ssa.Instruction {
	var found ssa.Instruction
	for _, fn := range p.Functions() {
		for instr := range flow.Instructions(fn) {
			load, ok := instr.(*ssa.UnOp)
			if !ok || variableAt(load.X) != variable {
				continue
			}
			for _, ref := range flow.Referrers(load) {
				if v, ok := ref.(ssa.Value); ok {
					if _, isTest := flow.NilTestOf(v); isTest {
						return nil
					}
				}
				for _, v := range protocol.Dereferences(model, ref) {
					if v == ssa.Value(load) && found == nil && !deliberate.InTest(p.Fset, ref.Pos()) {
						found = ref
					}
				}
			}
		}
	}
	return found
}
