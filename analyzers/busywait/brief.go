package busywait

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// brief reports whether l waits for others to finish a few steps: it waits for
// its turn, or what it looks at is only changed by functions that do nothing
// but atomic operations.
func (c *checker) brief(l loop) bool {
	watched := make(map[access.Class]bool)
	for _, b := range l.body {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Call:
				if isAtomic(instr) {
					if strings.HasPrefix(flow.CalleeObject(instr.Common()).Name(), "Comp") {
						return false // a lock: others hold it for as long as they please
					}
					watched[access.ClassOf(instr.Common().Args[0])] = true
				}
			case *ssa.BinOp:
				if fromAtomic(instr.X, 0) && fromAtomic(instr.Y, 0) {
					return true
				}
			}
		}
	}
	known := false
	for _, fn := range c.flow.Functions() {
		if !changes(fn, watched) {
			continue
		}
		known = true
		if !c.quick(fn, 0) {
			return false
		}
	}
	return known
}

// fromAtomic reports whether v is the result of an atomic operation, or a
// number computed from one.
func fromAtomic(v ssa.Value, depth int) bool {
	if depth > 4 {
		return false
	}
	switch v := v.(type) {
	case *ssa.Call:
		return isAtomic(v)
	case *ssa.BinOp:
		return fromAtomic(v.X, depth+1)
	case *ssa.Convert:
		return fromAtomic(v.X, depth+1)
	case *ssa.Phi:
		return slices.ContainsFunc(v.Edges, func(e ssa.Value) bool { return fromAtomic(e, depth+1) })
	}
	return false
}

// changes reports whether fn writes one of the variables atomically.
func changes(fn *ssa.Function, vars map[access.Class]bool) bool {
	for instr := range flow.Instructions(fn) {
		call, ok := instr.(ssa.CallInstruction)
		if ok && isAtomic(call) && vars[access.ClassOf(call.Common().Args[0])] && !strings.HasPrefix(flow.CalleeObject(call.Common()).Name(), "Load") {
			return true
		}
	}
	return false
}

// quick reports whether fn calls nothing but atomic operations, functions that
// compute, and functions of the package that are quick themselves.
func (c *checker) quick(fn *ssa.Function, depth int) bool {
	for instr := range flow.Instructions(fn) {
		call, ok := instr.(ssa.CallInstruction)
		if !ok || isAtomic(call) || flow.Builtin(call.Common()) != "" || flow.CalleeName(call.Common()) == "runtime.Gosched" || computes(call) {
			continue
		}
		callees, certainty := c.flow.Callees(call)
		if certainty != flow.Sure || depth > 2 || !c.quick(callees[0].Fn, depth+1) {
			return false
		}
	}
	return true
}

// computes reports whether call is of a function that only computes, or of a
// method of sync.Map, which waits for nobody.
func computes(call ssa.CallInstruction) bool {
	name := flow.CalleeName(call.Common())
	return strings.HasPrefix(name, "math.") || strings.HasPrefix(name, "math/bits.") || strings.HasPrefix(name, "sort.Search") || strings.HasPrefix(name, "(*sync.Map).")
}

func isAtomic(call ssa.CallInstruction) bool {
	fn := flow.CalleeObject(call.Common())
	return fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "sync/atomic" && len(call.Common().Args) > 0
}
