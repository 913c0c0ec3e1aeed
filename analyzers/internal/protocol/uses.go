package protocol

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/nilness"
)

// used returns the value that the event dereferences, or calls a method of.
func (c *values) used(model *nilness.Model, e flow.Event, at *flow.Cursor, h held) (*ssa.Extract, bool) {
	for _, v := range Dereferences(model, e.Instr) {
		if x := c.component(v, at, h); x != nil && c.has(x) {
			return x, false
		}
	}
	if d, isDefer := e.Instr.(*ssa.Defer); isDefer {
		if mc, ok := d.Call.Value.(*ssa.MakeClosure); ok {
			return c.usedByClosure(model, mc, h), true
		}
	}
	return nil, false
}

// Dereferences returns the values that must not be nil where instr executes, as
// far as they go by the conventions of results: also the receivers of methods of
// other packages.
func Dereferences(model *nilness.Model, instr ssa.Instruction) []ssa.Value {
	values := model.Dereferences(instr)
	call, ok := instr.(ssa.CallInstruction)
	if !ok {
		return values
	}
	common := call.Common()
	if fn := common.StaticCallee(); fn != nil && len(common.Args) > 0 && len(flow.Origin(fn).Blocks) == 0 && needsReceiver(fn) {
		values = append(values, common.Args[0])
	}
	return values
}

// needsReceiver reports whether the method fn, of another package, must be
// taken to dereference its receiver: a pointer, and not the getter of a message
// that code for protocol buffers expects to be nil.
func needsReceiver(fn *ssa.Function) bool {
	recv := fn.Signature.Recv()
	if recv == nil {
		return false
	}
	if _, isPtr := recv.Type().Underlying().(*types.Pointer); !isPtr {
		return false
	}
	if strings.HasPrefix(fn.Name(), "Get") {
		if sel := types.NewMethodSet(recv.Type()).Lookup(nil, "ProtoReflect"); sel != nil {
			return false
		}
	}
	return true
}

// usedByClosure returns the value that the closure mc dereferences although
// it tests nothing.
func (c *values) usedByClosure(model *nilness.Model, mc *ssa.MakeClosure, h held) *ssa.Extract {
	fn, ok := mc.Fn.(*ssa.Function)
	if !ok {
		return nil
	}
	for _, block := range fn.Blocks {
		if n := len(block.Instrs); n > 0 {
			if _, branches := block.Instrs[n-1].(*ssa.If); branches {
				return nil
			}
		}
	}
	captured := make(map[ssa.Value]*ssa.Extract)
	for i, b := range mc.Bindings {
		if n, ok := c.numbers[b]; ok && h&(1<<n) != 0 && i < len(fn.FreeVars) && c.has(c.memory[b]) {
			captured[fn.FreeVars[i]] = c.memory[b]
		}
	}
	for instr := range flow.Instructions(fn) {
		used := model.Dereferences(instr)
		if call, ok := instr.(ssa.CallInstruction); ok {
			if callee := call.Common().StaticCallee(); callee != nil && len(call.Common().Args) > 0 && needsReceiver(callee) {
				used = append(used, call.Common().Args[0])
			}
		}
		for _, v := range used {
			if load, ok := v.(*ssa.UnOp); ok && captured[load.X] != nil {
				return captured[load.X]
			}
		}
	}
	return nil
}

// looksAt reports whether the event uses the status for anything but moving it
// to a variable, or tests a value.
func (c *values) looksAt(pair *Pair, e flow.Event, at *flow.Cursor, h held) bool {
	switch instr := e.Instr.(type) {
	case *ssa.Extract, *ssa.Phi, *ssa.DebugRef, *ssa.UnOp, *ssa.MakeInterface, *ssa.ChangeInterface:
		return false
	case *ssa.Store:
		if _, ok := c.numbers[placeOf(instr.Addr)]; ok {
			return false
		}
	case *ssa.MakeClosure:
		return false
	case *ssa.If:
		if c.decides(instr.Cond, at, h, 0) {
			return true
		}
	}
	var operands [12]*ssa.Value
	for _, op := range e.Instr.Operands(operands[:0]) {
		if *op == nil {
			continue
		}
		v := *op
		if mi, ok := v.(*ssa.MakeInterface); ok {
			v = mi.X
		}
		if ci, ok := v.(*ssa.ChangeInterface); ok {
			v = ci.X
		}
		x := c.component(v, at, h)
		if x == nil {
			if n, ok := c.numbers[v]; ok && h&(1<<n) != 0 { // its address is passed
				x = c.memory[v]
			}
		}
		if x == nil {
			continue
		}
		if x == pair.Status && pair.Status != nil {
			return true
		}
		if c.has(x) && tests(e.Instr) {
			return true
		}
	}
	return false
}

// decides reports whether what v is depends on a value of the pair: a table is
// asked for it, say, and knows no nil.
func (c *values) decides(v ssa.Value, at *flow.Cursor, h held, depth int) bool {
	if depth > 8 {
		return false
	}
	if x := c.component(v, at, h); x != nil && c.has(x) {
		return true
	}
	instr, ok := v.(ssa.Instruction)
	if !ok {
		return false
	}
	switch instr.(type) {
	case *ssa.BinOp, *ssa.UnOp, *ssa.Call, *ssa.Extract, *ssa.Lookup, *ssa.TypeAssert, *ssa.MakeInterface, *ssa.ChangeInterface, *ssa.Field:
	default:
		return false
	}
	var operands [12]*ssa.Value
	for _, op := range instr.Operands(operands[:0]) {
		if *op != nil && c.decides(*op, at, h, depth+1) {
			return true
		}
	}
	return false
}

// tests reports whether instr may find out whether its operand is nil: it
// compares, asserts the type, or passes it on to a function that may.
func tests(instr ssa.Instruction) bool {
	switch instr.(type) {
	case *ssa.BinOp, *ssa.TypeAssert, *ssa.Call, *ssa.Range, *ssa.If:
		return true
	}
	return false
}
