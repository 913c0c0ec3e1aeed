// Package twostep finds calls of sync.Map that act on what an earlier call has
// found, while another goroutine may do the same in between.
package twostep

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// A Pair is a lookup and the call that acts on it.
type Pair struct {
	Load, Second *ssa.Call
	// Lost is set if the second call stores a new object that the function goes
	// on using, so that of two goroutines one works on an object of its own.
	Lost bool
}

// Pairs returns the pairs of the package.
func Pairs(p *flow.Package) []Pair {
	c := &checker{flow: p}
	var all []Pair
	for _, fn := range p.Functions() {
		for instr := range flow.Instructions(fn) {
			if call, ok := instr.(*ssa.Call); ok && flow.CalleeName(&call.Call) == "(*sync.Map).Load" {
				if pair, ok := c.pair(call); ok {
					all = append(all, pair)
				}
			}
		}
	}
	return all
}

type checker struct {
	flow *flow.Package
}

func used(v ssa.Value) bool {
	for _, ref := range flow.Referrers(v) {
		if _, ok := ref.(*ssa.DebugRef); !ok {
			return true
		}
	}
	return false
}

// pair returns a Store of the key of load where load found nothing, or a Delete
// where it found something and uses it: another goroutine may do the same in
// between.
func (c *checker) pair(load *ssa.Call) (Pair, bool) {
	m := access.Of(load.Call.Args[0])
	ok := present(load)
	if ok == nil || c.private(m.Root) || c.locked(load) {
		return Pair{}, false
	}
	var second *ssa.Call
	path, complete := flow.Find(c.flow, flow.Search[bool]{
		Fn:   load.Parent(),
		From: load, Track: []ssa.Value{ok},
		Step: func(s bool, e flow.Event, at *flow.Cursor) (bool, flow.Verdict) {
			call, isCall := e.Instr.(*ssa.Call)
			if e.Instr == ssa.Instruction(load) {
				return s, flow.Prune
			}
			if isCall && isLock(call) {
				return s, flow.Prune
			}
			if !isCall || len(call.Call.Args) < 2 || access.Of(call.Call.Args[0]) != m || !sameKey(call.Call.Args[1], load.Call.Args[1]) {
				return s, flow.Continue
			}
			found, known := at.Bool(ok)
			switch flow.CalleeName(&call.Call) {
			case "(*sync.Map).Store":
				if known && !found && !c.dependsOn(call.Call.Args[2], load) && matters(call.Call.Args[2]) {
					second = call
					return s, flow.Found
				}
			case "(*sync.Map).Delete":
				if known && found && valueUsed(load) && load.Block() != call.Block() {
					second = call
					return s, flow.Found
				}
			}
			return s, flow.Prune
		},
	})
	if !complete || path == nil || second == nil {
		return Pair{}, false
	}
	return Pair{load, second, identity(second)}, true
}

func isLock(call *ssa.Call) bool {
	fn := flow.CalleeObject(&call.Call)
	return fn != nil && fn.Name() == "Lock"
}

// matters reports whether it matters which of two goroutines stores v: a new
// object has its own identity, and a constant marks what was done; a computed
// number or string is the same whoever computes it.
func matters(v ssa.Value) bool {
	if mk, ok := v.(*ssa.MakeInterface); ok {
		v = mk.X
	}
	if _, ok := v.(*ssa.Const); ok {
		return true
	}
	_, basic := v.Type().Underlying().(*types.Basic)
	return !basic
}

// identity reports whether call stores a pointer, map or channel made in the
// function that goes on being used there, or is returned: of two goroutines
// that do so one has an object that nobody else sees.
func identity(call *ssa.Call) bool {
	if flow.CalleeObject(&call.Call).Name() != "Store" {
		return false
	}
	mk, ok := call.Call.Args[2].(*ssa.MakeInterface)
	if !ok {
		return false
	}
	switch v := mk.X.(type) {
	case *ssa.Alloc, *ssa.MakeMap, *ssa.MakeChan:
		return usedAfter(v, call)
	case *ssa.Phi, *ssa.UnOp, *ssa.Call:
		// Made elsewhere; whether it is new is not known.
	}
	return false
}

// usedAfter reports whether the new object v is returned, or used after call in
// another way than by being stored.
func usedAfter(v ssa.Value, call *ssa.Call) bool {
	seen := make(map[ssa.Value]bool)
	var visit func(v ssa.Value) bool
	visit = func(v ssa.Value) bool {
		if seen[v] || v.Referrers() == nil {
			return false
		}
		seen[v] = true
		for _, ref := range flow.Referrers(v) {
			switch ref := ref.(type) {
			case *ssa.DebugRef:
			case *ssa.MakeInterface, *ssa.Phi, *ssa.ChangeType, *ssa.ChangeInterface:
				if visit(ref.(ssa.Value)) {
					return true
				}
			case *ssa.Return:
				return true
			default:
				if ref != ssa.Instruction(call) && flow.Reaches(call, ref) {
					return true
				}
			}
		}
		return false
	}
	return visit(v)
}

// present returns the second result of load, or nil if it is not used.
func present(load *ssa.Call) ssa.Value {
	for _, ref := range *load.Referrers() {
		if e, ok := ref.(*ssa.Extract); ok && e.Index == 1 && used(e) {
			return e
		}
	}
	return nil
}

// valueUsed reports whether the value that load found is used.
func valueUsed(load *ssa.Call) bool {
	for _, ref := range *load.Referrers() {
		if e, ok := ref.(*ssa.Extract); ok && e.Index == 0 && used(e) {
			return true
		}
	}
	return false
}

// dependsOn reports whether v is made from what load found.
func (c *checker) dependsOn(v ssa.Value, load *ssa.Call) bool {
	if e, ok := v.(*ssa.Extract); ok {
		return e.Tuple == ssa.Value(load)
	}
	return false
}

// sameKey reports whether a and b are surely the same key.
func sameKey(a, b ssa.Value) bool {
	if ma, ok := a.(*ssa.MakeInterface); ok {
		if mb, ok := b.(*ssa.MakeInterface); ok {
			a, b = ma.X, mb.X
		}
	}
	if a == b {
		return true
	}
	if ka, ok := a.(*ssa.Const); ok {
		kb, ok := b.(*ssa.Const)
		return ok && ka.Value != nil && kb.Value != nil && ka.Value.ExactString() == kb.Value.ExactString()
	}
	pa, pb := access.Of(a), access.Of(b)
	_, isParam := pa.Root.(*ssa.Parameter)
	return pa == pb && (pa.Sel != "" || isParam)
}

// private reports whether root is a map of this activation that no other
// goroutine sees.
func (c *checker) private(root ssa.Value) bool {
	alloc, ok := root.(*ssa.Alloc)
	if !ok {
		return false
	}
	for _, ref := range *alloc.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Call:
			if fn := flow.CalleeObject(&ref.Call); fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "sync" {
				return false
			}
		case *ssa.FieldAddr, *ssa.DebugRef:
		default:
			return false
		}
	}
	return true
}

// locked reports whether a mutex is locked somewhere before load.
func (c *checker) locked(load *ssa.Call) bool {
	for instr := range flow.Instructions(load.Parent()) {
		call, ok := instr.(*ssa.Call)
		if !ok {
			continue
		}
		if isLock(call) && flow.Dominates(call, load) {
			return true
		}
	}
	return false
}
