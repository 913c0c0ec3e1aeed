package atomicmix

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/locks"
)

// concurrent reports whether the plain access u may happen while others use
// the variable: it is not part of the object's construction, nor ordered behind
// the end of the goroutines, nor a read under a lock.
func (c *checker) concurrent(u use, all []use) bool {
	fn := flow.Outermost(u.instr.Parent())
	if flow.Prepares(fn) || !u.instr.Pos().IsValid() || c.inTest(u.instr) || unused(u.instr) || c.onlyTests(fn) || inOnce(u.instr.Parent()) {
		return false
	}
	v, _ := variableOf(u.addr)
	if !u.write && !anyWrite(all) {
		return false
	}
	if swapped(u.instr) || len(c.model.Held(u.instr)) > 0 || c.guarded(u) {
		return false
	}
	if alloc, ok := v.root.(*ssa.Alloc); ok {
		return c.afterStart(u.instr, alloc) && !joined(u.instr)
	}
	root := access.Of(u.addr).Root
	if _, fresh := root.(*ssa.Alloc); fresh {
		return false
	}
	if call, ok := root.(*ssa.Call); ok && c.constructs(call) {
		return false
	}
	return !joined(u.instr)
}

// inOnce reports whether fn is a literal that a sync.Once runs: all who use the
// variable have waited for it.
func inOnce(fn *ssa.Function) bool {
	if fn.Parent() == nil {
		return false
	}
	for instr := range flow.Instructions(fn.Parent()) {
		call, ok := instr.(*ssa.Call)
		if !ok || flow.CalleeName(call.Common()) != "(*sync.Once).Do" {
			continue
		}
		switch run := call.Call.Args[1].(type) {
		case *ssa.MakeClosure:
			if run.Fn == fn {
				return true
			}
		case *ssa.Function:
			if run == fn {
				return true
			}
		}
	}
	return false
}

// swapped reports whether instr reads the old value of a CompareAndSwap, which
// finds out if it was stale.
func swapped(instr ssa.Instruction) bool {
	load, ok := instr.(*ssa.UnOp)
	if !ok {
		return false
	}
	for other := range flow.Instructions(load.Parent()) {
		call, ok := other.(*ssa.Call)
		if !ok || !strings.HasPrefix(atomicFunc(call.Common()), "CompareAndSwap") {
			continue
		}
		if access.Of(call.Common().Args[0]) == access.Of(load.X) {
			return true
		}
	}
	return false
}

// guarded reports whether the object of u has a lock that the function's
// callers may hold for it: it is unexported, and some struct on the way to the
// variable has a lock.
func (c *checker) guarded(u use) bool {
	fn := flow.Outermost(u.instr.Parent())
	if token.IsExported(fn.Name()) {
		return false
	}
	for addr := u.addr; ; {
		switch a := addr.(type) {
		case *ssa.FieldAddr:
			if ptr, ok := a.X.Type().Underlying().(*types.Pointer); ok && hasLock(ptr.Elem()) {
				return true
			}
			addr = a.X
			continue
		case *ssa.IndexAddr:
			addr = a.X
			continue
		case *ssa.UnOp:
			addr = a.X
			continue
		}
		return false
	}
}

// hasLock reports whether the struct t has a field that is a lock.
func hasLock(t types.Type) bool {
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range s.Fields() {
		if locks.IsLock(f.Type()) {
			return true
		}
	}
	return false
}

func anyWrite(uses []use) bool {
	for _, u := range uses {
		if u.atomic && u.write {
			return true
		}
	}
	return false
}

// constructs reports whether call returns a new object of the package's.
func (c *checker) constructs(call *ssa.Call) bool {
	callees, certainty := c.flow.Callees(call)
	if certainty != flow.Sure {
		return false
	}
	for instr := range flow.Instructions(callees[0].Fn) {
		if ret, ok := instr.(*ssa.Return); ok && len(ret.Results) > 0 {
			if _, isNew := ret.Results[0].(*ssa.Alloc); !isNew {
				return false
			}
		}
	}
	return true
}

func (c *checker) inTest(instr ssa.Instruction) bool {
	return deliberate.InTest(c.flow.Fset, instr.Pos())
}

// afterStart reports whether instr may run while a goroutine that has captured
// the local variable is running: in one itself, or after a go statement.
func (c *checker) afterStart(instr ssa.Instruction, local *ssa.Alloc) bool {
	if instr.Parent() != local.Parent() {
		return true
	}
	if !shared(local, instr) {
		return false
	}
	for other := range flow.Instructions(local.Parent()) {
		if spawns(other) && flow.Reaches(other, instr) {
			return true
		}
	}
	return false
}

// shared reports whether a literal may have captured local, or someone may have
// its address, before instr.
func shared(local *ssa.Alloc, instr ssa.Instruction) bool {
	return slices.ContainsFunc(flow.Referrers(local), func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
			return false
		case *ssa.UnOp:
			return false
		case *ssa.Store:
			if ref.Addr == ssa.Value(local) {
				return false
			}
		}
		return flow.ReachesAvoiding(ref, instr, local)
	})
}

// spawns reports whether instr starts a goroutine, or hands a function to
// something that may.
func spawns(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.Go:
		return true
	case *ssa.Call:
		fn := flow.CalleeObject(instr.Common())
		return fn != nil && (fn.Name() == "Go" || fn.FullName() == "time.AfterFunc")
	}
	return false
}

// joined reports whether on every path to instr the function has waited for
// goroutines: for a WaitGroup, an error group, or by a receive.
func joined(instr ssa.Instruction) bool {
	for other := range flow.Instructions(instr.Parent()) {
		if waits(other) && flow.Dominates(other, instr) {
			return true
		}
	}
	return false
}

func waits(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.UnOp:
		return instr.Op == token.ARROW
	case *ssa.Select:
		return instr.Blocking
	case *ssa.Call:
		fn := flow.CalleeObject(instr.Common())
		if fn == nil {
			return false
		}
		switch fn.Name() {
		case "Wait", "Shutdown", "Close", "Stop", "RunParallel":
			return true
		}
	}
	return false
}
