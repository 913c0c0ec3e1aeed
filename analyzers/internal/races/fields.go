package races

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// A Field is a field of a type of the package, or a package variable, with all
// its accesses in the package.
type Field struct {
	Class access.Class
	Uses  []*Use // in source order of functions
}

// A Use is an access of a field.
type Use struct {
	*Access
	// Guards are the locks that are held at the access on every path, those of
	// all callers included; May those that are held on some.
	Guards, May []Guard
	// Private is set if no other goroutine can know the object yet, or if the
	// access is part of its construction.
	Private bool
}

// Fields returns the fields and package variables of the package that are
// accessed anywhere, in the order of their first access. Fields of types of
// other packages are not among them.
func (m *Model) Fields() []*Field {
	m.collect.Do(m.collectFields)
	return m.fields
}

// FieldOf returns the field of class c, or nil.
func (m *Model) FieldOf(c access.Class) *Field {
	m.collect.Do(m.collectFields)
	return m.byClass[c]
}

func (m *Model) collectFields() {
	m.byClass = make(map[access.Class]*Field)
	private := m.privateFunctions()
	for _, fn := range m.Flow.Functions() {
		if inits(fn) {
			continue
		}
		for _, a := range m.Accesses(fn) {
			c := access.ClassOf(a.Value)
			if !m.shared(c) {
				continue
			}
			f := m.byClass[c]
			if f == nil {
				f = &Field{Class: c}
				m.byClass[c] = f
				m.fields = append(m.fields, f)
			}
			u := &Use{Access: a, Private: private[fn] || m.privateObject(a) || initialises(fn) || m.prepares(fn) || m.movedOut(a)}
			if m.Locks.Used() {
				for _, h := range m.Locks.Held(a.Instr) {
					g := Guard{Path: h.Path, Class: h.Class, Read: h.Mode != 0}
					u.May = append(u.May, g)
					if h.Must {
						u.Guards = append(u.Guards, g)
					}
				}
				for _, h := range m.Locks.Doubted(a.Instr) {
					u.May = append(u.May, Guard{Path: h.Path, Class: h.Class})
				}
			}
			f.Uses = append(f.Uses, u)
		}
	}
}

// shared reports whether c is a field of a type of this package, or a package
// variable of it.
func (m *Model) shared(c access.Class) bool {
	if c.Owner != nil {
		return c.Owner.Pkg() == m.Flow.Types
	}
	g, ok := c.Root.(*ssa.Global)
	return ok && g.Pkg != nil && g.Pkg.Pkg == m.Flow.Types && !strings.HasPrefix(g.Name(), "init$")
}

// initialises reports whether fn runs before anything is concurrent: an init
// function.
func initialises(fn *ssa.Function) bool {
	outer := flow.Outermost(fn)
	return outer == fn && (outer.Name() == "init" || strings.HasPrefix(outer.Name(), "init#"))
}

// prepares reports whether fn runs before others know the object, by its name,
// and is not the goroutine that such a function leaves behind.
func (m *Model) prepares(fn *ssa.Function) bool {
	return flow.Prepares(fn) && len(m.Goroutines.Running(fn)) == 0
}

// privateObject reports whether a is of a part of an object that its function
// has made and not yet let others know.
func (m *Model) privateObject(a *Access) bool { return unpublished(a.Path.Root, a.Instr) }

// unpublished reports whether root is an object made by the function of instr,
// or by a constructor that it calls, that nobody else knows when instr
// executes.
func unpublished(root ssa.Value, instr ssa.Instruction) bool {
	switch root.(type) {
	case *ssa.Alloc:
	case *ssa.Call, *ssa.Extract:
		if call := flow.CallOf(root); call == nil || !constructs(call) {
			return false
		}
	case *ssa.MakeMap:
	default:
		return false
	}
	if root.Parent() != instr.Parent() {
		return false
	}
	return !published(root, instr, 0)
}

