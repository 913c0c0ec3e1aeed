package mapcopy

import (
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
	other         *ssa.Store // of another value, on some path
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
			if ref.Val == ssa.Value(alloc) {
				return nil
			}
			if ref != init {
				if v.other != nil {
					return nil
				}
				v.other = ref
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
		if !v.seenLater(w) && (v.other == nil || flow.ReachesAvoiding(init, w.instr, v.other)) {
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
