package alias

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// Repeats reports whether fn is a function literal that runs again and again
// while its captured variables stay what they are: the body of a loop over a
// function, or what a function is given to call for each element.
func (m *Model) Repeats(fn *ssa.Function) bool {
	if fn.Parent() == nil {
		return false
	}
	if flow.Yields(fn) {
		return true
	}
	for instr := range flow.Instructions(fn.Parent()) {
		if closure, ok := instr.(*ssa.MakeClosure); ok && closure.Fn == ssa.Value(fn) {
			return m.calledAgain(closure)
		}
	}
	return false
}

// Concurrent reports whether fn is a function literal that a loop runs in one
// goroutine per iteration, while the variable at addr, from outside, is the same
// for all of them.
func (m *Model) Concurrent(fn *ssa.Function, addr ssa.Value) bool {
	if fn.Parent() == nil {
		return false
	}
	for instr := range flow.Instructions(fn.Parent()) {
		closure, ok := instr.(*ssa.MakeClosure)
		if !ok || closure.Fn != ssa.Value(fn) {
			continue
		}
		for _, ref := range flow.Referrers(closure) {
			call, ok := ref.(ssa.CallInstruction)
			if !ok || !flow.InLoop(call) || !starts(call, closure) {
				continue
			}
			variable, ok := access.Of(addr).Root.(ssa.Instruction)
			return !ok || !flow.Reaches(call, variable)
		}
	}
	return false
}

// starts reports whether call runs closure in a goroutine: go, or the method Go
// of a group.
func starts(call ssa.CallInstruction, closure *ssa.MakeClosure) bool {
	if _, ok := call.(*ssa.Go); ok {
		return call.Common().Value == ssa.Value(closure)
	}
	fn := flow.CalleeObject(call.Common())
	return fn != nil && fn.Name() == "Go" && fn.Signature().Recv() != nil
}

// calledAgain reports whether closure goes to one function that calls it
// for each of several elements.
func (m *Model) calledAgain(closure *ssa.MakeClosure) bool {
	again := false
	for _, ref := range flow.Referrers(closure) {
		var v ssa.Value = closure
		if conv, ok := ref.(*ssa.ChangeType); ok && len(*conv.Referrers()) == 1 {
			v, ref = conv, (*conv.Referrers())[0]
		}
		call, ok := ref.(*ssa.Call)
		if !ok {
			return false
		}
		for i, arg := range call.Call.Args {
			if arg == v {
				again = again || m.callsEach(call, i)
			}
		}
	}
	return again
}

// callsEach reports whether the function that call invokes calls its argument
// i in a loop; of functions of other packages their names tell.
func (m *Model) callsEach(call *ssa.Call, i int) bool {
	callees, _ := m.Callees(call)
	for _, callee := range callees {
		for j, arg := range callee.Args {
			if arg != call.Call.Args[min(i, len(call.Call.Args)-1)] || j >= len(callee.Fn.Params) {
				continue
			}
			for _, ref := range flow.Referrers(callee.Fn.Params[j]) {
				inner, ok := ref.(*ssa.Call)
				if ok && inner.Call.Value == ssa.Value(callee.Fn.Params[j]) && flow.InLoop(inner) {
					return true
				}
			}
		}
	}
	fn := flow.CalleeObject(&call.Call)
	return len(callees) == 0 && fn != nil && each(fn)
}

// each reports whether fn follows the convention of names for functions that
// call their argument for each of several elements.
func each(fn *types.Func) bool {
	for _, word := range []string{"Range", "Walk", "Each", "ForEach", "Visit", "Ascend", "Descend", "Iterate"} {
		if strings.HasPrefix(fn.Name(), word) || strings.HasSuffix(fn.Name(), word) {
			return true
		}
	}
	switch fn.Origin().FullName() {
	case "(*container/ring.Ring).Do", "go/ast.Inspect", "(*golang.org/x/tools/go/ast/inspector.Inspector).Preorder":
		return true
	}
	return false
}

// Gathered returns the first of uses that puts the slice among others which the
// function fn leaves as they are: into a collection, a map, a channel, a field
// of the object that it is run for.
func (m *Model) Gathered(fn *ssa.Function, uses []Use) *Use {
	for i, use := range uses {
		if !use.Kept {
			continue
		}
		switch instr := use.Instr.(type) {
		case *ssa.Send, *ssa.Go:
			return &uses[i]
		case *ssa.MapUpdate:
			if varies(instr.Key, fn) {
				return &uses[i]
			}
		case *ssa.Store:
			if addr, ok := instr.Addr.(*ssa.IndexAddr); ok && varies(addr.Index, fn) {
				return &uses[i]
			}
			if addr, ok := instr.Addr.(*ssa.FieldAddr); ok && visited(addr.X, fn) {
				return &uses[i]
			}
			if use.Put != nil && m.grows(instr) {
				return &uses[i]
			}
		case *ssa.Call:
			if keepers[flow.CalleeName(&instr.Call)] != nil {
				return &uses[i]
			}
		}
	}
	return nil
}

// grows reports whether store appends to the variable that it assigns.
func (m *Model) grows(store *ssa.Store) bool {
	app, ok := m.AppendOf(store.Val)
	if !ok {
		return false
	}
	load, ok := app.Base.(*ssa.UnOp)
	return ok && load.Op == token.MUL && load.X == store.Addr
}

// visited reports whether v is what fn is run for, a pointer or what an
// interface holds: another object at each run.
func visited(v ssa.Value, fn *ssa.Function) bool {
	switch v := v.(type) {
	case *ssa.Parameter:
		return v.Parent() == fn
	case *ssa.TypeAssert:
		return visited(v.X, fn)
	case *ssa.Extract:
		assert, ok := v.Tuple.(*ssa.TypeAssert)
		return ok && v.Index == 0 && visited(assert.X, fn)
	}
	return false
}

// varies reports whether the key or index v is another at each run of fn: made
// of a parameter or of a variable that it assigns.
func varies(v ssa.Value, fn *ssa.Function) bool {
	switch v := v.(type) {
	case *ssa.Parameter:
		return v.Parent() == fn
	case *ssa.UnOp:
		if fv, ok := v.X.(*ssa.FreeVar); ok {
			for _, ref := range flow.Referrers(fv) {
				if store, ok := ref.(*ssa.Store); ok && store.Addr == ssa.Value(fv) {
					return true
				}
			}
			return false
		}
		return varies(v.X, fn)
	case *ssa.FieldAddr:
		return varies(v.X, fn)
	case *ssa.Field:
		return varies(v.X, fn)
	case *ssa.Alloc: // a parameter whose fields are asked for
		return true
	case *ssa.Convert:
		return varies(v.X, fn)
	case *ssa.MakeInterface:
		return varies(v.X, fn)
	case *ssa.Call:
		for _, arg := range v.Call.Args {
			if varies(arg, fn) {
				return true
			}
		}
	}
	return false
}
