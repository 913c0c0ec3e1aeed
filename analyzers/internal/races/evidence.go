package races

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// Convincing reports whether the accesses show that the lock is meant to guard
// the field. It is held at most of them, in two functions at least, at a write
// among them; where only a few reads miss it, half of them will do. Or it is
// held in three functions that read the field, and the one that updates it forgot.
func (g *Guarding) Convincing() bool {
	guarded, bare := len(Functions(g.Guarded)), len(Functions(g.Bare))
	bareWriters := len(Functions(Writes(g.Bare)))
	if !slices.ContainsFunc(g.Guarded, func(u *Use) bool { return u.Write && g.Exclusive(u) && !local(u) }) {
		return guarded >= 3 && bareWriters == 1 && bare*2 <= guarded && updates(g.Bare)
	}
	return guarded >= 2 && bare*2 <= guarded || guarded >= 3 && bare <= guarded && bareWriters == 0
}

// updates reports whether the function that writes reads the field too: it
// changes what is there, rather than setting it up.
func updates(uses []*Use) bool {
	writes := Writes(uses)
	return slices.ContainsFunc(uses, func(u *Use) bool {
		return !u.Write && slices.ContainsFunc(writes, func(w *Use) bool { return w.Fn() == u.Fn() })
	})
}

// UseName returns what a reader calls the field that u accesses.
func (m *Model) UseName(u *Use) string {
	if name := m.Flow.Name(u.Value); name != "" {
		return name
	}
	return "the field"
}

// Concurrent reports whether the bare access u may run while another goroutine
// makes the guarded accesses of g.
func (m *Model) Concurrent(g *Guarding, u *Use) bool {
	fn := flow.Outermost(u.Fn())
	if m.Owner(g, u) || setsUp(fn) || prints(fn) && !readsMap(u) || m.beforeGoroutines(u) || m.checkedAgain(g, u) || m.prepared(g, u) || m.constructing(u) || isChan(u) {
		return false
	}
	if (m.gated(u.Instr) || signalsAfter(u)) && !m.declared(g) {
		return false
	}
	callers := m.Flow.CallersOf(fn)
	return !callers.Complete || len(callers.Calls) > 0 || u.Fn() != fn || u.Kind == Map && fn.Signature.Recv() != nil // or will be called
}

// signalsAfter reports whether the function of u sends or closes something
// behind it, on which others may wait before they go on.
func signalsAfter(u *Use) bool {
	instr := u.Instr
	for other := range flow.Instructions(instr.Parent()) {
		switch op := other.(type) {
		case *ssa.Send:
			if u.Kind == Map && delivers(op) {
				continue
			}
		case ssa.CallInstruction:
			if flow.Builtin(op.Common()) != "close" {
				continue
			}
		default:
			continue
		}
		if flow.Reaches(instr, other) {
			return true
		}
	}
	return false
}

// delivers reports whether send, in a loop, hands out what a caller asks for by
// passing the channel: ch <- metric.
func delivers(send *ssa.Send) bool {
	if _, isParam := send.Chan.(*ssa.Parameter); !isParam || !flow.InLoop(send) {
		return false
	}
	switch t := send.X.Type().Underlying().(type) {
	case *types.Struct:
		return t.NumFields() > 0
	case *types.Basic:
		return t.Kind() != types.Bool
	}
	return true
}

// isChan reports whether u reads a field that is a channel, or makes it anew:
// such fields are set when a goroutine starts or ends, in step with it.
func isChan(u *Use) bool {
	ptr, ok := u.Value.Type().Underlying().(*types.Pointer)
	if !ok {
		return false
	}
	if store, isStore := u.Instr.(*ssa.Store); isStore {
		_, makes := store.Val.(*ssa.MakeChan)
		return makes
	}
	_, ok = ptr.Elem().Underlying().(*types.Chan)
	return ok && !u.Write
}

