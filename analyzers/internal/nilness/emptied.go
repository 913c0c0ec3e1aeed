package nilness

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// Emptied returns the store by which a method leaves field nil in an object
// that goes on being used, if nothing but functions that make an object ever
// assigns it anything else, and no code asks whether it is nil; or nil.
func (m *Model) Emptied(field *types.Var) *ssa.Store {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.emptied == nil {
		m.emptied = m.findEmptied()
	}
	return m.emptied[field]
}

// findEmptied looks for the fields of map type that some method empties.
func (m *Model) findEmptied() map[*types.Var]*ssa.Store {
	emptied := make(map[*types.Var]*ssa.Store)
	for _, fn := range m.flow.Functions() {
		if !empties(fn) {
			continue
		}
		for instr := range flow.Instructions(fn) {
			store, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			for _, f := range m.clearedBy(store) {
				if emptied[f] == nil {
					emptied[f] = store
				}
			}
		}
	}
	for f := range emptied {
		if !m.staysEmpty(f) {
			delete(emptied, f)
		}
	}
	return emptied
}

// empties reports whether fn is a method that, by its name, makes its object
// ready to be used again.
func empties(fn *ssa.Function) bool {
	if fn.Signature.Recv() == nil {
		return false
	}
	name := strings.ToLower(fn.Name())
	for _, word := range []string{"reset", "clear", "flush", "purge", "empty", "wipe", "truncate", "invalidate", "rotate", "restart"} {
		if strings.HasPrefix(name, word) {
			return true
		}
	}
	return false
}

// clearedBy returns the unexported fields of map type that store, through the
// receiver, sets to nil: one, or those of the struct that it makes zero.
func (m *Model) clearedBy(store *ssa.Store) []*types.Var {
	recv := ssa.Value(store.Parent().Params[0])
	if addr, ok := store.Addr.(*ssa.FieldAddr); ok {
		if f := flow.FieldOf(addr); addr.X == recv && flow.IsNil(store.Val) && f != nil && m.ownMap(f) {
			return []*types.Var{f}
		}
		return nil
	}
	st, ok := store.Val.Type().Underlying().(*types.Struct)
	if !ok || store.Addr != recv {
		return nil
	}
	var fields []*types.Var
	for f := range st.Fields() {
		if m.ownMap(f.Origin()) && zeroPart(m.flow, store.Val, "."+f.Name()) {
			fields = append(fields, f.Origin())
		}
	}
	return fields
}

// ownMap reports whether f is an unexported field of this package that is a
// map.
func (m *Model) ownMap(f *types.Var) bool {
	_, isMap := f.Type().Underlying().(*types.Map)
	return isMap && !f.Exported() && f.Pkg() == m.flow.Types
}

// staysEmpty reports whether only functions that make an object assign the
// field f a map, and nobody asks whether it is nil.
func (m *Model) staysEmpty(f *types.Var) bool {
	for _, fn := range m.flow.Functions() {
		for instr := range flow.Instructions(fn) {
			switch instr := instr.(type) {
			case *ssa.FieldAddr:
				if flow.FieldOf(instr) == f && !onlyMade(instr) {
					return false
				}
			case *ssa.Store:
				st, ok := instr.Val.Type().Underlying().(*types.Struct)
				if ok && hasField(st, f) && !isLocal(instr.Addr) && !zeroPart(m.flow, instr.Val, "."+f.Name()) {
					return false
				}
			}
		}
	}
	return true
}

// onlyMade reports whether the field at addr is assigned a map only in a new
// object, and what is loaded from it is not compared.
func onlyMade(addr *ssa.FieldAddr) bool {
	for _, ref := range flow.Referrers(addr) {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr != ssa.Value(addr) || !flow.IsNil(ref.Val) && !isLocal(addr) {
				return false
			}
		case *ssa.UnOp:
			for _, use := range flow.Referrers(ref) {
				if _, compares := use.(*ssa.BinOp); compares {
					return false
				}
			}
		case *ssa.DebugRef:
		default:
			return false
		}
	}
	return true
}

// isLocal reports whether addr is in a variable or object that its function
// makes.
func isLocal(addr ssa.Value) bool {
	p := access.Of(addr)
	_, ok := p.Root.(*ssa.Alloc)
	return ok && !strings.Contains(p.Sel, "*")
}

func hasField(st *types.Struct, f *types.Var) bool {
	for g := range st.Fields() {
		if g.Origin() == f {
			return true
		}
	}
	return false
}
