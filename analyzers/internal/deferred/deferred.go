// Package deferred models deferred functions: what a function defers, which
// deferred functions recover, and which results they can still change.
package deferred

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// A Call is a deferred call whose function is known.
type Call struct {
	Defer  *ssa.Defer
	Callee flow.Callee // Fn is a function of the package
}

// Calls returns the deferred calls of fn whose function is in the package for
// sure.
func Calls(p *flow.Package, fn *ssa.Function) []Call {
	var calls []Call
	for instr := range flow.Instructions(fn) {
		d, ok := instr.(*ssa.Defer)
		if !ok {
			continue
		}
		if callees, certainty := p.Callees(d); certainty == flow.Sure {
			calls = append(calls, Call{d, callees[0]})
		}
	}
	return calls
}

// Recovers returns the calls of recover that fn makes itself, and those that
// it defers, which have no effect.
func Recovers(fn *ssa.Function) (calls []*ssa.Call, deferred []*ssa.Defer) {
	for instr := range flow.Instructions(fn) {
		call, ok := instr.(ssa.CallInstruction)
		if !ok || flow.Builtin(call.Common()) != "recover" {
			continue
		}
		switch call := call.(type) {
		case *ssa.Call:
			calls = append(calls, call)
		case *ssa.Defer:
			deferred = append(deferred, call)
		}
	}
	return calls, deferred
}

// Result returns the index of the named result of fn that is the variable a,
// or -1. Deferred functions can change named results only.
func Result(fn *ssa.Function, a ssa.Value) int {
	for _, block := range fn.Blocks {
		if len(block.Instrs) == 0 {
			continue
		}
		ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		for i, r := range ret.Results {
			if load, ok := r.(*ssa.UnOp); ok && load.Op == token.MUL && load.X == a && afterDefers(load) {
				return i
			}
		}
	}
	return -1
}

// Returned returns the value that the return statement of ret gives to result
// i. In a function that defers, SSA form puts it into a variable first, which
// the result is read from when the deferred calls have run.
func Returned(ret *ssa.Return, i int) ssa.Value {
	load, ok := ret.Results[i].(*ssa.UnOp)
	if !ok || !afterDefers(load) {
		return ret.Results[i]
	}
	var value ssa.Value = load
	for _, instr := range ret.Block().Instrs {
		if store, ok := instr.(*ssa.Store); ok && store.Addr == load.X {
			value = store.Val
		}
	}
	return value
}

// afterDefers reports whether load executes after the deferred calls that its
// block runs.
func afterDefers(load *ssa.UnOp) bool {
	for _, instr := range load.Block().Instrs {
		if instr == ssa.Instruction(load) {
			return false
		}
		if _, ok := instr.(*ssa.RunDefers); ok {
			return true
		}
	}
	return false
}

// A Store is an assignment that a deferred function makes to a variable of the
// function that defers it.
type Store struct {
	Instr *ssa.Store
	Var   *ssa.Alloc
}

// Stores returns the assignments that the deferred function c, and closures
// that it calls or creates, make to variables of the function that defers it:
// those that it captures, and those whose addresses it is given.
func Stores(c Call) []Store {
	stores := storesIn(c.Callee.Fn, c.Defer.Parent(), 0)
	for i, param := range c.Callee.Fn.Params {
		if i >= len(c.Callee.Args) {
			break
		}
		a, ok := c.Callee.Args[i].(*ssa.Alloc)
		if !ok || a.Parent() != c.Defer.Parent() {
			continue
		}
		for _, ref := range flow.Referrers(param) {
			if store, ok := ref.(*ssa.Store); ok && store.Addr == ssa.Value(param) {
				stores = append(stores, Store{store, a})
			}
		}
	}
	return stores
}

func storesIn(fn, owner *ssa.Function, depth int) []Store {
	var stores []Store
	for instr := range flow.Instructions(fn) {
		store, ok := instr.(*ssa.Store)
		if !ok {
			continue
		}
		if a := Outer(store.Addr); a != nil && a.Parent() == owner {
			stores = append(stores, Store{store, a})
		}
	}
	if depth < 3 {
		for _, anon := range fn.AnonFuncs {
			stores = append(stores, storesIn(anon, owner, depth+1)...)
		}
	}
	return stores
}

// Follows reports whether the code n may execute after the defer statement stmt
// of the same function, when the operands of the deferred call have been
// evaluated. Code without instructions of its own is taken to.
func Follows(p *flow.Package, stmt *ast.DeferStmt, n ast.Node) bool {
	for _, fn := range p.Functions() {
		for instr := range flow.Instructions(fn) {
			if d, ok := instr.(*ssa.Defer); ok && d.Pos() == stmt.Pos() {
				return leadsTo(d, n)
			}
		}
	}
	return true
}

func leadsTo(d *ssa.Defer, n ast.Node) bool {
	found := false
	for instr := range flow.Instructions(d.Parent()) {
		if pos := instr.Pos(); n.Pos() <= pos && pos < n.End() {
			if flow.Reaches(d, instr) {
				return true
			}
			found = true
		}
	}
	return !found
}

// Outer returns the variable of an enclosing function that the address denotes
// through free variables, or nil.
func Outer(addr ssa.Value) *ssa.Alloc {
	for range 8 {
		fv, ok := addr.(*ssa.FreeVar)
		if !ok {
			break
		}
		addr = flow.Binding(fv)
	}
	a, _ := addr.(*ssa.Alloc)
	return a
}

// Deferrers returns the defer statements in the package that call fn directly,
// and whether fn may also be called by code that is not known.
func Deferrers(p *flow.Package, fn *ssa.Function) (defers []*ssa.Defer, others []ssa.CallInstruction, escapes bool) {
	callers := p.CallersOf(fn)
	seen := make(map[ssa.CallInstruction]bool)
	for _, call := range callers.Calls {
		seen[call] = true
	}
	calls := callers.Calls
	// Calls through variables that hold fn.
	if !callers.Complete || fn.Parent() != nil {
		for _, other := range p.Functions() {
			for instr := range flow.Instructions(other) {
				call, ok := instr.(ssa.CallInstruction)
				if !ok || seen[call] || call.Common().StaticCallee() != nil || flow.Builtin(call.Common()) != "" {
					continue
				}
				callees, _ := p.Callees(call)
				for _, c := range callees {
					if c.Fn == fn {
						calls = append(calls, call)
						seen[call] = true
					}
				}
			}
		}
	}
	for _, call := range calls {
		if d, ok := call.(*ssa.Defer); ok {
			defers = append(defers, d)
		} else {
			others = append(others, call)
		}
	}
	return defers, others, !callers.Complete
}