// prepared reports whether one function alone writes the field, and the
// function of u, or each that calls it, calls that one first: it is set once,
// on demand.
func (m *Model) prepared(g *Guarding, u *Use) bool {
	writers := Functions(append(Writes(g.Guarded), Writes(g.Bare)...))
	return !u.Write && len(writers) == 1 && m.callsFirst(flow.Outermost(u.Fn()), u.Instr, writers[0], 0)
}

// callsFirst reports whether fn, or else each function that calls it, calls
// writer, directly or not, in good time before the instruction.
func (m *Model) callsFirst(fn *ssa.Function, before ssa.Instruction, writer *ssa.Function, depth int) bool {
	for _, frame := range m.Goroutines.Called(fn) {
		if frame.Fn != writer || frame.Caller == nil {
			continue
		}
		for frame.Caller.Caller != nil {
			frame = frame.Caller
		}
		if before.Parent() != fn || flow.Reaches(frame.Call, before) && !flow.Reaches(before, frame.Call) {
			return true
		}
	}
	calls := m.callsOf(fn)
	if len(calls) == 0 || depth >= 2 {
		return false
	}
	for _, call := range calls {
		if !m.callsFirst(call.Parent(), call, writer, depth+1) {
			return false
		}
	}
	return true
}

// prints reports whether fn shows or copies an object, which is up to whoever
// knows that he may. Of a map, even that is fatal.
func prints(fn *ssa.Function) bool {
	switch strings.ToLower(fn.Name()) {
	case "string", "gostring", "copy", "clone":
		return true
	}
	return false
}

// readsMap reports whether u reads a map, or a field that is one.
func readsMap(u *Use) bool {
	load, ok := u.Instr.(*ssa.UnOp)
	return u.Kind == Map || ok && isMap(load)
}

// setsUp reports whether fn, by its name, works on an object before anything
// else does, or on one that is not shared.
func setsUp(fn *ssa.Function) bool {
	name := strings.ToLower(fn.Name())
	prefixes := []string{"init", "setup", "open", "start", "unmarshal"}
	if fn.Signature.Recv() == nil { // a method makes something else than its receiver
		prefixes = append(prefixes, "new", "make")
	}
	return slices.ContainsFunc(prefixes, func(prefix string) bool { return strings.HasPrefix(name, prefix) })
}

// beforeGoroutines reports whether u is part of a function that runs an object,
// by its name, and comes before all goroutines that it starts.
func (m *Model) beforeGoroutines(u *Use) bool {
	fn := u.Fn()
	if name := strings.ToLower(fn.Name()); !strings.HasPrefix(name, "run") && !strings.HasPrefix(name, "serve") {
		return false
	}
	before := false
	for _, spawn := range m.Goroutines.SpawnsIn(fn) {
		if flow.Reaches(spawn.Site, u.Instr) {
			return false
		}
		before = before || flow.Reaches(u.Instr, spawn.Site)
	}
	return before
}

// gated reports whether something other than a lock may order instr: a test of
// an atomic variable, a receive, or a channel that serves as a lock, before it.
func (m *Model) gated(instr ssa.Instruction) bool {
	if atomicGate(instr) || m.onceOnly(instr) || len(m.tokens(instr)) > 0 || m.tokenTaken(instr) {
		return true
	}
	for other := range flow.Instructions(instr.Parent()) {
		if waits(other) && (flow.Dominates(other, instr) || isReceive(other) && flow.Reaches(other, instr)) {
			return true
		}
	}
	return false
}

// calledInOrder reports whether fn ends an object, and every call of it comes
// after the code around it has waited for other goroutines or, while there are
// such calls, is part of the set-up.
func (m *Model) calledInOrder(fn *ssa.Function, depth int) bool {
	callers := m.Flow.CallersOf(fn)
	if !callers.Complete && !ofHiddenType(fn) || depth > 2 || depth == 0 && !ends(fn) {
		return false
	}
	waited := false
	for _, call := range callers.Calls {
		in := flow.Outermost(call.Parent())
		switch _, isGo := call.(*ssa.Go); {
		case m.inTest(call):
		case isGo:
			return false
		case waitedBefore(call) || m.calledInOrder(in, depth+1):
			waited = true
		case !setsUp(in):
			return false
		}
	}
	return waited
}

