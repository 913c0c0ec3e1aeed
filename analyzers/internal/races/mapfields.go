package races

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// A SharedMap is a map field or package variable that is used concurrently,
// with the two accesses that show it.
type SharedMap struct {
	Field *Field
	// Bare is the access without a lock, to be reported.
	Bare *Use
	// Other is the access that may happen at the same time.
	Other *Use
	// Guard tells which lock is missing at Bare; nil if no access holds any.
	Guard *Guarding
	// Requests is set if both accesses belong to handlers, of which the server
	// runs many at once; Spawn is set if a goroutine makes Other.
	Requests bool
	Spawn    *goroutines.Spawn
	// Try is the call of TryLock, for Lock, after whose failure Bare, which is
	// Other too, goes on.
	Try  *ssa.Call
	Lock access.Class
}

// SharedMaps returns the maps in fields, package variables and variables that
// handlers have captured that are used concurrently without a lock, one finding
// for each function.
func (m *Model) SharedMaps() []*SharedMap {
	var found []*SharedMap
	for _, f := range m.Fields() {
		switch g := m.GuardOf(f, Map); {
		case !hasMap(f):
		case g != nil:
			found = append(found, m.unguardedMap(g)...)
			if s := m.triedMap(f); s != nil {
				found = append(found, s)
			}
		default:
			if s := m.triedMap(f); s != nil {
				found = append(found, s)
			} else if s := m.requestMap(f); s != nil {
				found = append(found, s)
			} else if s := m.spawnedMap(f); s != nil {
				found = append(found, s)
			}
		}
	}
	return append(found, m.capturedMaps()...)
}

func hasMap(f *Field) bool {
	return slices.ContainsFunc(f.Uses, func(u *Use) bool { return u.Kind == Map && u.Write && !u.Private })
}

// unguardedMap returns the accesses of a map without the lock that guards it
// elsewhere.
func (m *Model) unguardedMap(g *Guarding) []*SharedMap {
	if len(Functions(g.Bare)) > len(Functions(g.Guarded)) {
		return nil
	}
	var found []*SharedMap
	reported := make(map[*ssa.Function]bool)
	for _, u := range append(Writes(g.Bare), g.Bare...) {
		other := m.counterpart(g, u)
		if other == nil || reported[u.Fn()] || !m.Concurrent(g, u) || m.excused(g, u) || m.otherGuard(g, u) {
			continue
		}
		reported[u.Fn()] = true
		found = append(found, &SharedMap{Field: g.Field, Bare: u, Other: other, Guard: g})
	}
	return found
}

// counterpart returns a guarded access in another function, or in another
// goroutine, that u conflicts with, or nil.
func (m *Model) counterpart(g *Guarding, u *Use) *Use {
	for _, o := range append(Writes(g.Guarded), g.Guarded...) {
		apart := flow.Outermost(o.Fn()) != flow.Outermost(u.Fn()) || m.onTimer(u.Fn()) && !m.onTimer(o.Fn())
		if (o.Write || u.Write) && apart && !(snapshot(g, u) && remade(o)) {
			return o
		}
	}
	return nil
}

// onTimer reports whether fn is a literal that a timer runs, while its function
// may be called again.
func (m *Model) onTimer(fn *ssa.Function) bool {
	return slices.ContainsFunc(m.Goroutines.Running(fn), func(s *goroutines.Spawn) bool {
		return s.Kind == goroutines.Timer && m.Goroutines.Outlives(s)
	})
}

// snapshot reports whether u is of the map that the field held when it was read
// under the lock.
func snapshot(g *Guarding, u *Use) bool {
	load, ok := u.Value.(*ssa.UnOp)
	if !ok {
		return false
	}
	return slices.ContainsFunc(g.Field.Uses, func(o *Use) bool {
		return o.Instr == ssa.Instruction(load) && holds(o.Guards, g.Lock)
	})
}

// remade reports whether the function of o puts a new map in the field before
// it writes, so that who has the old map does not see the write.
func remade(o *Use) bool {
	for instr := range flow.Instructions(o.Fn()) {
		store, ok := instr.(*ssa.Store)
		if !ok || !flow.Dominates(store, o.Instr) || access.Of(store.Addr) != loaded(o) {
			continue
		}
		switch val := store.Val.(type) {
		case *ssa.MakeMap:
			return true
		case *ssa.Call:
			if flow.CalleeName(&val.Call) == "maps.Clone" {
				return true
			}
		}
	}
	return false
}

// loaded returns the path of the field whose map o accesses.
func loaded(o *Use) access.Path {
	if load, ok := o.Value.(*ssa.UnOp); ok {
		return access.Of(load.X)
	}
	return access.Path{}
}

// requestMap returns the accesses of a map that handlers make without a lock,
// or nil.
func (m *Model) requestMap(f *Field) *SharedMap {
	var accesses []*Use
	for _, u := range f.Uses {
		if u.Kind == Map && !u.Private && len(u.May) == 0 && m.Handles(u.Fn()) && !m.inTest(u.Instr) && !m.gated(u.Instr) && !m.madeUnderLock(u.Fn()) {
			accesses = append(accesses, u)
		}
	}
	writes := Writes(accesses)
	if len(writes) == 0 || f.Class.Owner != nil && perRequest(f.Class.Owner.Type()) {
		return nil
	}
	return &SharedMap{Field: f, Bare: writes[0], Other: accesses[0], Requests: true}
}

// madeUnderLock reports whether fn is a literal that its function, with a lock
// held, hands to a call, which is likely to run it there and then.
func (m *Model) madeUnderLock(fn *ssa.Function) bool {
	if fn.Parent() == nil || !m.Locks.Used() {
		return false
	}
	for instr := range flow.Instructions(fn.Parent()) {
		call, ok := instr.(*ssa.Call)
		if !ok || len(m.Locks.Held(call)) == 0 {
			continue
		}
		if slices.ContainsFunc(call.Call.Args, func(arg ssa.Value) bool {
			closure, ok := arg.(*ssa.MakeClosure)
			return ok && closure.Fn == ssa.Value(fn)
		}) {
			return true
		}
	}
	return false
}

// perRequest reports whether objects of type t belong to one request or
// connection: they hold a context, request or response.
func perRequest(t types.Type) bool {
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return true
	}
	for f := range s.Fields() {
		switch typ.Name(typ.Deref(f.Type())) {
		case "net/http.Request", "net/http.ResponseWriter", "context.Context", "net.Conn":
			return true
		}
	}
	return false
}

// Handles reports whether fn serves requests, or is called by such a function
// of the package on the same object.
func (m *Model) Handles(fn *ssa.Function) bool {
	return m.handles(fn, 0)
}

func (m *Model) handles(fn *ssa.Function, depth int) bool {
	if m.Goroutines.Serves(fn) != nil {
		return true
	}
	if fn.Parent() != nil && m.handles(fn.Parent(), depth) {
		return true
	}
	if depth > 2 {
		return false
	}
	for _, call := range m.Flow.CallersOf(fn).Calls {
		if fn.Signature.Recv() != nil && !onOwnReceiver(call) {
			continue
		}
		if m.handles(call.Parent(), depth+1) {
			return true
		}
	}
	return false
}

// onOwnReceiver reports whether call passes on the receiver of the method that
// contains it.
func onOwnReceiver(call ssa.CallInstruction) bool {
	caller := call.Parent()
	args := call.Common().Args
	return caller.Signature.Recv() != nil && len(args) > 0 && access.Of(args[0]) == (access.Path{Root: caller.Params[0]})
}
