package typestate

import (
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// releasedAfter reports whether the function of call releases the resource
// itself where all goes well after the call: then the unknown function that is
// called has not taken it.
func (a *aliases) releasedAfter(call ssa.CallInstruction) bool {
	lent, ok := call.(*ssa.Call)
	if !ok {
		return false
	}
	if known, ok := a.lent[call]; ok {
		return known
	}
	found := false
	for instr := range flow.Instructions(call.Parent()) {
		release, ok := instr.(*ssa.Call)
		if ok && release != lent && a.releasedBy(release.Common()) && flow.Dominates(lent, release) && goesWell(lent, release) {
			found = true
			break
		}
	}
	a.lent[call] = found
	return found
}

// goesWell reports whether release, which only executes after call, does so
// whenever no error is found in between: it does not depend on another result
// of a call, which may tell who owns the resource.
func goesWell(call, release *ssa.Call) bool {
	for block := release.Block(); block != call.Block(); {
		above := block.Idom()
		if above == nil {
			return false
		}
		branch, ok := above.Instrs[len(above.Instrs)-1].(*ssa.If)
		if ok && len(block.Preds) == 1 && (above != call.Block() || flow.Dominates(call, branch)) && !favourable(branch, block) {
			return false
		}
		block = above
	}
	return true
}

// favourable reports whether branch goes to block where no error is found, where a
// loop ends, or for a reason that no call has given.
func favourable(branch *ssa.If, block *ssa.BasicBlock) bool {
	if test, ok := flow.NilTestOf(branch.Cond); ok && typ.IsError(test.X.Type()) {
		return test.NilWhen == (branch.Block().Succs[0] == block)
	}
	if flow.InLoop(branch) && !flow.Reaches(block.Instrs[0], branch) {
		return true
	}
	return !dependsOnCall(branch.Cond, 0)
}

// dependsOnCall reports whether v is computed from what a call returns.
func dependsOnCall(v ssa.Value, depth int) bool {
	switch v.(type) {
	case *ssa.Const, *ssa.Parameter, *ssa.FreeVar, *ssa.Global, *ssa.Builtin:
		return false
	case *ssa.Call:
		return true
	}
	instr, ok := v.(ssa.Instruction)
	if !ok || depth > 4 {
		return true
	}
	var operands [4]*ssa.Value
	for _, op := range instr.Operands(operands[:0]) {
		if *op != nil && dependsOnCall(*op, depth+1) {
			return true
		}
	}
	return false
}

// lentToCommand reports whether addr is a field of an exec.Cmd that the
// function makes and does not give away. The command never closes the files
// that it is given.
func lentToCommand(addr *ssa.FieldAddr) bool {
	made, ok := addr.X.(*ssa.Call)
	if !ok || !isNamed(made.Type(), "os/exec", "Cmd") {
		return false
	}
	for _, ref := range *made.Referrers() {
		switch ref := ref.(type) {
		case *ssa.FieldAddr, *ssa.DebugRef:
		case *ssa.Call:
			// A command that goes on alone may need its files.
			if name := flow.CalleeName(ref.Common()); ref.Call.Args[0] != ssa.Value(made) || name == "(*os/exec.Cmd).Start" {
				return false
			}
		default:
			return false
		}
	}
	return true
}