// ends reports whether fn, by its name, ends the use of an object.
func ends(fn *ssa.Function) bool {
	name := strings.ToLower(fn.Name())
	return slices.ContainsFunc([]string{"close", "stop", "shutdown", "destroy"}, func(word string) bool { return strings.HasPrefix(name, word) })
}

// ofHiddenType reports whether fn is a method of a type that is not exported:
// what calls of it there are in the package are likely to be all.
func ofHiddenType(fn *ssa.Function) bool {
	recv := fn.Signature.Recv()
	if recv == nil {
		return false
	}
	named := typ.Named(recv.Type())
	return named != nil && !named.Obj().Exported()
}

// waitedBefore reports whether a call of a Wait method dominates instr.
func waitedBefore(instr ssa.Instruction) bool {
	for other := range flow.Instructions(instr.Parent()) {
		if _, isCall := other.(*ssa.Call); isCall && waits(other) && flow.Dominates(other, instr) {
			return true
		}
	}
	return false
}

// isReceive reports whether instr is a plain receive: a function that makes one
// on any way to an access is in step with another goroutine.
func isReceive(instr ssa.Instruction) bool {
	recv, ok := instr.(*ssa.UnOp)
	return ok && recv.Op == token.ARROW
}

// waits reports whether instr is an operation that may order what follows
// after something in another goroutine.
func waits(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.UnOp:
		return instr.Op == token.ARROW
	case *ssa.Select:
		return instr.Blocking
	case *ssa.Call:
		fn := flow.CalleeObject(instr.Common())
		return fn != nil && (strings.HasSuffix(fn.Name(), "Wait") || flow.IsFunc(fn, "(*sync.Once).Do"))
	}
	return false
}

// checkedAgain reports whether u is a read whose function puts the same
// question to the field again under the lock: double-checked locking, which is a
// question of its own.
func (m *Model) checkedAgain(g *Guarding, u *Use) bool {
	for _, o := range g.Guarded {
		if u.Kind == Map && (o.Write || !flow.Dominates(u.Instr, o.Instr)) {
			continue // acts on what it has seen, or asks something else in another turn
		}
		if !u.Write && o.Fn() == u.Fn() && flow.Reaches(u.Instr, o.Instr) && comparedWith(u) == comparedWith(o) {
			return true
		}
	}
	return false
}

// comparedWith returns what the value that u reads is compared with, if anything
// but a constant.
func comparedWith(u *Use) access.Path {
	load, ok := u.Instr.(*ssa.UnOp)
	if !ok {
		return access.Path{}
	}
	for _, ref := range *load.Referrers() {
		test, ok := ref.(*ssa.BinOp)
		if !ok {
			continue
		}
		other := test.X
		if other == ssa.Value(load) {
			other = test.Y
		}
		if _, isConst := other.(*ssa.Const); !isConst {
			return access.Of(other)
		}
	}
	return access.Path{}
}

// GuardTrace returns the guarded accesses that show which lock guards the
// field, and the bare access.
func (m *Model) GuardTrace(g *Guarding, u *Use) []analysis.RelatedInformation {
	var trace []analysis.RelatedInformation
	shown := make(map[*ssa.Function]bool)
	for _, o := range append(Writes(g.Guarded), g.Guarded...) {
		if !shown[o.Fn()] && len(trace) < 2 {
			shown[o.Fn()] = true
			trace = append(trace, report.Step(m.Range(o.Access), "%s here with %s held", o.Verb, g.Lock))
		}
	}
	return append(trace, report.Step(m.Range(u.Access), "%s here without it", u.Verb))
}
