package nilmap

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/locks"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// A closing is a store of nil in a map field, with a lock of the object held:
// what others find there from then on.
type closing struct {
	store *ssa.Store
	lock  access.Class
	marks map[*types.Var]bool // the fields that its function sets
}

// checkClosed reports writes to maps in fields that another function sets to
// nil, where both hold the lock that makes them wait for each other, and the
// writer asks nothing that would tell it that the map is gone.
func (c *checker) checkClosed(model *locks.Model) {
	closings := c.closings(model)
	if len(closings) == 0 {
		return
	}
	for _, fn := range c.flow.Functions() {
		if tried(c.pass, fn) {
			continue
		}
		for instr := range flow.Instructions(fn) {
			update, ok := instr.(*ssa.MapUpdate)
			if !ok {
				continue
			}
			field := variable(update.Map)
			if field == nil || c.reported[field] {
				continue
			}
			for _, cl := range closings[field] {
				if cl.store.Parent() == fn || c.emptied(update, update.Map) != nil || !holds(model, update, cl.lock) || foundIn(update.Map, update) || c.asks(model, fn, field, cl, 0) {
					continue
				}
				c.reported[field] = true
				name := c.source(update, update.Map)
				c.report(update, fmt.Sprintf("write to %s panics after %s has set it to nil", name, flow.Outermost(cl.store.Parent()).Name()),
					report.Step(c.flow.Range(cl.store), "%s is set to nil here", field.Name()), report.Step(c.flow.Range(update), "it is written to here, whether that has happened or not"))
				break
			}
		}
	}
}

// closings returns the stores of nil in map fields that no function but those
// that make the object fills again.
func (c *checker) closings(model *locks.Model) map[*types.Var][]closing {
	all := make(map[*types.Var][]closing)
	refilled := make(map[*types.Var]bool)
	for _, fn := range c.flow.Functions() {
		for instr := range flow.Instructions(fn) {
			store, ok := instr.(*ssa.Store)
			if !ok || !typ.IsMap(store.Val.Type()) {
				continue
			}
			addr, ok := store.Addr.(*ssa.FieldAddr)
			if !ok {
				continue
			}
			field := flow.FieldOf(addr)
			switch _, fresh := addr.X.(*ssa.Alloc); {
			case field == nil || fresh:
			case !flow.IsNil(store.Val):
				refilled[field] = true
			default:
				if lock, ok := ownLock(model, store, addr); ok && !forbidsUse(fn) {
					all[field] = append(all[field], closing{store, lock, marks(fn, addr.X)})
				}
			}
		}
	}
	for field := range refilled {
		delete(all, field)
	}
	return all
}

// forbidsUse reports whether the comment of fn says that the object is not to be
// used afterwards.
func forbidsUse(fn *ssa.Function) bool {
	decl, ok := flow.Outermost(fn).Syntax().(*ast.FuncDecl)
	if !ok {
		return false
	}
	text := strings.ToLower(decl.Doc.Text())
	return strings.Contains(text, "use") && (strings.Contains(text, "not") || strings.Contains(text, "n't") || strings.Contains(text, "never"))
}

// ownLock returns the lock of the object of addr that is held at store.
func ownLock(model *locks.Model, store *ssa.Store, addr *ssa.FieldAddr) (access.Class, bool) {
	owner := access.ClassOf(addr).Owner
	for _, h := range model.Held(store) {
		if h.Must && h.Mode == 0 && owner != nil && h.Class.Owner == owner {
			return h.Class, true
		}
	}
	return access.Class{}, false
}

// marks returns the fields of the object that fn sets.
func marks(fn *ssa.Function, object ssa.Value) map[*types.Var]bool {
	set := make(map[*types.Var]bool)
	root := access.Of(object)
	add := func(v ssa.Value) {
		if addr, ok := v.(*ssa.FieldAddr); ok && access.Of(addr.X) == root {
			if field := flow.FieldOf(addr); field != nil {
				set[field] = true
			}
		}
	}
	for instr := range flow.Instructions(fn) {
		switch instr := instr.(type) {
		case *ssa.Store:
			add(instr.Addr)
		case ssa.CallInstruction: // close(o.done), o.stopped.Store(true)
			if callee := flow.CalleeObject(instr.Common()); flow.Builtin(instr.Common()) != "close" && (callee == nil || callee.Pkg() == nil || callee.Pkg().Path() != "sync/atomic") {
				continue
			}
			for _, arg := range instr.Common().Args {
				add(arg)
				if load, ok := arg.(*ssa.UnOp); ok && load.Op == token.MUL {
					add(load.X)
				}
			}
		}
	}
	return set
}

func holds(model *locks.Model, instr ssa.Instruction, lock access.Class) bool {
	return slices.ContainsFunc(model.Held(instr), func(h locks.Held) bool { return h.Must && h.Class == lock })
}

// asks reports whether fn, or a function that it calls, looks at one of the
// fields that the closing sets, or else every function that calls fn with the
// lock held does: what they have seen before they take the lock may have changed.
func (c *checker) asks(model *locks.Model, fn *ssa.Function, field *types.Var, cl closing, depth int) bool {
	for instr := range flow.Instructions(fn) {
		switch instr := instr.(type) {
		case *ssa.FieldAddr:
			f := flow.FieldOf(instr)
			if f != nil && cl.marks[f] && (f != field && !counts(instr) || f == field && looksAt(instr)) {
				return true
			}
		case ssa.CallInstruction:
			if callees, _ := c.flow.Callees(instr); len(callees) == 1 && readsOne(callees[0].Fn, cl.marks) {
				return true
			}
		}
	}
	callers := c.flow.CallersOf(fn)
	if len(callers.Calls) == 0 || depth > 2 {
		return false
	}
	for _, call := range callers.Calls {
		if _, isGo := call.(*ssa.Go); isGo || !holds(model, call, cl.lock) || !c.asks(model, call.Parent(), field, cl, depth+1) {
			return false
		}
	}
	return true
}

// counts reports whether the field at addr is a number that is only ever changed
// by an amount: used += n.
func counts(addr *ssa.FieldAddr) bool {
	for _, ref := range flow.Referrers(addr) {
		switch ref := ref.(type) {
		case *ssa.Store:
			if sum, ok := ref.Val.(*ssa.BinOp); !ok || sum.Op != token.ADD && sum.Op != token.SUB {
				return false
			}
		case *ssa.UnOp:
			for _, use := range flow.Referrers(ref) {
				sum, ok := use.(*ssa.BinOp)
				if !ok || sum.Op != token.ADD && sum.Op != token.SUB || len(flow.Referrers(sum)) != 1 {
					return false
				}
				if _, stored := flow.Referrers(sum)[0].(*ssa.Store); !stored {
					return false
				}
			}
		default:
			return false
		}
	}
	return true
}

// looksAt reports whether the map in the field at addr is compared or measured.
func looksAt(addr *ssa.FieldAddr) bool {
	for _, ref := range flow.Referrers(addr) {
		load, ok := ref.(*ssa.UnOp)
		if !ok {
			return true
		}
		for _, use := range flow.Referrers(load) {
			switch use := use.(type) {
			case *ssa.BinOp:
				return true
			case *ssa.Call:
				if flow.Builtin(&use.Call) == "len" {
					return true
				}
			}
		}
	}
	return false
}

// readsOne reports whether fn has to do with one of the fields.
func readsOne(fn *ssa.Function, fields map[*types.Var]bool) bool {
	for instr := range flow.Instructions(fn) {
		if addr, ok := instr.(*ssa.FieldAddr); ok && fields[flow.FieldOf(addr)] {
			return true
		}
	}
	return false
}
