package goroutines

import (
	"go/token"
	"go/types"
	"iter"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// awaiting is an operation that waits for a signal, in terms of the function
// that executes it.
type awaiting struct {
	done  bool // waits for a group, otherwise for a channel
	send  bool // waits for a receiver, otherwise for a sender
	path  access.Path
	class access.Class
	typ   types.Type
}

// matches reports whether the operation a may wait for sig.
func (a awaiting) matches(sig Signal) bool {
	if a.send != (sig.Kind == Receive) || a.send && !unbuffered(a.path.Root) {
		return false
	}
	if a.done != (sig.Kind == Done || sig.Kind == Notify && !isChan(sig.Type)) && sig.Kind != Cancel {
		return false
	}
	if sig.Kind == Cancel {
		return !a.done && isContextDone(a.path.Root)
	}
	if !a.class.IsZero() && a.class == sig.Class {
		return true
	}
	if a.path.IsZero() || sig.Object.IsZero() {
		return sameElem(a.typ, sig.Type)
	}
	switch access.Compare(a.path, sig.Object) {
	case access.Same:
		return true
	case access.Maybe:
		return sameElem(a.typ, sig.Type) && !isContextDone(a.path.Root)
	}
	return false
}

// unbuffered reports whether v makes a channel without a buffer.
func unbuffered(v ssa.Value) bool {
	ch, ok := v.(*ssa.MakeChan)
	if !ok {
		return false
	}
	size, ok := ch.Size.(*ssa.Const)
	return ok && size.Value != nil && size.Int64() == 0
}

func isChan(t types.Type) bool {
	_, ok := t.Underlying().(*types.Chan)
	return ok
}

// sameElem reports whether a and b may be types of the same channel or group.
func sameElem(a, b types.Type) bool {
	ca, ok1 := a.Underlying().(*types.Chan)
	cb, ok2 := b.Underlying().(*types.Chan)
	if ok1 && ok2 {
		return types.Identical(ca.Elem(), cb.Elem())
	}
	return ok1 == ok2 && types.Identical(a, b)
}

// isContextDone reports whether v is the channel of a context or timer, which
// no goroutine of the package sends on.
func isContextDone(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	switch flow.CalleeName(call.Common()) {
	case "(context.Context).Done", "time.After", "time.Tick":
		return true
	}
	return false
}

// waits returns what executing call waits for: Wait on a group, also inside
// functions of the package, or anything that is handed to code out of sight.
func (m *Model) waits(call ssa.CallInstruction) iter.Seq[awaiting] {
	return m.waitsBelow(call, m.waitsIn)
}

func (m *Model) waitsBelow(call ssa.CallInstruction, in func(*ssa.Function) []awaiting) iter.Seq[awaiting] {
	return func(yield func(awaiting) bool) {
		common := call.Common()
		if _, isGo := call.(*ssa.Go); isGo {
			return
		}
		if m.foreignMethod(call, "Wait", "Finish", "Join") {
			v := common.Args[0]
			yield(awaiting{done: true, path: access.Of(v), class: access.ClassOf(v), typ: v.Type()})
			return
		}
		callees, certainty := m.Flow.Callees(call)
		for _, callee := range callees {
			for _, w := range in(callee.Fn) {
				path, ok := access.Translate(w.path, callee)
				if !ok && w.class.IsZero() {
					continue
				}
				w.path = path
				if !yield(w) {
					return
				}
			}
		}
		if certainty != flow.Unknown || flow.Builtin(common) != "" || countsGroup(common) {
			return
		}
		for _, arg := range common.Args {
			if arg = unwrap(arg); !signalling(arg.Type()) || isCancel(arg.Type()) {
				continue
			}
			if !yield(awaiting{done: !isChan(arg.Type()), path: access.Of(arg), class: access.ClassOf(arg), typ: arg.Type()}) {
				return
			}
		}
	}
}

// countsGroup reports whether call is of a method of sync.WaitGroup that does
// not wait.
func countsGroup(call *ssa.CallCommon) bool {
	switch flow.CalleeName(call) {
	case "(*sync.WaitGroup).Add", "(*sync.WaitGroup).Done", "(*sync.WaitGroup).Go":
		return true
	}
	return false
}

// waitsIn returns what fn waits for on some path, the functions that it calls
// included.
func (m *Model) waitsIn(fn *ssa.Function) []awaiting {
	// All at once and in one order, so that what recursion leaves out does not
	// depend on which pass asks first.
	m.await.Do(func() {
		m.awaited = make(map[*ssa.Function][]awaiting)
		for _, fn := range m.Flow.Functions() {
			m.collectWaits(fn)
		}
	})
	return m.awaited[fn]
}

func (m *Model) collectWaits(fn *ssa.Function) []awaiting {
	if waits, ok := m.awaited[fn]; ok {
		return waits
	}
	m.awaited[fn] = nil // recursion adds nothing
	var waits []awaiting
	for instr := range flow.Instructions(fn) {
		switch instr := instr.(type) {
		case *ssa.UnOp:
			if instr.Op == token.ARROW {
				waits = append(waits, receives(instr.X))
			}
		case *ssa.Select:
			for _, state := range instr.States {
				if state.Dir == types.RecvOnly {
					waits = append(waits, receives(state.Chan))
				}
			}
		case ssa.CallInstruction:
			waits = slices.AppendSeq(waits, m.waitsBelow(instr, m.collectWaits))
		}
		if len(waits) > 64 {
			break
		}
	}
	m.awaited[fn] = waits
	return waits
}

func receives(ch ssa.Value) awaiting {
	return awaiting{path: access.Of(ch), class: access.ClassOf(ch), typ: ch.Type()}
}

// drained reports whether the branch finds that a variable is nil which has
// held a channel that one of the signals closes: it is set to nil when the
// channel has been closed, so that a select statement leaves it alone.
func drained(branch *ssa.If, taken int, signals []Signal) bool {
	test, ok := flow.NilTestOf(branch.Cond)
	if !ok || !isChan(test.X.Type()) || taken == 0 || test.NilWhen != (taken > 0) {
		return false
	}
	var closes []Signal
	for _, sig := range signals {
		if sig.Kind == Close {
			closes = append(closes, sig)
		}
	}
	seen := make(map[ssa.Value]bool)
	var cleared, closed bool
	var visit func(v ssa.Value)
	visit = func(v ssa.Value) {
		phi, isPhi := v.(*ssa.Phi)
		switch {
		case seen[v]:
		case flow.IsNil(v):
			cleared = true
		case !isPhi:
			closed = closed || anyMatch(receives(v), closes)
		default:
			seen[v] = true
			for _, edge := range phi.Edges {
				visit(edge)
			}
		}
	}
	visit(test.X)
	return cleared && closed
}

// Awaited returns the channels that instr waits for, as far as they are known.
func (m *Model) Awaited(instr ssa.Instruction) []access.Path {
	var waits []awaiting
	switch instr := instr.(type) {
	case *ssa.UnOp:
		if instr.Op == token.ARROW {
			waits = append(waits, receives(instr.X))
		}
	case *ssa.Call:
		waits = slices.Collect(m.waits(instr))
	}
	var paths []access.Path
	for _, w := range waits {
		if !w.done && !w.path.IsZero() {
			paths = append(paths, w.path)
		}
	}
	return paths
}

// Ordered reports whether the goroutine executes instr, of the function of f,
// only after it has waited for one of the signals, which are in terms of the
// function that contains its spawn.
func (m *Model) Ordered(f *Frame, instr ssa.Instruction, signals []Signal) bool {
	if len(signals) == 0 {
		return false
	}
	for ; f != nil && instr != nil; f = f.Caller {
		for other := range flow.Instructions(f.Fn) {
			if flow.Dominates(other, instr) && m.receivesAny(f, other, instr, signals) {
				return true
			}
		}
		instr = f.Call
		if f.Body() {
			break
		}
	}
	return false
}

// receivesAny reports whether op, which dominates instr, waits for one of the
// signals.
func (m *Model) receivesAny(f *Frame, op, instr ssa.Instruction, signals []Signal) bool {
	var waits []awaiting
	switch op := op.(type) {
	case *ssa.UnOp:
		if op.Op == token.ARROW {
			waits = append(waits, receives(op.X))
		}
	case *ssa.If:
		if succs := op.Block().Succs; len(succs) == 2 && (succs[0] == instr.Block() || succs[0].Dominates(instr.Block())) {
			if state := Chosen(op, 1); state != nil && state.Dir == types.RecvOnly {
				waits = append(waits, receives(state.Chan))
			}
		}
	case *ssa.Call:
		waits = slices.Collect(m.waits(op))
	}
	for _, w := range waits {
		var ok bool
		if w.path, ok = f.Translate(w.path); !ok {
			w.path = access.Path{}
			if w.class.IsZero() {
				continue
			}
		}
		if anyMatch(w, signals) {
			return true
		}
	}
	return false
}

// Releases returns the signals that fn gives after it executed instr and not
// before, in terms of fn: a goroutine that waits for one of them runs after
// instr. What happened before created made the variable anew does not matter;
// created may be nil.
func (m *Model) Releases(fn *ssa.Function, instr, created ssa.Instruction) []Signal {
	if created != nil && created.Parent() != fn {
		created = nil
	}
	var signals []Signal
	for _, sig := range m.signalsIn(&Frame{Fn: fn}) {
		if sig.Kind != Receive && flow.Reaches(instr, sig.Instr) && !flow.ReachesAvoiding(sig.Instr, instr, created) {
			signals = append(signals, sig)
		}
	}
	return signals
}
