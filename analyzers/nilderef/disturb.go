package nilderef

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/protocol"
)

// disturbed reports whether, between the test that found value to be nil and
// u, the path calls something that may assign the variable or field anew, or
// value was read before the test. A value that was loaded once and tested
// itself cannot change.
func disturbed(p *flow.Path, u use, value ssa.Value) bool {
	load, ok := value.(*ssa.UnOp)
	if !ok {
		return false
	}
	path := access.Of(load)
	var from *ssa.BasicBlock
	for i := len(p.Decisions) - 1; i >= 0 && from == nil; i-- {
		test, ok := flow.NilTestOf(p.Decisions[i].If.Cond)
		if !ok {
			continue
		}
		if test.X == value {
			return false
		}
		if access.Of(test.X) == path {
			if storedOn(p, load) {
				return true
			}
			from = p.Decisions[i].If.Block()
		}
	}
	if from == nil {
		return true
	}
	loaded := false
	for i := len(p.Blocks) - 1; i >= 0 && p.Blocks[i] != from; i-- {
		for _, instr := range p.Blocks[i].Instrs {
			if instr == u.instr && i == len(p.Blocks)-1 {
				break
			}
			loaded = loaded || instr == ssa.Instruction(load)
			if mayAssign(instr, path.Root) {
				return true
			}
		}
	}
	return !loaded
}

// storedOn reports whether the path assigns the field that load reads: then a
// test may have been of its old value.
func storedOn(p *flow.Path, load *ssa.UnOp) bool {
	addr, ok := load.X.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	for _, block := range p.Blocks {
		for _, instr := range block.Instrs {
			if store, ok := instr.(*ssa.Store); ok {
				if to, ok := store.Addr.(*ssa.FieldAddr); ok && flow.FieldOf(to) == flow.FieldOf(addr) {
					return true
				}
			}
		}
	}
	return false
}

// mayAssign reports whether instr may change what is reached from root: a
// function of the package, or one that is given something of root, or a wait.
func mayAssign(instr ssa.Instruction, root ssa.Value) bool {
	switch instr := instr.(type) {
	case *ssa.Call:
		if _, isBuiltin := instr.Call.Value.(*ssa.Builtin); isBuiltin {
			return false
		}
		fn := instr.Call.StaticCallee()
		if fn == nil || len(flow.Origin(fn).Blocks) > 0 || strings.HasPrefix(flow.CalleeName(&instr.Call), "(*sync.") {
			return true
		}
		for _, arg := range instr.Call.Args {
			if access.Of(arg).Root == root {
				return true
			}
		}
	case *ssa.Select, *ssa.Send:
		return true
	}
	return false
}

// usedBefore reports whether the path dereferences value before u: then it has
// not been nil, whatever a later test allows for.
func usedBefore(p *flow.Path, group []use, u use, value ssa.Value) bool {
	for i, block := range p.Blocks {
		for _, instr := range block.Instrs {
			if instr == u.instr && i == len(p.Blocks)-1 {
				return false
			}
			for _, other := range group {
				if other.instr == instr && other.value == value {
					return true
				}
			}
		}
	}
	return false
}

// statusKnown reports whether value came with an error that the path looks at
// after it has found value to be nil: the error tells more than the value.
func statusKnown(p *flow.Path, value ssa.Value) bool {
	e, ok := value.(*ssa.Extract)
	if !ok {
		return false
	}
	status := protocol.StatusOf(e)
	if status == nil {
		return false
	}
	found := false
	for _, d := range p.Decisions {
		test, ok := flow.NilTestOf(d.If.Cond)
		if ok && test.X == value {
			found = true
		} else if found && ok && test.X == ssa.Value(status) {
			return true
		}
	}
	for _, ref := range *status.Referrers() {
		call, ok := ref.(*ssa.Call)
		if ok && found && slices.Contains(p.Blocks, call.Block()) {
			return true
		}
	}
	return false
}
