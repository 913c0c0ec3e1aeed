package waits

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/locks"
)

// unanswered returns the deadlock of w with h held, if whatever ends the wait
// needs h; else nil.
func (m *Model) unanswered(w *Wait, h locks.Held) *Deadlock {
	m.index()
	switch {
	case w.Group:
		return m.groupBlocked(w, h)
	case w.Cond:
		return m.condBlocked(w, h)
	}
	makes, complete := m.origins(w.On)
	if !complete || len(makes) == 0 {
		return nil
	}
	buffered := false
	for mc := range makes {
		if m.gone[mc] {
			return nil
		}
		k, ok := mc.Size.(*ssa.Const)
		if !ok && w.Sends {
			return nil // there may be room for all
		}
		buffered = buffered || !ok || k.Int64() != 0
	}
	if buffered && w.Sends && oneShot(w) {
		return nil
	}
	var found *Deadlock
	for _, o := range m.ops {
		if o.sends == w.Sends || !intersect(o.makes, makes) {
			continue
		}
		if buffered && !w.Sends && !o.closes {
			return nil // the value may be there already
		}
		d := m.blocked(o.instr, o.on, w, h, 0)
		if d == nil {
			return nil // this one can go on
		}
		if found == nil {
			found = d
			found.Other, found.Full = o.instr, buffered
		}
	}
	return found
}

// oneShot reports whether the send w is made once, or until somebody resets a
// field: the channel is new, the send depends on a field that the same function
// sets, or the function closes the channel, or takes out what is in it. Then the
// buffer may be large enough.
func oneShot(w *Wait) bool {
	for ; w != nil; w = w.Via {
		if mc, ok := w.On.(*ssa.MakeChan); ok && mc.Parent() == w.Instr.Parent() && !flow.ReachesAvoiding(w.Instr, w.Instr, mc) {
			return true // the channel is new
		}
		set := make(map[*types.Var]bool)
		for instr := range flow.Instructions(w.Instr.Parent()) {
			switch instr := instr.(type) {
			case *ssa.Store:
				if addr, ok := instr.Addr.(*ssa.FieldAddr); ok {
					set[flow.FieldOf(addr)] = true
				}
			case *ssa.Select:
				if !instr.Blocking && takesFrom(instr, w.On) {
					return true
				}
			case ssa.CallInstruction:
				if flow.Builtin(instr.Common()) == "close" {
					return true
				}
				if f := atomicField(instr); f != nil && !strings.HasSuffix(flow.CalleeName(instr.Common()), ").Load") {
					set[f] = true
				}
			}
		}
		for _, b := range w.Instr.Parent().Blocks {
			branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
			if !ok || !b.Dominates(w.Instr.Block()) {
				continue
			}
			for _, f := range fieldsIn(branch.Cond, 0) {
				if set[f] {
					return true
				}
			}
		}
	}
	return false
}

// takesFrom reports whether sel has a case that receives from ch.
func takesFrom(sel *ssa.Select, ch ssa.Value) bool {
	for _, state := range sel.States {
		if state.Dir == types.RecvOnly && access.Of(state.Chan) == access.Of(ch) {
			return true
		}
	}
	return false
}

// fieldsIn returns the fields that the condition v is computed from.
func fieldsIn(v ssa.Value, depth int) []*types.Var {
	if depth > 3 {
		return nil
	}
	switch v := v.(type) {
	case *ssa.UnOp:
		if addr, ok := v.X.(*ssa.FieldAddr); ok {
			return []*types.Var{flow.FieldOf(addr)}
		}
		return fieldsIn(v.X, depth+1)
	case *ssa.BinOp:
		return append(fieldsIn(v.X, depth+1), fieldsIn(v.Y, depth+1)...)
	case *ssa.Call:
		if flow.Builtin(v.Common()) == "len" {
			return fieldsIn(v.Call.Args[0], depth+1)
		}
		if f := atomicField(v); f != nil {
			return []*types.Var{f}
		}
	}
	return nil
}

