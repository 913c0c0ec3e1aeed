package alias

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// An Append is a call whose result is its base with elements appended, in
// place if there is room.
type Append struct {
	Call  *ssa.Call
	Base  ssa.Value
	Count int64 // how many elements, or -1
	// Data is the slice that is appended, or for single elements the hidden
	// array that holds them; nil if unknown.
	Data ssa.Value
	// Helper is the function of the package that appends, or nil.
	Helper *ssa.Function
}

// AppendOf returns the append that v is: the builtin, a function of another
// package that is named Append… after its kind, or a function of the package
// that returns append(param, …).
func (m *Model) AppendOf(v ssa.Value) (Append, bool) {
	call, ok := v.(*ssa.Call)
	if !ok || call.Call.IsInvoke() || !IsSlice(call) {
		return Append{}, false
	}
	args := call.Call.Args
	if flow.Builtin(&call.Call) == "append" {
		app := Append{Call: call, Base: args[0], Count: -1}
		if len(args) > 1 {
			app.Data = args[1]
			if s, ok := args[1].(*ssa.Slice); ok {
				if array, ok := s.X.(*ssa.Alloc); ok && array.Comment == "varargs" {
					app.Data = array
					app.Count = array.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Array).Len()
				}
			}
		}
		return app, true
	}
	fn := flow.CalleeObject(&call.Call)
	if fn == nil || len(args) == 0 {
		return Append{}, false
	}
	if callee := call.Call.StaticCallee(); callee != nil {
		if origin := flow.Origin(callee); origin.Blocks != nil {
			if i := m.summary(origin).appends; i >= 0 && i < len(args) {
				return Append{Call: call, Base: args[i], Count: -1, Helper: origin}, true
			}
			return Append{}, false
		}
	}
	if appends(fn) && IsSlice(args[firstArg(fn)]) {
		return Append{Call: call, Base: args[firstArg(fn)], Count: -1}, true
	}
	return Append{}, false
}

func firstArg(fn *types.Func) int {
	if fn.Signature().Recv() != nil {
		return 1
	}
	return 0
}

// appends reports whether fn, of another package, follows the convention of
// names for functions that append to their first parameter.
func appends(fn *types.Func) bool {
	sig := fn.Signature()
	if sig.Params().Len() == 0 || sig.Results().Len() != 1 || sig.TypeParams().Len() > 0 {
		return false
	}
	return strings.HasPrefix(fn.Name(), "Append") && types.Identical(sig.Params().At(0).Type(), sig.Results().At(0).Type())
}

// inPlace returns the slice that a call of package slices changes in place and
// returns a part of, or nil.
func (m *Model) inPlace(call *ssa.Call) ssa.Value {
	switch flow.CalleeName(&call.Call) {
	case "slices.Delete", "slices.DeleteFunc", "slices.Compact", "slices.CompactFunc", "slices.Insert", "slices.Grow":
		return call.Call.Args[0]
	case "slices.Replace":
		if !m.growsByReplace(call) {
			return call.Call.Args[0]
		}
	}
	return nil
}

// growsByReplace reports whether the call of slices.Replace puts in more
// elements than it takes out, so that it may as well allocate.
func (m *Model) growsByReplace(call *ssa.Call) bool {
	args := call.Call.Args
	if len(args) != 4 {
		return false
	}
	removed, added := m.Bound(args[2]).minus(m.Bound(args[1])), m.View(args[3])
	n := added.Hi.minus(added.Lo)
	return removed.Known && removed.Sym == nil && n.Known && n.Sym == nil && n.C > removed.C
}

// InPlace returns the slice that call shortens or rearranges in place while it
// returns a part of it, or nil: slices.Delete and its like.
func (m *Model) InPlace(call *ssa.Call) ssa.Value {
	switch flow.CalleeName(&call.Call) {
	case "slices.Insert", "slices.Grow":
		return nil
	}
	return m.inPlace(call)
}

// canonical returns the earliest load that surely loads what load does.
func (m *Model) canonical(load *ssa.UnOp) *ssa.UnOp {
	if c, ok := m.loads[load]; ok {
		return c
	}
	m.loads[load] = load
	x := m.index(load.Parent())
	path := x.paths[load]
	if path.Root == nil || path.Root == ssa.Value(load) {
		return load
	}
	best := load
	for _, other := range x.loads[path] {
		if other == load || !flow.Dominates(other, load) {
			continue
		}
		if (best == load || flow.Dominates(other, best)) && !m.changedBetween(other, load) {
			best = other
		}
	}
	m.loads[load] = best
	return best
}

// Own reports whether what load loads is an array of its own: on every way
// there the variable has got a copy, and nothing else since.
func (m *Model) Own(load *ssa.UnOp) bool {
	v := m.Assigned(load)
	return v != nil && m.copied(v)
}

