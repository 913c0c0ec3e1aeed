package alias

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// A part is a field of a struct value.
type part struct {
	of    ssa.Value
	field *types.Var
}

// viewPart returns the view of what load loads if that is a field of a local
// variable which was assigned as a whole, as by b := a: the slice of the field
// is that of the value assigned.
func (m *Model) viewPart(load *ssa.UnOp) (View, bool) {
	addr, ok := load.X.(*ssa.FieldAddr)
	if !ok {
		return View{}, false
	}
	variable, ok := addr.X.(*ssa.Alloc)
	if !ok {
		return View{}, false
	}
	field := flow.FieldOf(addr)
	store := m.lastStore(variable, field, load)
	if store == nil || field == nil {
		return View{}, false
	}
	return m.partOf(store, field, load, 0)
}

// partOf returns the view of the slice in field of what store stores, which load
// was the first to load or is.
func (m *Model) partOf(store *ssa.Store, field *types.Var, load *ssa.UnOp, depth int) (View, bool) {
	if to, ok := store.Addr.(*ssa.FieldAddr); ok { // the field itself
		if flow.FieldOf(to) != field || depth == 0 {
			return View{}, false
		}
		return m.View(store.Val), true
	}
	if from, ok := store.Val.(*ssa.UnOp); ok && from.Op == token.MUL {
		if variable, ok := from.X.(*ssa.Alloc); ok && depth < 4 {
			if before := m.lastStore(variable, field, from); before != nil {
				return m.partOf(before, field, load, depth+1)
			}
			return View{}, false
		}
	}
	if _, isConst := store.Val.(*ssa.Const); isConst {
		return View{}, false
	}
	key := part{store.Val, field}
	if m.parts[key] == nil {
		m.parts[key] = load
	}
	view := fresh(m.parts[key])
	view.Of = store.Val
	return view, true
}

// lastStore returns the store that gave the field of variable the value that it
// has when at executes, whatever path leads there, or nil.
func (m *Model) lastStore(variable *ssa.Alloc, field *types.Var, at ssa.Instruction) *ssa.Store {
	var stores []*ssa.Store
	for _, ref := range flow.Referrers(variable) {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr != ssa.Value(variable) {
				return nil
			}
			stores = append(stores, ref)
		case *ssa.FieldAddr:
			if flow.FieldOf(ref) != field {
				continue
			}
			for _, use := range flow.Referrers(ref) {
				switch use := use.(type) {
				case *ssa.Store:
					if use.Addr != ssa.Value(ref) {
						return nil
					}
					stores = append(stores, use)
				case *ssa.UnOp, *ssa.DebugRef:
				default:
					return nil
				}
			}
		case *ssa.UnOp, *ssa.DebugRef, *ssa.IndexAddr:
		default:
			return nil // its address goes elsewhere
		}
	}
	var last *ssa.Store
	for _, store := range stores {
		if flow.Dominates(store, at) && (last == nil || flow.Dominates(last, store)) {
			last = store
		}
	}
	for _, store := range stores {
		if last == nil || store != last && flow.Reaches(last, store) && m.reachesWithout(store, at, last) {
			return nil
		}
	}
	return last
}