// atomicField returns the field of a type of sync/atomic whose method call is, or
// nil.
func atomicField(call ssa.CallInstruction) *types.Var {
	if !strings.HasPrefix(flow.CalleeName(call.Common()), "(*sync/atomic.") {
		return nil
	}
	addr, ok := call.Common().Args[0].(*ssa.FieldAddr)
	if !ok {
		return nil
	}
	return flow.FieldOf(addr)
}

func intersect(a, b map[*ssa.MakeChan]bool) bool {
	for mc := range a {
		if b[mc] {
			return true
		}
	}
	return false
}

// groupBlocked is unanswered for the wait of a group, which ends only when all
// its goroutines are done: one that needs the lock is enough.
func (m *Model) groupBlocked(w *Wait, h locks.Held) *Deadlock {
	class := access.ClassOf(w.On)
	if class.IsZero() {
		return nil
	}
	for _, o := range m.dones {
		if access.ClassOf(o.on) != class || o.instr.Parent() == w.Last().Instr.Parent() && o.body == nil {
			continue
		}
		if o.body != nil {
			if a := m.acquires(o.body, nil, o.on, w, h); a != nil {
				return &Deadlock{Held: h, Wait: w, Other: o.instr, Again: a}
			}
			continue
		}
		if d := m.blocked(o.instr, o.on, w, h, 0); d != nil && !m.adds(d, class) {
			d.Other = o.instr
			return d
		}
	}
	return nil
}

// condBlocked is unanswered for the wait of a condition, which gives up its own
// lock but no other.
func (m *Model) condBlocked(w *Wait, h locks.Held) *Deadlock {
	class := access.ClassOf(w.On)
	own := m.Locks.CondClass(w.On)
	if class.IsZero() || own.IsZero() || own == h.Class {
		return nil
	}
	if made, ok := own.Root.(ssa.Value); ok && keptIn(made, h.Class, 0) {
		return nil // the same lock
	}
	var found *Deadlock
	for _, o := range m.signals {
		if access.ClassOf(o.on) != class {
			continue
		}
		d := m.blocked(o.instr, o.on, w, h, 0)
		if d == nil {
			return nil
		}
		if found == nil {
			found = d
			found.Other = o.instr
		}
	}
	return found
}

// keptIn reports whether the lock that a constructor has made is also stored in
// a field of the given class.
func keptIn(made ssa.Value, class access.Class, depth int) bool {
	for _, ref := range flow.Referrers(made) {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Val == made && access.ClassOf(ref.Addr) == class {
				return true
			}
		case *ssa.MakeInterface:
			if depth == 0 && keptIn(ref, class, 1) {
				return true
			}
		}
	}
	return false
}

// adds reports whether the function that needs the lock adds to the group
// itself once it has it: then nobody waits for it yet.
func (m *Model) adds(d *Deadlock, class access.Class) bool {
	if d.Again == nil {
		return false
	}
	for instr := range flow.Instructions(d.Again.Call.Parent()) {
		call, ok := instr.(*ssa.Call)
		if !ok || call != d.Again.Call && !flow.Reaches(d.Again.Call, call) {
			continue
		}
		if m.addsTo(call, class) {
			return true
		}
		callees, _ := m.Flow.Callees(call)
		for _, c := range callees {
			for inner := range flow.Instructions(c.Fn) {
				if inner, ok := inner.(*ssa.Call); ok && m.addsTo(inner, class) {
					return true
				}
			}
		}
	}
	return false
}

func (m *Model) addsTo(call *ssa.Call, class access.Class) bool {
	return flow.CalleeName(call.Common()) == "(*sync.WaitGroup).Add" && access.ClassOf(call.Common().Args[0]) == class
}

