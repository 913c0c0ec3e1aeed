package syncload

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// storedBefore reports whether the function, or one around it before it made
// this one, has stored something under the key that l asks for.
func (l *lookup) storedBefore() bool {
	load, ok := l.instr.(*ssa.Call)
	if !ok {
		return false
	}
	class := access.ClassOf(load.Call.Args[0])
	if class.IsZero() {
		return false
	}
	var at ssa.Instruction = load
	for at != nil {
		for instr := range flow.Instructions(at.Parent()) {
			store, ok := instr.(*ssa.Call)
			if ok && stores(store) && access.ClassOf(store.Call.Args[0]) == class && sameKey(store.Call.Args[1], load.Call.Args[1]) && flow.Dominates(store, at) {
				return true
			}
		}
		at = madeAt(at.Parent())
	}
	return false
}

// stores reports whether there is something under the key of call after it.
func stores(call *ssa.Call) bool {
	switch flow.CalleeName(&call.Call) {
	case "(*sync.Map).Store", "(*sync.Map).LoadOrStore", "(*sync.Map).Swap":
		return true
	}
	return false
}

// sameKey reports whether a and b, of a function and maybe one within it, are
// the same value or read from the same variable.
func sameKey(a, b ssa.Value) bool {
	a, b = key(a), key(b)
	if x, ok := a.(*ssa.Const); ok {
		y, ok := b.(*ssa.Const)
		return ok && x.Value != nil && y.Value != nil && x.Value.ExactString() == y.Value.ExactString()
	}
	return a == b
}

// key returns the value that was converted to the interface v, or the variable
// that it was read from.
func key(v ssa.Value) ssa.Value {
	if conv, ok := v.(*ssa.MakeInterface); ok {
		v = conv.X
	}
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		v = load.X
	}
	for {
		free, ok := v.(*ssa.FreeVar)
		if !ok {
			return v
		}
		bound := flow.Binding(free)
		if bound == nil {
			return v
		}
		v = bound
	}
}

// madeAt returns the instruction that makes the function literal fn, or nil.
func madeAt(fn *ssa.Function) ssa.Instruction {
	if fn.Parent() == nil {
		return nil
	}
	for instr := range flow.Instructions(fn.Parent()) {
		for _, op := range instr.Operands(nil) {
			if *op == ssa.Value(fn) {
				return instr
			}
		}
	}
	return nil
}
