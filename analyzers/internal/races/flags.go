package races

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// configured reports whether a boolean field tells whether the object of u has
// its field written at all: u is reached only where it is one way, and all writes
// only where it is the other, and no method of the type sets it.
func (m *Model) configured(g *Guarding, u *Use) bool {
	if u.Write {
		return false
	}
	for flag, value := range flagsAt(u.Instr, u.Path.Root) {
		if m.setByMethod(flag) {
			continue
		}
		writes, apart := 0, true
		for _, w := range append(Writes(g.Guarded), Writes(g.Bare)...) {
			if m.inTest(w.Instr) {
				continue
			}
			writes++
			other, decided := flagsAt(w.Instr, w.Path.Root)[flag]
			apart = apart && decided && other != value
		}
		if writes > 0 && apart {
			return true
		}
	}
	return false
}

// flagsAt returns the boolean fields of the object root by which the branches on
// the way to instr were decided, and how.
func flagsAt(instr ssa.Instruction, root ssa.Value) map[*types.Var]bool {
	flags := make(map[*types.Var]bool)
	for block := instr.Block(); block.Idom() != nil; block = block.Idom() {
		branch, ok := block.Idom().Instrs[len(block.Idom().Instrs)-1].(*ssa.If)
		if !ok || len(block.Preds) != 1 {
			continue
		}
		cond, value := branch.Cond, branch.Block().Succs[0] == block
		if not, ok := cond.(*ssa.UnOp); ok && not.Op == token.NOT {
			cond, value = not.X, !value
		}
		load, ok := cond.(*ssa.UnOp)
		if !ok || load.Op != token.MUL {
			continue
		}
		addr, ok := load.X.(*ssa.FieldAddr)
		if ok && access.Of(addr.X).Root == root && flow.FieldOf(addr) != nil {
			flags[flow.FieldOf(addr).Origin()] = value
		}
	}
	return flags
}

// setByMethod reports whether a method of the type that the field belongs to
// assigns it.
func (m *Model) setByMethod(field *types.Var) bool {
	for _, fn := range m.Flow.Functions() {
		recv := flow.Outermost(fn).Signature.Recv()
		if recv == nil {
			continue
		}
		for instr := range flow.Instructions(fn) {
			store, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			if addr, ok := store.Addr.(*ssa.FieldAddr); ok && flow.FieldOf(addr) != nil && flow.FieldOf(addr).Origin() == field {
				return true
			}
		}
	}
	return false
}
