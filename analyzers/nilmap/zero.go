package nilmap

import (
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/ranges"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// foundIn reports whether use runs only after a lookup in the map m, or a loop
// over it, has decided a branch: what is found there is not found in a nil map.
func foundIn(m ssa.Value, use ssa.Instruction) bool {
	path := access.Of(m)
	for b := use.Block(); b != nil; b = b.Idom() {
		if len(b.Preds) != 1 {
			continue
		}
		instrs := b.Preds[0].Instrs
		if branch, ok := instrs[len(instrs)-1].(*ssa.If); ok && asks(branch.Cond, m, path, 0) {
			return true
		}
	}
	return false
}

// hasLength reports whether the branches before use say that the map m has
// entries, which a nil map has not.
func hasLength(m ssa.Value, use ssa.Instruction) bool {
	for _, ref := range flow.Referrers(m) {
		if call, ok := ref.(*ssa.Call); ok && flow.Builtin(&call.Call) == "len" && ranges.At(use, call).Lo > 0 {
			return true
		}
	}
	return false
}

// asks reports whether v is computed from an element of the map m.
func asks(v, m ssa.Value, path access.Path, depth int) bool {
	if depth > 4 {
		return false
	}
	switch v := v.(type) {
	case *ssa.Lookup:
		return v.X == m || path.Sel != "" && access.Of(v.X) == path
	case *ssa.BinOp:
		return asks(v.X, m, path, depth+1) || asks(v.Y, m, path, depth+1)
	case *ssa.UnOp:
		return asks(v.X, m, path, depth+1)
	case *ssa.Extract:
		return asks(v.Tuple, m, path, depth+1)
	case *ssa.Next:
		over, ok := v.Iter.(*ssa.Range)
		return ok && (over.X == m || path.Sel != "" && access.Of(over.X) == path)
	}
	return false
}

// zeroCaptured reports whether m is loaded from a captured variable that
// nothing but nil is ever assigned to.
func zeroCaptured(m ssa.Value) bool {
	load, ok := m.(*ssa.UnOp)
	if !ok {
		return false
	}
	alloc, ok := binding(load.X).(*ssa.Alloc)
	if !ok || alloc.Comment == "new" || !typ.IsMap(load.Type()) {
		return false
	}
	values, complete := flow.LocalStores(alloc)
	if !complete {
		return false
	}
	for _, v := range values {
		if !flow.IsNil(v) && !loadedFrom(v, alloc) {
			return false
		}
	}
	return true
}

// loadedFrom reports whether v is what the variable alloc held, as in the
// statement return result of a function with a named result.
func loadedFrom(v ssa.Value, alloc *ssa.Alloc) bool {
	load, ok := v.(*ssa.UnOp)
	return ok && binding(load.X) == ssa.Value(alloc)
}

// source returns the source text of the map that instr writes to, whose value
// is m.
func (c *checker) source(instr ssa.Instruction, m ssa.Value) string {
	if name := c.flow.NameAt(m, instr); name != "" {
		return name
	}
	return "the map"
}

// emptied returns the store by which another method has left the field that m
// is loaded from nil, if the function of the write instr may run afterwards.
func (c *checker) emptied(instr ssa.Instruction, m ssa.Value) *ssa.Store {
	field := variable(m)
	if field == nil || !field.IsField() {
		return nil
	}
	store := c.nilness.Emptied(field)
	fn := instr.Parent()
	if store == nil || store.Parent() == fn || fn.Signature.Recv() == nil || access.Of(m).Root != ssa.Value(fn.Params[0]) || foundIn(m, instr) {
		return nil
	}
	if obj := fn.Object(); obj == nil || !obj.Exported() && !c.calledLater(fn) {
		return nil
	}
	return store
}

// calledLater reports whether some call of the method fn is not on an object
// that the caller makes, or there is no call yet.
func (c *checker) calledLater(fn *ssa.Function) bool {
	calls := c.flow.CallersOf(fn).Calls
	for _, call := range calls {
		if args := call.Common().Args; len(args) > 0 {
			if _, isParam := access.Of(args[0]).Root.(*ssa.Parameter); isParam {
				return true
			}
		}
	}
	return len(calls) == 0
}
