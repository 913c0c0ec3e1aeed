package pooluse

import (
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/typestate"
)

// puts reports whether the call puts the object back: Put itself, a function of
// the package that does so, or a literal.
func (o *object) puts(call ssa.CallInstruction) bool {
	common := call.Common()
	if o.takesBack(common) {
		return true
	}
	if mc, ok := common.Value.(*ssa.MakeClosure); ok {
		fn := mc.Fn.(*ssa.Function)
		if !o.dependsOnlyOnSize(fn) {
			return false
		}
		for instr := range flow.Instructions(fn) {
			if inner, ok := instr.(*ssa.Call); ok && o.puts(inner) {
				return true
			}
		}
	}
	if callee := common.StaticCallee(); callee != nil {
		fn := flow.Origin(callee)
		for i, arg := range common.Args {
			if o.aliases[arg] && i < len(fn.Params) && o.pools.putters[fn.Params[i]] && o.pools.object(fn.Params[i]).dependsOnlyOnSize(fn) {
				return true
			}
		}
	}
	return false
}

// takesBack reports whether the call is the one of the pool that takes the
// object back.
func (o *object) takesBack(common *ssa.CallCommon) bool {
	switch name := flow.CalleeName(common); {
	case name == "":
		return false
	case o.release != "":
		return name == o.release && o.aliases[common.Args[0]]
	default:
		return name == "(*sync.Pool).Put" && o.aliases[common.Args[1]]
	}
}

// releases are the functions of frameworks that take objects back.
var releases = func() map[string]bool {
	names := make(map[string]bool)
	for _, acquire := range typestate.Pooled {
		names[acquire.Functions[0]] = true
	}
	return names
}()

// isReturned reports whether the call gives the object to some pool, or back to
// the framework that it comes from.
func (o *object) isReturned(common *ssa.CallCommon) bool {
	switch name := flow.CalleeName(common); {
	case name == "(*sync.Pool).Put":
		return o.aliases[common.Args[1]]
	case releases[name]:
		return o.aliases[common.Args[0]]
	}
	return false
}

// dependsOnlyOnSize reports whether fn has no branches but those that ask how
// large the object is, or whether there is one: what fn does with it, it does
// sooner or later.
func (o *object) dependsOnlyOnSize(fn *ssa.Function) bool {
	for _, block := range fn.Blocks {
		branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		if test, ok := flow.NilTestOf(branch.Cond); ok && o.aliases[test.X] {
			continue
		}
		cmp, ok := branch.Cond.(*ssa.BinOp)
		if !ok || !o.isSize(cmp.X) && !o.isSize(cmp.Y) {
			return false
		}
	}
	return true
}

// isSize reports whether v is the length or capacity of the object.
func (o *object) isSize(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	if !ok || len(call.Call.Args) != 1 || !o.aliases[call.Call.Args[0]] && !o.derived[call.Call.Args[0]] {
		return false
	}
	switch flow.Builtin(&call.Call) {
	case "len", "cap":
		return true
	}
	fn := flow.CalleeObject(&call.Call)
	return fn != nil && (fn.Name() == "Cap" || fn.Name() == "Len" || fn.Name() == "Size")
}

// anyPut returns a call that puts the object back, or nil.
func (o *object) anyPut() ssa.CallInstruction {
	var fn *ssa.Function
	if instr, ok := o.value.(ssa.Instruction); ok {
		fn = instr.Parent()
	}
	if fn == nil {
		return nil
	}
	for instr := range flow.Instructions(fn) {
		if call, ok := instr.(ssa.CallInstruction); ok && o.puts(call) {
			return call
		}
	}
	return nil
}
