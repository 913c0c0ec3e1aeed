package flow

import (
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// afterStore drops what is known of the variable or field that store changes.
func (f facts) afterStore(store *ssa.Store) facts {
	if f.list == nil {
		return f
	}
	if load, ok := store.Val.(*ssa.UnOp); ok && load.Op == token.MUL && load.X == store.Addr {
		return f // "return err" of a named result
	}
	changed := mayLoad(store.Addr)
	return f.without(func(e *fact) bool {
		if e.phi != nil {
			return changed(termOf(e.value)) // was loaded before
		}
		return changed(e.cond.x) || changed(e.cond.y)
	})
}

// mayLoad returns a predicate that reports whether a term may be a load of, or
// through, the variable or field at addr, whatever object the field belongs to.
func mayLoad(addr ssa.Value) func(term) bool {
	field, isField := addr.(*ssa.FieldAddr)
	return func(t term) bool {
		if t.fields == "" {
			return false
		}
		if isField {
			return hasField(t.fields, strconv.Itoa(field.Field))
		}
		return t.base == addr
	}
}

// hasField reports whether the field with the given index is among fields.
func hasField(fields, index string) bool {
	for part := range strings.SplitSeq(fields, ".") {
		if strings.TrimRight(part, "*") == index {
			return true
		}
	}
	return false
}

// afterMapChange drops what is known of the lengths of maps if instr may change
// them.
func (f facts) afterMapChange(instr ssa.Instruction) facts {
	if f.list == nil || !changesMaps(instr) {
		return f
	}
	return f.without(func(e *fact) bool {
		return e.phi == nil && (e.cond.x.ofMap || e.cond.y.ofMap)
	})
}

// changesMaps reports whether instr may add elements to a map, or remove some.
func changesMaps(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.MapUpdate:
		return true
	case *ssa.Call:
		name := Builtin(&instr.Call)
		return name == "" && !computes(instr) || name == "delete" || name == "clear"
	}
	return false
}

// computes reports whether call is of a function of another package that gets
// numbers and texts only: it knows no map of this one.
func computes(call *ssa.Call) bool {
	callee := call.Call.StaticCallee()
	if callee == nil || len(callee.Blocks) > 0 || callee.Signature.Recv() != nil || len(call.Call.Args) == 0 {
		return false
	}
	return !slices.ContainsFunc(call.Call.Args, func(arg ssa.Value) bool {
		_, isBasic := arg.Type().Underlying().(*types.Basic)
		return !isBasic
	})
}
