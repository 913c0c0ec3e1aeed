package nilness

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// ZeroField returns the local struct that v is a field of, if some path leads
// from its creation to use on which nothing assigns the field and nobody else
// sees the struct.
func ZeroField(p *flow.Package, use ssa.Instruction, v ssa.Value) *ssa.Alloc {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return nil
	}
	field, ok := load.X.(*ssa.FieldAddr)
	if !ok {
		return nil
	}
	path := access.Of(field)
	alloc, ok := path.Root.(*ssa.Alloc)
	if !ok || alloc.Parent() != use.Parent() || !isStruct(alloc) {
		return nil
	}
	found, ok := flow.Find(p, flow.Search[bool]{
		Fn:   use.Parent(),
		From: alloc,
		Step: func(s bool, e flow.Event, _ *flow.Cursor) (bool, flow.Verdict) {
			switch {
			case e.Instr == use:
				return s, flow.Found
			case e.Branch != 0 && takesForMade(e, path):
				return s, flow.Prune
			case mayFill(e.Instr, alloc, path):
				return s, flow.Prune
			}
			return s, flow.Continue
		},
	})
	if !ok || found == nil {
		return nil
	}
	return alloc
}

// takesForMade reports whether the branch of e is that on which the field at
// path is not nil.
func takesForMade(e flow.Event, path access.Path) bool {
	test, ok := flow.NilTestOf(e.Instr.(*ssa.If).Cond)
	if !ok {
		return false
	}
	load, ok := test.X.(*ssa.UnOp)
	return ok && access.Of(load.X) == path && test.NilWhen != (e.Branch > 0)
}

func isStruct(alloc *ssa.Alloc) bool {
	_, ok := alloc.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct)
	return ok
}

// mayFill reports whether instr may assign the field at path of alloc: it
// stores there or to something that contains it, or hands on the address.
func mayFill(instr ssa.Instruction, alloc *ssa.Alloc, path access.Path) bool {
	switch instr := instr.(type) {
	case *ssa.FieldAddr, *ssa.DebugRef, *ssa.UnOp:
		return false
	case *ssa.Store:
		if instr.Val == ssa.Value(alloc) {
			return true
		}
		to := access.Of(instr.Addr)
		return to.Root == ssa.Value(alloc) && (to == path || len(to.Sel) < len(path.Sel) && path.Sel[:len(to.Sel)] == to.Sel)
	}
	var operands [12]*ssa.Value
	for _, op := range instr.Operands(operands[:0]) {
		if *op == nil {
			continue
		}
		if _, isPtr := (*op).Type().Underlying().(*types.Pointer); isPtr && access.Of(*op).Root == ssa.Value(alloc) {
			return true
		}
	}
	return false
}
