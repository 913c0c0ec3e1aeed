package condwait

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/locks"
)

// takersTest reports whether nothing depends on the condition after at: the
// function unlocks and returns, or goes on with other functions of the package,
// and those that take what it has waited for test that themselves.
func (c *checker) takersTest(at ssa.CallInstruction) bool {
	if !c.onlyLeaves(at) {
		return false
	}
	tested := make(map[*types.Var]bool)
	for branch := range c.tests(at) {
		addFields(tested, branch.Cond, 0)
	}
	for _, fn := range c.flow.Functions() {
		if fn != at.Parent() && c.takes(fn, tested) {
			return true
		}
	}
	return false
}

// onlyLeaves reports whether the function does nothing behind at but unlock,
// call functions of the package, and return.
func (c *checker) onlyLeaves(at ssa.CallInstruction) bool {
	for instr := range flow.Instructions(at.Parent()) {
		if !flow.Reaches(at, instr) {
			continue
		}
		switch instr := instr.(type) {
		case *ssa.Return, *ssa.RunDefers, *ssa.Jump, *ssa.FieldAddr, *ssa.Extract, *ssa.DebugRef:
		case *ssa.UnOp: // q.mu
			if _, field := instr.X.(*ssa.FieldAddr); !field || !locks.IsLock(instr.Type()) {
				return false
			}
		case *ssa.Call:
			op, ok := c.model.OpOf(instr)
			if fn := flow.CalleeObject(instr.Common()); (!ok || op.Kind != locks.Release) && (fn == nil || fn.Pkg() != c.pass.Pkg) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// takes reports whether fn returns early by a test of one of the fields, assigns
// the same field, and wakes nobody.
func (c *checker) takes(fn *ssa.Function, fields map[*types.Var]bool) bool {
	tests, assigns := make(map[*types.Var]bool), make(map[*types.Var]bool)
	for instr := range flow.Instructions(fn) {
		switch instr := instr.(type) {
		case *ssa.If:
			if ends(instr.Block().Succs[0]) || ends(instr.Block().Succs[1]) {
				addFields(tests, instr.Cond, 0)
			}
		case *ssa.Store:
			if addr, ok := instr.Addr.(*ssa.FieldAddr); ok {
				assigns[flow.FieldOf(addr)] = true
			}
		case *ssa.Call:
			switch flow.CalleeName(instr.Common()) {
			case "(*sync.Cond).Signal", "(*sync.Cond).Broadcast":
				return false
			}
		}
	}
	for f := range fields {
		if tests[f] && assigns[f] {
			return true
		}
	}
	return false
}

// ends reports whether b returns.
func ends(b *ssa.BasicBlock) bool {
	_, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
	return ok
}

// addFields adds the fields that v is computed from.
func addFields(fields map[*types.Var]bool, v ssa.Value, depth int) {
	if depth > 4 {
		return
	}
	switch v := v.(type) {
	case *ssa.BinOp:
		addFields(fields, v.X, depth+1)
		addFields(fields, v.Y, depth+1)
	case *ssa.UnOp:
		if addr, ok := v.X.(*ssa.FieldAddr); ok {
			if f := flow.FieldOf(addr); f != nil {
				fields[f] = true
			}
			return
		}
		addFields(fields, v.X, depth+1)
	case *ssa.Call:
		if flow.Builtin(v.Common()) == "len" {
			addFields(fields, v.Call.Args[0], depth+1)
		}
	}
}
