package doublecheck

import (
	"fmt"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/locks"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// staleLookups reports map entries of fn that are looked up under a lock, found
// missing, and stored under a second lock without another look.
func (c *checker) staleLookups(fn *ssa.Function) {
	for instr := range flow.Instructions(fn) {
		update, ok := instr.(*ssa.MapUpdate)
		if !ok || flow.InLoop(update) {
			continue
		}
		path := access.Of(update.Map)
		if _, own := path.Root.(*ssa.Alloc); own || sameValue(update) || c.serialised(update) {
			continue
		}
		second := c.lockOf(update)
		if second == nil {
			continue
		}
		for other := range flow.Instructions(fn) {
			lookup, ok := other.(*ssa.Lookup)
			if ok && access.Of(lookup.X) == path && sameKey(lookup.Index, update.Key) && c.decides(lookup, update) {
				first := c.lockOf(lookup)
				if first == nil || first.At == second.At || first.Path != second.Path ||
					c.reserves(fn, *first, update) || c.looksAgain(fn, path, second.At, update) {
					continue
				}
				c.reportStale(lookup, *first, update, *second)
				return
			}
		}
	}
}

// sameValue reports whether it does not matter which of two goroutines has
// stored its value: what is known of types, by type, or a value without an
// identity.
func sameValue(update *ssa.MapUpdate) bool {
	return types.TypeString(update.Key.Type(), nil) == "reflect.Type" || !hasIdentity(update.Value.Type())
}

// unchanging lists types whose values, once made, are the same as any other
// made of the same input.
var unchanging = map[string]bool{
	"*regexp.Regexp": true, "*time.Location": true, "*text/template.Template": true, "*html/template.Template": true, "reflect.Type": true,
}

// hasIdentity reports whether two values of type t that look the same may
// still differ, in that changes of one do not show in the other.
func hasIdentity(t types.Type) bool {
	if unchanging[types.TypeString(t, nil)] {
		return false
	}
	switch t := t.Underlying().(type) {
	case *types.Basic:
		return false
	case *types.Slice: // it cannot grow in place
		return hasIdentity(t.Elem())
	case *types.Array:
		return hasIdentity(t.Elem())
	case *types.Interface: // of an empty one nobody knows what it holds
		return t.NumMethods() > 0
	case *types.Struct:
		if holdsOutcome(t) {
			return false
		}
		for f := range t.Fields() {
			if hasIdentity(f.Type()) {
				return true
			}
		}
		return false
	}
	return true
}

// holdsOutcome reports whether t has a field for the error of what has made the
// rest: such entries keep what a computation has come to, to save the next one.
func holdsOutcome(t *types.Struct) bool {
	for f := range t.Fields() {
		if typ.IsError(f.Type()) {
			return true
		}
	}
	return false
}

// serialised reports whether callers with the same key wait for each other, by
// an entry of a sync.Map or by singleflight, before instr.
func (c *checker) serialised(instr ssa.Instruction) bool {
	if c.runsSingly(instr.Parent()) {
		return true
	}
	for other := range flow.Instructions(instr.Parent()) {
		call, ok := other.(*ssa.Call)
		if ok && flow.Dominates(call, instr) && flow.CalleeName(call.Common()) == "(*sync.Map).LoadOrStore" {
			return true
		}
	}
	return false
}

// runsSingly reports whether fn is a literal that is handed to a method Do of a
// type called SingleFlight or, in package singleflight, otherwise.
func (c *checker) runsSingly(fn *ssa.Function) bool {
	if fn.Parent() == nil {
		return false
	}
	for instr := range flow.Instructions(fn.Parent()) {
		call, ok := instr.(*ssa.Call)
		if !ok {
			continue
		}
		callee := flow.CalleeObject(call.Common())
		if callee == nil || callee.Signature().Recv() == nil || !strings.HasPrefix(callee.Name(), "Do") ||
			!strings.Contains(strings.ToLower(types.TypeString(callee.Signature().Recv().Type(), nil)), "singleflight") {
			continue
		}
		for _, arg := range call.Call.Args {
			if lit, ok := arg.(*ssa.MakeClosure); ok && lit.Fn == fn {
				return true
			}
		}
	}
	return false
}

// lockOf returns the lock that is held for sure at instr by its own function.
func (c *checker) lockOf(instr ssa.Instruction) *locks.Held {
	for _, h := range c.model.Own(instr) {
		if h.Must && h.At != nil {
			return &h
		}
	}
	return nil
}

func sameKey(a, b ssa.Value) bool { return a == b || access.Of(a) == access.Of(b) }

// decides reports whether the outcome of lookup, whether there was an entry,
// decides that update is reached: a branch on it dominates update.
func (c *checker) decides(lookup *ssa.Lookup, update ssa.Instruction) bool {
	if !lookup.CommaOk || !flow.Dominates(lookup, update) {
		return false
	}
	for _, ref := range *lookup.Referrers() {
		found, ok := ref.(*ssa.Extract)
		if !ok || found.Index != 1 {
			continue
		}
		for _, user := range *found.Referrers() {
			branch, ok := user.(*ssa.If)
			if !ok {
				continue
			}
			missing := branch.Block().Succs[1]
			if missing.Dominates(update.Block()) {
				return true
			}
		}
	}
	return false
}

// reserves reports whether the entry that update stores was already stored
// under the lock of the lookup: whoever finds that one leaves it alone.
func (c *checker) reserves(fn *ssa.Function, first locks.Held, update *ssa.MapUpdate) bool {
	for instr := range flow.Instructions(fn) {
		earlier, ok := instr.(*ssa.MapUpdate)
		if !ok || earlier == update || access.Of(earlier.Map) != access.Of(update.Map) || !sameKey(earlier.Key, update.Key) {
			continue
		}
		if held := c.lockOf(earlier); held != nil && held.At == first.At {
			return true
		}
	}
	return false
}

// looksAgain reports whether between the second lock and update the map is
// read, be it in a call of the package that gets at it.
func (c *checker) looksAgain(fn *ssa.Function, path access.Path, lock ssa.Instruction, update ssa.Instruction) bool {
	for instr := range flow.Instructions(fn) {
		if !flow.Dominates(lock, instr) || !flow.Reaches(instr, update) {
			continue
		}
		switch instr := instr.(type) {
		case *ssa.Lookup:
			if access.Of(instr.X) == path {
				return true
			}
		case *ssa.Call:
			for _, callee := range c.model.Targets(instr) {
				for inner := range flow.Instructions(callee.Fn) {
					if _, ok := inner.(*ssa.Lookup); ok {
						return true
					}
				}
			}
		}
	}
	return false
}

func (c *checker) reportStale(lookup *ssa.Lookup, first locks.Held, update ssa.Instruction, second locks.Held) {
	name := c.flow.Name(lookup.X)
	if name == "" {
		name = "the map"
	}
	report.At(c.pass, c.flow.Range(update), stale,
		fmt.Sprintf("%s was looked up under an earlier lock: the entry stored since is overwritten", name),
		report.Step(c.flow.Range(lookup), "looked up here"),
		report.Step(c.flow.Range(second.At), "locked again here, others may have stored meanwhile"),
		report.Step(c.flow.Range(update), "stored here without another look"))
}