// constructs reports whether call calls a function that returns an object made
// anew: by its code, or by its name, New or Open or the like.
func constructs(call *ssa.Call) bool {
	fn := call.Call.StaticCallee()
	if fn == nil {
		return false
	}
	if returnsNew(fn) {
		return true
	}
	if returnsRunning(fn) {
		return false
	}
	name := strings.ToLower(fn.Name())
	for _, prefix := range []string{"new", "make", "open", "create", "build", "clone", "copy", "parse"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

// returnsNew reports whether the first result of fn is always an object that fn
// makes and lets nobody else know.
func returnsNew(fn *ssa.Function) bool {
	found := false
	for _, block := range fn.Blocks {
		ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		if len(ret.Results) == 0 {
			return false
		}
		if flow.IsNil(ret.Results[0]) {
			continue
		}
		alloc, ok := ret.Results[0].(*ssa.Alloc)
		if !ok || published(alloc, ret, 0) {
			return false
		}
		found = true
	}
	return found
}

// returnsRunning reports whether fn returns an object that it has started a
// goroutine for.
func returnsRunning(fn *ssa.Function) bool {
	for instr := range flow.Instructions(fn) {
		spawn, ok := instr.(*ssa.Go)
		if !ok {
			continue
		}
		known := spawn.Call.Args
		if closure, ok := spawn.Call.Value.(*ssa.MakeClosure); ok {
			known = append(slices.Clone(known), closure.Bindings...)
		}
		for _, v := range known {
			if p := access.Of(v); isMade(p) && returns(fn, p.Root) {
				return true
			}
		}
	}
	return false
}

// isMade reports whether p is a new object, or a captured variable that holds
// one.
func isMade(p access.Path) bool {
	_, ok := p.Root.(*ssa.Alloc)
	return ok && (p.Sel == "" || p.Sel == "*")
}

// returns reports whether fn returns the object root, or what the variable root
// holds.
func returns(fn *ssa.Function, root ssa.Value) bool {
	for instr := range flow.Instructions(fn) {
		if ret, ok := instr.(*ssa.Return); ok && slices.ContainsFunc(ret.Results, func(v ssa.Value) bool { return access.Of(v).Root == held(root) }) {
			return true
		}
	}
	return false
}

// held returns the object that the variable root holds if it is assigned once,
// or root.
func held(root ssa.Value) ssa.Value {
	if values, complete := flow.LocalStores(root); complete && len(values) == 1 {
		return values[0]
	}
	return root
}

// published reports whether something that may happen before instr lets others
// know the object v.
func published(v ssa.Value, instr ssa.Instruction, depth int) bool {
	refs := v.Referrers()
	if refs == nil || depth > 4 {
		return true
	}
	for _, ref := range *refs {
		if ref.Parent() != instr.Parent() {
			continue
		}
		before := ref != instr && flow.Reaches(ref, instr)
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Val != v || !before {
				continue
			}
			if a, ok := ref.Addr.(*ssa.Alloc); ok {
				if published(a, instr, depth+1) {
					return true
				}
				continue
			}
			return true
		case *ssa.UnOp: // a load of a variable that holds the object
			if _, isVar := v.(*ssa.Alloc); isVar && typ.IsPointer(ref.Type()) && published(ref, instr, depth+1) {
				return true
			}
		case *ssa.Phi:
			if published(ref, instr, depth+1) {
				return true
			}
		case *ssa.ChangeType:
			if published(ref, instr, depth+1) {
				return true
			}
		case *ssa.MakeClosure:
			if before && !calledHere(ref) {
				return true
			}
		case *ssa.Go, *ssa.Send, *ssa.MapUpdate, *ssa.MakeInterface:
			if before {
				return true
			}
		}
	}
	return false
}

// calledHere reports whether the function that makes the closure calls or
// defers it and does nothing else with it.
func calledHere(closure *ssa.MakeClosure) bool {
	for _, ref := range *closure.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Call, *ssa.Defer:
			if ref.(ssa.CallInstruction).Common().Value != ssa.Value(closure) {
				return false
			}
		case *ssa.DebugRef:
		default:
			return false
		}
	}
	return true
}

// privateFunctions returns the methods and functions that are called only
// while the object they work on, their first parameter, is private: parts of a
// constructor.
func (m *Model) privateFunctions() map[*ssa.Function]bool {
	private := make(map[*ssa.Function]bool)
	for range 4 {
		changed := false
		for _, fn := range m.Flow.Functions() {
			if private[fn] || len(fn.Params) == 0 || !m.constructorOnly(fn, private) {
				continue
			}
			private[fn] = true
			changed = true
		}
		if !changed {
			break
		}
	}
	return private
}

func (m *Model) constructorOnly(fn *ssa.Function, private map[*ssa.Function]bool) bool {
	callers := m.Flow.CallersOf(fn)
	if !callers.Complete || len(callers.Calls) == 0 {
		return false
	}
	for _, call := range callers.Calls {
		if _, isGo := call.(*ssa.Go); isGo || len(call.Common().Args) == 0 {
			return false
		}
		arg := access.Of(call.Common().Args[0])
		if private[call.Parent()] && len(call.Parent().Params) > 0 && arg.Root == ssa.Value(call.Parent().Params[0]) {
			continue
		}
		if initialises(call.Parent()) {
			continue
		}
		if !unpublished(arg.Root, call) {
			return false
		}
	}
	return true
}