// Assigned returns the value that load surely loads: on every way there the
// function has assigned it to the variable, and nothing else since; or nil.
func (m *Model) Assigned(load *ssa.UnOp) ssa.Value {
	path := access.Of(load.X)
	for _, instr := range m.index(load.Parent()).stores {
		store, ok := instr.(*ssa.Store)
		if !ok || access.Of(store.Addr) != path || !flow.Dominates(store, load) {
			continue
		}
		lost := false
		for _, other := range m.index(load.Parent()).stores {
			lost = lost || other != instr && m.MayStore(other, load.X) && flow.Reaches(store, other) && m.reachesWithout(other, load, store)
		}
		if !lost {
			return store.Val
		}
	}
	return nil
}

// changedBetween reports whether what is loaded at from may have changed
// before to, which from dominates.
func (m *Model) changedBetween(from, to *ssa.UnOp) bool {
	for _, instr := range m.index(from.Parent()).stores {
		if m.MayStore(instr, from.X) && flow.Reaches(from, instr) && m.reachesWithout(instr, to, from) {
			return true
		}
	}
	return false
}

// reachesWithout reports whether a path leads from a to b that avoids via.
func (m *Model) reachesWithout(a, b, via ssa.Instruction) bool {
	if a.Block() == b.Block() && flow.Dominates(a, b) {
		return !(via.Block() == a.Block() && flow.Dominates(a, via) && flow.Dominates(via, b))
	}
	seen := make(map[*ssa.BasicBlock]bool)
	stack := append([]*ssa.BasicBlock(nil), a.Block().Succs...)
	if via.Block() == a.Block() && flow.Dominates(a, via) {
		return false
	}
	for len(stack) > 0 {
		block := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[block] {
			continue
		}
		seen[block] = true
		if block == b.Block() && !(via.Block() == block && flow.Dominates(via, b)) {
			return true
		}
		if block == via.Block() {
			continue
		}
		stack = append(stack, block.Succs...)
	}
	return false
}

// MayStore reports whether instr may change the variable at addr: a store to
// it or to the same field of some object, or a call of a function of the
// package that has one.
func (m *Model) MayStore(instr ssa.Instruction, addr ssa.Value) bool {
	switch instr := instr.(type) {
	case *ssa.Store:
		if instr.Addr == addr {
			return true
		}
		if field, ok := addr.(*ssa.FieldAddr); ok {
			if other, ok := instr.Addr.(*ssa.FieldAddr); ok {
				return !madeAfter(other.X, field.X) && flow.FieldOf(field) == flow.FieldOf(other) && access.Compare(access.Of(field), access.Of(other)) != access.Different
			}
			// A whole object is assigned.
			return access.Of(field.X) == access.Of(instr.Addr)
		}
		return encloses(access.Of(instr.Addr), access.Of(addr))
	case *ssa.Call:
		class := access.ClassOf(addr)
		if class.IsZero() {
			return false
		}
		return m.assignsBelow(instr, class)
	}
	return false
}

// encloses reports whether the variable a is b or b is a part of it.
func encloses(a, b access.Path) bool {
	if a == b {
		return true
	}
	rest, ok := strings.CutPrefix(b.Sel, a.Sel)
	return ok && rest != "" && a.Root == b.Root && !strings.Contains(rest, "*") && (rest[0] == '.' || rest[0] == '[')
}

// madeAfter reports whether the object at a is allocated when b exists already:
// b is not a pointer to it.
func madeAfter(a, b ssa.Value) bool {
	alloc, ok := a.(*ssa.Alloc)
	if !ok {
		return false
	}
	if _, isAlloc := b.(*ssa.Alloc); isAlloc {
		return a != b
	}
	def, ok := b.(ssa.Instruction)
	return ok && flow.Dominates(def, alloc)
}

// An index holds the instructions of a function that matter for what its
// variables hold.
type index struct {
	loads  map[access.Path][]*ssa.UnOp // of slices, by what they load
	paths  map[*ssa.UnOp]access.Path
	stores []ssa.Instruction // stores and calls
}

func (m *Model) index(fn *ssa.Function) *index {
	if x := m.indexes[fn]; x != nil {
		return x
	}
	x := &index{loads: make(map[access.Path][]*ssa.UnOp), paths: make(map[*ssa.UnOp]access.Path)}
	m.indexes[fn] = x
	for instr := range flow.Instructions(fn) {
		switch instr := instr.(type) {
		case *ssa.UnOp:
			if instr.Op == token.MUL && IsSlice(instr) {
				path := access.Of(instr)
				x.paths[instr] = path
				x.loads[path] = append(x.loads[path], instr)
			}
		case *ssa.Store, *ssa.Call:
			x.stores = append(x.stores, instr)
		}
	}
	return x
}
