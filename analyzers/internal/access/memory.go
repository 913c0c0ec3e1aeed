package access

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// A memory is what is known of the assignments of one variable or object, made
// by an Alloc.
type memory struct {
	writes   []write
	captured bool // by function literals, whose writes are among these
	// escapes are the parts whose address goes elsewhere: what other functions
	// assign there is not among the writes.
	escapes []string
}

// A write is a store of the variable, or of the part that sel selects.
type write struct {
	sel   string
	store *ssa.Store
}

// memoryOf returns the memory of a.
func (o *Origins) memoryOf(a *ssa.Alloc) *memory {
	o.cache.Lock()
	defer o.cache.Unlock()
	m := o.known[a]
	if m == nil {
		m = &memory{}
		m.visit(a, "", 0)
		o.known[a] = m
	}
	return m
}

// visit collects the uses of the part of the variable at addr.
func (m *memory) visit(addr ssa.Value, sel string, depth int) {
	if addr.Referrers() == nil || depth > 8 {
		m.escapes = append(m.escapes, sel)
		return
	}
	for _, ref := range *addr.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Val == addr {
				m.escapes = append(m.escapes, sel)
			} else {
				m.writes = append(m.writes, write{sel, ref})
			}
		case *ssa.UnOp, *ssa.DebugRef:
		case *ssa.FieldAddr:
			if f := flow.FieldOf(ref); f != nil {
				m.visit(ref, sel+"."+f.Name(), depth+1)
			}
		case *ssa.IndexAddr:
			m.visit(ref, sel+index(ref.Index, 0), depth+1)
		case *ssa.MakeClosure:
			m.captured = true
			for i, b := range ref.Bindings {
				if fn := ref.Fn.(*ssa.Function); b == addr && i < len(fn.FreeVars) {
					m.visit(fn.FreeVars[i], sel, depth+1)
				}
			}
		default:
			m.escapes = append(m.escapes, sel)
		}
	}
}

// last returns the write that the instruction at, which loads the part target,
// finds there; nil if that is not certain. The part consists of fixed fields
// if fixed is set.
func (m *memory) last(target string, at ssa.Instruction, fixed func() bool) *write {
	escapes := slices.ContainsFunc(m.escapes, func(sel string) bool { return covers(sel, target) || compareSel(sel, target) == Maybe })
	var found []*write
	for i := range m.writes {
		switch w := &m.writes[i]; {
		case covers(w.sel, target):
			found = append(found, w)
		case compareSel(w.sel, target) == Maybe, covers(target, w.sel):
			return nil
		}
	}
	if len(found) == 1 {
		if w := found[0]; w.once() && (!escapes || fixed()) {
			return w
		}
		return nil
	}
	if at == nil || m.captured || escapes {
		return nil
	}
	return latest(found, at)
}

// once reports whether the function that makes the variable makes the write.
func (w *write) once() bool {
	v, ok := w.store.Val.(ssa.Instruction)
	return !ok || v.Parent() == w.store.Parent()
}

// covers reports whether an assignment of the part sel assigns target too.
func covers(sel, target string) bool {
	rest, ok := strings.CutPrefix(target, sel)
	return ok && (rest == "" || rest[0] == '.' || rest[0] == '[') && !strings.ContainsAny(sel, "@?")
}

// latest returns the write that is the last before at on every path, or nil.
func latest(writes []*write, at ssa.Instruction) *write {
	var last *write
	for _, w := range writes {
		if flow.Dominates(w.store, at) && (last == nil || flow.Dominates(last.store, w.store)) {
			last = w
		}
	}
	if last == nil {
		return nil
	}
	for _, w := range writes {
		if w != last && (w.store.Parent() != at.Parent() || flow.ReachesAvoiding(w.store, at, last.store)) {
			return nil
		}
	}
	return last
}

// fixed reports whether the fields that sel selects, from a struct of type t,
// keep their value: nothing but functions that make an object ever assigns
// them.
func (o *Origins) fixed(t types.Type, sel string) bool {
	o.index.Do(o.buildIndex)
	fields := fieldsOf(t, sel)
	return len(fields) > 0 && !slices.ContainsFunc(fields, func(f *types.Var) bool { return o.later[f.Origin()] })
}

// buildIndex finds the fields that are assigned in objects that are there
// already, or whose address is taken.
func (o *Origins) buildIndex() {
	o.later = make(map[*types.Var]bool)
	for _, fn := range o.pkg.Functions() {
		for instr := range flow.Instructions(fn) {
			switch instr := instr.(type) {
			case *ssa.FieldAddr:
				if f := flow.FieldOf(instr); f != nil && !o.later[f] && !madeHere(instr.X) && assigned(instr, 0) {
					o.later[f] = true
				}
			case *ssa.Store:
				if t, ok := instr.Val.Type().Underlying().(*types.Struct); ok && !madeHere(instr.Addr) {
					for f := range t.Fields() {
						o.later[f.Origin()] = true
					}
				}
			}
		}
	}
}

// madeHere reports whether addr is in a variable or object that its function
// makes.
func madeHere(addr ssa.Value) bool {
	_, made := flow.Variable(addr).(*ssa.Alloc)
	return made
}

// assigned reports whether the variable at addr is assigned or its address goes
// elsewhere.
func assigned(addr ssa.Value, depth int) bool {
	for _, ref := range flow.Referrers(addr) {
		switch ref := ref.(type) {
		case *ssa.UnOp, *ssa.DebugRef, *ssa.FieldAddr:
		case *ssa.IndexAddr:
			if depth > 4 || assigned(ref, depth+1) {
				return true
			}
		default:
			return true
		}
	}
	return false
}