// blocked returns a deadlock if what executes at, an operation on the channel or
// group on or a call that leads to it, may need the lock h first.
func (m *Model) blocked(at ssa.Instruction, on ssa.Value, w *Wait, h locks.Held, depth int) *Deadlock {
	fn := at.Parent()
	for _, e := range m.Locks.Held(at) {
		if e.Must && e.Class == h.Class && conflicts(e.Mode, h.Mode) && m.same(e.Path, on, w, h) {
			d := &Deadlock{Held: h, Wait: w}
			if call, ok := e.At.(ssa.CallInstruction); ok && call.Parent() == fn {
				for _, a := range m.Locks.Acquisitions(call, h.Class) {
					d.Again = a
				}
			}
			return d
		}
	}
	if a := m.acquires(fn, at, on, w, h); a != nil {
		return &Deadlock{Held: h, Wait: w, Again: a}
	}
	if depth > 3 || known(fn) || len(m.Goroutines.Running(fn)) > 0 {
		return nil
	}
	var found *Deadlock
	for _, call := range m.Flow.CallersOf(fn).Calls {
		if _, async := call.(*ssa.Go); async || call.Parent() == fn {
			return nil
		}
		var d *Deadlock
		if flow.InLoop(call) {
			if a := m.acquires(fn, nil, on, w, h); a != nil {
				d = &Deadlock{Held: h, Wait: w, Again: a}
			}
		}
		if d == nil {
			d = m.blocked(call, on, w, h, depth+1)
		}
		if d == nil {
			return nil
		}
		found = d
	}
	return found
}

// acquires returns an acquisition in fn of the lock h that comes before at, or
// that a goroutine may come to instead of at. If at is nil, any will do.
func (m *Model) acquires(fn *ssa.Function, at ssa.Instruction, on ssa.Value, w *Wait, h locks.Held) *locks.Acquisition {
	spawned := len(m.Goroutines.Running(fn)) > 0 || len(m.Flow.CallersOf(fn).Calls) == 0 && fn.Parent() == nil
	_, deferred := at.(*ssa.Defer)
	for instr := range flow.Instructions(fn) {
		call, ok := instr.(*ssa.Call)
		if !ok || call == at || call == w.Instr {
			continue
		}
		for _, a := range m.Locks.Acquisitions(call, h.Class) {
			if a.Dropped || a.Depth() > maxDepth || !conflicts(a.Mode, h.Mode) {
				continue
			}
			if at != nil && !deferred && !flow.Reaches(call, at) && (!spawned || follows(call, at, on)) {
				continue
			}
			path := a.Path
			if a.OutOfReach {
				path = access.Path{}
			}
			if m.same(path, on, w, h) {
				return a
			}
		}
	}
	return nil
}

// follows reports whether call is only reached by way of at, an operation on the
// channel on: in a select, by way of its case.
func follows(call, at ssa.Instruction, on ssa.Value) bool {
	sel, ok := at.(*ssa.Select)
	if !ok || len(sel.States) < 2 {
		return flow.Dominates(at, call)
	}
	for instr := range flow.Instructions(sel.Parent()) {
		branch, ok := instr.(*ssa.If)
		if !ok {
			continue
		}
		test, ok := branch.Cond.(*ssa.BinOp)
		if !ok || test.Op != token.EQL {
			continue
		}
		index, isIndex := test.X.(*ssa.Extract)
		k, isConst := test.Y.(*ssa.Const)
		if !isIndex || !isConst || index.Tuple != ssa.Value(sel) || index.Index != 0 {
			continue
		}
		if i := int(k.Int64()); i < len(sel.States) && sel.States[i].Chan == on {
			body := branch.Block().Succs[0]
			return len(body.Preds) == 1 && body.Dominates(call.Block())
		}
	}
	return false
}

func conflicts(a, b locks.Mode) bool { return a == locks.Write || b == locks.Write }

// same reports whether a lock of h's class at path, in a function that uses the
// channel or group on, is likely to be h itself: it stands in the same relation
// to on as h to what w waits for. An unknown path is zero.
func (m *Model) same(path access.Path, on ssa.Value, w *Wait, h locks.Held) bool {
	switch {
	case h.Path.Global() || h.Class.Owner == nil:
		return true
	case !path.IsZero() && path.Root == h.Path.Root:
		return path == h.Path
	}
	here := access.Of(on)
	knownThere := !w.path.IsZero() && w.path.Root == h.Path.Root
	knownHere := !path.IsZero() && path.Root == here.Root
	switch {
	case knownThere && knownHere:
		return path.Sel == h.Path.Sel && clean(here.Sel) == clean(w.path.Sel)
	case knownThere:
		return true
	}
	return false
}

func clean(sel string) string { return strings.TrimRight(sel, "*") }
