package mapcopy

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// A use is a write to, or a read of, a part of a variable.
type use struct {
	instr ssa.Instruction
	part  ssa.Value // the address of what is written or read; the variable itself for all of it
}

// A variable is a local variable whose uses are all known.
type variable struct {
	p             *flow.Package
	alloc         *ssa.Alloc
	writes, reads []use
}

// lostWrite returns a write to the variable alloc, made by the store init,
// that no path reads afterwards, or nil.
func lostWrite(p *flow.Package, alloc *ssa.Alloc, init *ssa.Store) ssa.Instruction {
	v := &variable{p: p, alloc: alloc}
	for _, ref := range *alloc.Referrers() {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.Store:
			if ref != init {
				return nil
			}
		case *ssa.FieldAddr, *ssa.IndexAddr:
			if !v.collect(ref.(ssa.Value), ref.(ssa.Value)) {
				return nil
			}
		case *ssa.UnOp:
			v.reads = append(v.reads, use{ref, alloc})
		case *ssa.Call:
			if !v.assigns(ref) {
				return nil
			}
			v.writes = append(v.writes, use{ref, alloc})
		default:
			return nil // its address is taken
		}
	}
	for _, w := range v.writes {
		if !v.seenLater(w) {
			return w.instr
		}
	}
	return nil
}

// collect gathers writes and reads through addr, and reports whether these are
// all its uses. part is the field of the variable that addr is in.
func (v *variable) collect(addr, part ssa.Value) bool {
	for _, ref := range flow.Referrers(addr) {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.Store:
			if ref.Addr != addr {
				return false
			}
			v.writes = append(v.writes, use{ref, addr})
		case *ssa.UnOp:
			v.reads = append(v.reads, use{ref, part})
		case *ssa.FieldAddr, *ssa.IndexAddr:
			if !v.collect(ref.(ssa.Value), part) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// assigns reports whether call is of a method of the package that does nothing
// with the variable, its receiver, but assign fields of it, and returns nothing.
func (v *variable) assigns(call *ssa.Call) bool {
	callees, certainty := v.p.Callees(call)
	if certainty != flow.Sure || flow.CalleeObject(&call.Call) == nil || call.Call.Signature().Results().Len() > 0 {
		return false
	}
	fn := callees[0].Fn
	if fn.Signature.Recv() == nil || len(fn.Params) == 0 || len(call.Call.Args) == 0 || call.Call.Args[0] != ssa.Value(v.alloc) || fn.Params[0].Referrers() == nil {
		return false
	}
	for _, arg := range call.Call.Args[1:] {
		if arg == ssa.Value(v.alloc) {
			return false
		}
	}
	stores := false
	for _, ref := range *fn.Params[0].Referrers() {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.FieldAddr:
			for _, use := range *ref.Referrers() {
				switch use := use.(type) {
				case *ssa.Store:
					if use.Addr != ssa.Value(ref) {
						return false
					}
					stores = true
				case *ssa.UnOp:
					if _, isBasic := use.Type().Underlying().(*types.Basic); !isBasic {
						return false // it may change what the field refers to
					}
				case *ssa.DebugRef:
				default:
					return false
				}
			}
		default:
			return false
		}
	}
	// Whatever else it does may be what it is called for.
	for instr := range flow.Instructions(fn) {
		switch instr := instr.(type) {
		case ssa.CallInstruction:
			if flow.Builtin(instr.Common()) == "" {
				return false
			}
		case *ssa.Send, *ssa.MapUpdate, *ssa.Panic:
			return false
		case *ssa.Store:
			if field, ok := instr.Addr.(*ssa.FieldAddr); !ok || field.X != ssa.Value(fn.Params[0]) {
				return false
			}
		}
	}
	return stores
}

// seenLater reports whether some read of what w writes comes after w.
func (v *variable) seenLater(w use) bool {
	for _, r := range v.reads {
		if flow.Reaches(w.instr, r.instr) && (w.part == ssa.Value(v.alloc) || r.part == ssa.Value(v.alloc) || samePart(w.part, r.part)) {
			return true
		}
	}
	return false
}

// samePart reports whether addr is in the field at part, or may be.
func samePart(addr, part ssa.Value) bool {
	for {
		switch a := addr.(type) {
		case *ssa.FieldAddr:
			if p, ok := part.(*ssa.FieldAddr); ok && a.X == p.X {
				return a.Field == p.Field
			}
			addr = a.X
		case *ssa.IndexAddr:
			if p, ok := part.(*ssa.IndexAddr); ok && a.X == p.X {
				return true
			}
			addr = a.X
		default:
			return false
		}
	}
}
