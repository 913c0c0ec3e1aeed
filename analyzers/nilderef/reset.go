package nilderef

import (
	"fmt"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/nilness"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

// reportReset reports uses of a field that the same sequence of statements has
// set to nil.
func reportReset(pass *analysis.Pass, p *flow.Package, model *nilness.Model, fn *ssa.Function) {
	for _, block := range fn.Blocks {
		for i, instr := range block.Instrs {
			store, ok := instr.(*ssa.Store)
			if !ok || !flow.IsNil(store.Val) {
				continue
			}
			if _, isField := store.Addr.(*ssa.FieldAddr); !isField {
				continue
			}
			if use, value := usedAfter(model, store, block.Instrs[i+1:]); use != nil {
				name := p.Name(value)
				if name == "" {
					name = "the field"
				}
				report.At(pass, p.Range(use), "", fmt.Sprintf("%s is used where it is known to be nil", name), report.Step(p.Range(store), "%s is set to nil here", name))
			}
		}
	}
}

// usedAfter returns the first of instrs that follows the pointer in the field
// that store has set to nil, before anything may set it anew, and that pointer;
// or nil.
func usedAfter(model *nilness.Model, store *ssa.Store, instrs []ssa.Instruction) (ssa.Instruction, ssa.Value) {
	path := access.Of(store.Addr)
	loads := make(map[ssa.Value]bool)
	for _, instr := range instrs {
		for _, v := range model.Dereferences(instr) {
			if loads[v] {
				return instr, v
			}
		}
		switch instr := instr.(type) {
		case *ssa.UnOp:
			if addr, ok := instr.X.(*ssa.FieldAddr); ok && access.Of(addr) == path {
				loads[instr] = true
			}
		case *ssa.Store:
			if to := access.Of(instr.Addr); to == path || access.Compare(to, path) != access.Different {
				return nil, nil
			}
		}
		if mayAssign(instr, path.Root) {
			return nil, nil
		}
	}
	return nil, nil
}
