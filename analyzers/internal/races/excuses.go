package races

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// otherGuard reports whether u holds another lock that all writes of the field
// hold too: with two locks for the writers, readers need but one of them.
func (m *Model) otherGuard(g *Guarding, u *Use) bool {
	if u.Write {
		return false
	}
	return slices.ContainsFunc(u.Guards, func(h Guard) bool {
		for _, w := range append(Writes(g.Guarded), Writes(g.Bare)...) {
			if !m.inTest(w.Instr) && !holds(w.Guards, h.Class) {
				return false
			}
		}
		return !h.Class.IsZero()
	})
}

// handler reports whether u reads a function that others than constructors
// assign only in methods that do nothing else: it is registered before the
// object is put to use.
func (m *Model) handler(g *Guarding, u *Use) bool {
	if ptr, ok := u.Value.Type().Underlying().(*types.Pointer); !ok || u.Write || !isFunc(ptr.Elem()) {
		return false
	}
	for _, w := range append(Writes(g.Guarded), Writes(g.Bare)...) {
		store, ok := w.Instr.(*ssa.Store)
		if !ok {
			return false
		}
		if _, param := store.Val.(*ssa.Parameter); !param && !m.inTest(store) {
			return false
		}
	}
	return true
}

func isFunc(t types.Type) bool {
	_, ok := t.Underlying().(*types.Signature)
	return ok
}

// clearsAtEnd reports whether u sets a struct to its zero value in a method
// that ends the use of its object.
func clearsAtEnd(u *Use) bool {
	store, ok := u.Instr.(*ssa.Store)
	if !ok {
		return false
	}
	k, ok := store.Val.(*ssa.Const)
	if _, isStruct := store.Val.Type().Underlying().(*types.Struct); !ok || !isStruct || k.Value != nil {
		return false
	}
	switch strings.ToLower(flow.Outermost(u.Fn()).Name()) {
	case "close", "stop", "shutdown", "destroy":
		return true
	}
	return false
}

// madeByCallers reports whether every caller of fn hands it, as parameter
// number i, an object that a function has just made: fn is part of a
// constructor.
func (m *Model) madeByCallers(fn *ssa.Function, i, depth int) bool {
	callers := m.Flow.CallersOf(fn)
	if i < 0 || !callers.Complete || len(callers.Calls) == 0 || depth > 3 {
		return false
	}
	for _, call := range callers.Calls {
		common := call.Common()
		if _, isGo := call.(*ssa.Go); isGo || common.IsInvoke() || i >= len(common.Args) {
			return false
		}
		switch root := access.Of(common.Args[i]).Root.(type) {
		case *ssa.Alloc:
		case *ssa.Call:
			if !constructs(root) {
				return false
			}
		case *ssa.Parameter:
			if !m.madeByCallers(call.Parent(), slices.Index(call.Parent().Params, root), depth+1) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// constructing reports whether u is of an object that is still being made.
func (m *Model) constructing(u *Use) bool {
	param, ok := u.Path.Root.(*ssa.Parameter)
	return ok && m.madeByCallers(param.Parent(), slices.Index(param.Parent().Params, param), 0)
}
