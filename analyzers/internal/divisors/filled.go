package divisors

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/ranges"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// fixed reports whether the length of v is not zero for good: an array, a
// constant string, or a package variable that only ever has values that are
// not empty.
func fixed(p *flow.Package, v ssa.Value) bool {
	t := v.Type().Underlying()
	if ptr, ok := t.(*types.Pointer); ok {
		t = ptr.Elem().Underlying()
	}
	if _, ok := t.(*types.Array); ok {
		return true
	}
	switch v := v.(type) {
	case *ssa.Const:
		return true
	case *ssa.MakeSlice:
		n, ok := ranges.Const(v.Len)
		return ok && n > 0 || ranges.NotZero(v, v.Len)
	case *ssa.Slice: // a literal, or a part with constant length
		ptr, ok := v.X.Type().Underlying().(*types.Pointer)
		if !ok || v.Low != nil {
			return false
		}
		if n, isConst := ranges.Const(v.High); v.High != nil { // make with a constant length
			return isConst && n > 0
		}
		arr, ok := ptr.Elem().Underlying().(*types.Array)
		return ok && arr.Len() > 0
	case *ssa.UnOp:
		if _, isField := v.X.(*ssa.FieldAddr); isField { // nil until it is set
			return false
		}
		values, complete := p.Stored(v.X)
		if !complete || len(values) == 0 {
			return exportedTable(v.X)
		}
		for _, stored := range values {
			if stored == ssa.Value(v) || !fixed(p, stored) {
				return false
			}
		}
		return true
	case *ssa.Call: // append(x, y) has at least one element
		return flow.Builtin(v.Common()) == "append" && len(v.Call.Args) == 2 && fixed(p, v.Call.Args[1])
	case *ssa.Parameter:
		return sentFilled(p, v)
	}
	return false
}

// sentFilled reports whether all callers of the function of v pass something
// that is not empty, or look at it first.
func sentFilled(p *flow.Package, v *ssa.Parameter) bool {
	args, complete := p.Arguments(v)
	if !complete {
		return false
	}
	for i, call := range p.CallersOf(v.Parent()).Calls {
		if i >= len(args) || args[i] == ssa.Value(v) || !fixed(p, args[i]) && !ranges.Mentioned(call, args[i]) {
			return false
		}
	}
	return true
}

// filledForGood reports whether v is the length of a field that is set where
// its struct is made and never again: it has what it was made with. A map
// changes without being set.
func filledForGood(p *flow.Package, v ssa.Value) bool {
	call, ok := unconverted(v).(*ssa.Call)
	if !ok || len(call.Call.Args) != 1 {
		return false
	}
	load, ok := call.Call.Args[0].(*ssa.UnOp)
	if !ok {
		return false
	}
	addr, ok := load.X.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	field := flow.FieldOf(addr)
	if field == nil || field.Exported() {
		return false
	}
	if typ.IsMap(field.Type()) {
		return startsFilled(p, field)
	}
	changed, set := false, false
	for _, fn := range p.Functions() {
		for instr := range flow.Instructions(fn) {
			store, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			if to, ok := store.Addr.(*ssa.FieldAddr); ok && flow.FieldOf(to) == field {
				set = true
				if made(store.Val) { // a ring buffer, a table
					return true
				}
				_, fresh := to.X.(*ssa.Alloc)
				changed = changed || !fresh
			}
		}
	}
	return set && !changed // else it is nil for ever
}

// startsFilled reports whether some function that puts a new map into field puts
// an entry into it as well, so that the map is not empty when others see it.
func startsFilled(p *flow.Package, field *types.Var) bool {
	for _, fn := range p.Functions() {
		made, filled := false, false
		for instr := range flow.Instructions(fn) {
			switch instr := instr.(type) {
			case *ssa.Store:
				to, ok := instr.Addr.(*ssa.FieldAddr)
				if _, isNew := instr.Val.(*ssa.MakeMap); ok && isNew && flow.FieldOf(to) == field {
					made = true
				}
			case *ssa.MapUpdate:
				if load, ok := instr.Map.(*ssa.UnOp); ok {
					from, ok := load.X.(*ssa.FieldAddr)
					filled = filled || ok && flow.FieldOf(from) == field
				}
			}
		}
		if made && filled {
			return true
		}
	}
	return false
}

// made reports whether v is a slice of a size that the code has chosen.
func made(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.MakeSlice:
		return true
	case *ssa.Slice:
		_, ofArray := v.X.Type().Underlying().(*types.Pointer)
		return ofArray
	}
	return false
}

// exportedTable reports whether addr is a package variable whose assignments
// are not all known: a table that other code may fill.
func exportedTable(addr ssa.Value) bool {
	_, ok := addr.(*ssa.Global)
	return ok
}
