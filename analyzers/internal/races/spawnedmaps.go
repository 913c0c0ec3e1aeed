package races

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// spawnedMap returns an access of a map by a goroutine or timer that a method
// or constructor of the type starts, or a metric that it registers, and another by a method that may run
// meanwhile, or nil. Of a package variable, it is a timer, or a goroutine that
// the package starts by itself, and a function.
func (m *Model) spawnedMap(f *Field) *SharedMap {
	for _, s := range m.Goroutines.Spawns() {
		if !asynchronous(s) || !m.serves(s, f) || m.signals(s) {
			continue
		}
		inside := make(map[*ssa.Function]bool)
		for _, frame := range m.Goroutines.Code(s) {
			inside[frame.Fn] = true
		}
		for _, o := range f.Uses {
			if o.Kind != Map || o.Private || !inside[o.Fn()] || len(o.May) > 0 || m.inTest(o.Instr) {
				continue
			}
			for _, u := range f.Uses {
				if u.Kind == Map && !u.Private && (u.Write || o.Write) && m.beside(s, u, inside) {
					return &SharedMap{Field: f, Bare: u, Other: o, Spawn: s}
				}
			}
		}
	}
	return nil
}

// serves reports whether the goroutine of s belongs to the objects that have the
// field f, or to the package that has the variable f.
func (m *Model) serves(s *goroutines.Spawn, f *Field) bool {
	if f.Class.Owner == nil {
		return s.Kind == goroutines.Timer || s.Scraped || initialises(flow.Outermost(s.In()))
	}
	return onReceiver(s, f.Class.Owner) || worksOn(s, f.Class.Owner)
}

// beside reports whether a method makes the access u while the goroutine of s,
// which runs the functions inside, may run. A timer outlasts the call of the
// method that starts it: the next one comes while it may fire.
func (m *Model) beside(s *goroutines.Spawn, u *Use, inside map[*ssa.Function]bool) bool {
	if inside[u.Fn()] || !m.bare(u) {
		return false
	}
	if flow.Outermost(u.Fn()) == s.In() {
		return s.Kind == goroutines.Timer && m.Goroutines.Outlives(s)
	}
	return u.Fn().Object().Exported() || m.calledOutside(u.Fn(), inside, 0)
}

// calledOutside reports whether an exported function, or one that nobody calls,
// calls the method fn, directly or not, and no lock is held then. The functions
// inside run in the goroutine.
func (m *Model) calledOutside(fn *ssa.Function, inside map[*ssa.Function]bool, depth int) bool {
	callers := m.Flow.CallersOf(fn)
	if !callers.Complete || depth > 3 {
		return false // it may be called by the goroutine, as a value
	}
	for _, call := range callers.Calls {
		in := call.Parent()
		if inside[in] || in.Parent() != nil || m.inTest(call) || setsUp(in) || m.LockedByName(in) || m.gated(call) || m.Locks.Used() && len(m.Locks.Held(call)) > 0 {
			continue
		}
		if in.Object() != nil && in.Object().Exported() || in.Name() == "main" || m.calledOutside(in, inside, depth+1) {
			return true
		}
	}
	return len(callers.Calls) == 0
}

// onReceiver reports whether a method of type owner starts s.
func onReceiver(s *goroutines.Spawn, owner types.Object) bool {
	recv := flow.Outermost(s.In()).Signature.Recv()
	if recv == nil {
		return false
	}
	named := typ.Named(recv.Type())
	return named != nil && types.Object(named.Obj()) == owner
}

// worksOn reports whether the goroutine of s is a method of type owner, or a
// literal that captures an object of it, as a constructor starts it.
func worksOn(s *goroutines.Spawn, owner types.Object) bool {
	is := func(t types.Type) bool {
		named := typ.Named(typ.Deref(t)) // a captured variable is a pointer
		return named != nil && types.Object(named.Obj()) == owner
	}
	for _, body := range s.Bodies {
		if recv := body.Fn.Signature.Recv(); recv != nil && is(recv.Type()) {
			return true
		}
		for _, fv := range body.Fn.FreeVars {
			if is(fv.Type()) {
				return true
			}
		}
	}
	return false
}

// entry reports whether u is an access without any lock by an exported method
// that other goroutines may call at any time.
func (m *Model) entry(u *Use) bool {
	obj := u.Fn().Object()
	return obj != nil && obj.Exported() && u.Fn().Signature.Recv() != nil && m.bare(u)
}

// bare reports whether u is an access by a named function that holds no lock,
// and of which nothing says that it runs at a certain time.
func (m *Model) bare(u *Use) bool {
	fn := u.Fn()
	return fn.Object() != nil && len(u.May) == 0 &&
		!setsUp(fn) && !m.LockedByName(fn) && !m.gated(u.Instr) && !m.inTest(u.Instr)
}

// asynchronous reports whether the goroutine of s runs beside the code that
// starts it, at its own pace.
func asynchronous(s *goroutines.Spawn) bool {
	return s.Scraped || s.Kind == goroutines.Go || s.Kind == goroutines.Group || s.Kind == goroutines.Timer
}
