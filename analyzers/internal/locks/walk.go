package locks

import (
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// A Lock is a lock as one function sees it.
type Lock struct {
	Fn    *ssa.Function
	Path  access.Path
	Class access.Class
	// Standard and RW are as in [Op].
	Standard, RW bool

	model *Model
	table *table
	index int
}

// A Change is what an event of a path does to a lock.
type Change struct {
	// Kind is Acquire, Release, or Unsure if nothing is known of the lock from
	// here on.
	Kind Kind
	Mode Mode
	At   ssa.Instruction // a call, or the branch on the result of TryLock
	// Op is the lock operation; nil if At calls a function that does it.
	Op *Op
}

// Locks returns the locks that fn operates on, itself or in what it calls.
func (m *Model) Locks(fn *ssa.Function) []Lock {
	m.solve()
	t := m.tables[fn]
	if t == nil {
		return nil
	}
	locks := make([]Lock, 0, len(t.locks))
	for i, l := range t.locks {
		locks = append(locks, Lock{Fn: fn, Path: l.path, Class: l.class, Standard: l.standard, RW: l.rw, model: m, table: t, index: i})
	}
	return locks
}

// At returns what the event e of a path does to the lock, if anything.
func (l Lock) At(e flow.Event) (Change, bool) {
	t := l.table
	for _, i := range t.kills[e.Instr] {
		if i == l.index {
			return Change{Kind: Unsure, At: e.Instr}, true
		}
	}
	if e.Branch != 0 {
		if eff, ok := t.edge(e.Instr.Block(), e.Branch > 0); ok && eff.lock == l.index {
			return Change{Acquire, eff.mode, eff.at, eff.op}, true
		}
		return Change{}, false
	}
	if _, ok := e.Instr.(*ssa.Defer); ok && !e.Deferred {
		return Change{}, false
	}
	for _, eff := range t.effects[e.Instr] {
		if eff.lock == l.index {
			return Change{eff.kind, eff.mode, e.Instr, eff.op}, true
		}
		if eff.kind == Acquire || !mayBeSame(t.locks[l.index], t.locks[eff.lock]) {
			continue
		}
		if s := t.before(e.Instr); s == nil || s[eff.lock].bits&held == 0 {
			return Change{Kind: Unsure, At: e.Instr}, true
		}
	}
	return Change{}, false
}

// Changes returns what the instructions of the function do to the lock, in
// block order; deferred calls stand where their statements do. Attempts are
// included, as changes of kind Try.
func (l Lock) Changes() []Change {
	var changes []Change
	for instr := range flow.Instructions(l.Fn) {
		for _, eff := range l.table.effects[instr] {
			if eff.lock == l.index {
				changes = append(changes, Change{eff.kind, eff.mode, instr, eff.op})
			}
		}
		if v, ok := instr.(ssa.Value); ok {
			if eff, ok := l.table.tries[v]; ok && eff.lock == l.index {
				changes = append(changes, Change{Try, eff.mode, eff.at, eff.op})
			}
		}
	}
	return changes
}

// A State says in what ways a lock may be held at some point.
type State struct{ bits bits }

// MayHold reports whether the function may hold the lock by an acquisition of
// its own.
func (s State) MayHold() bool { return s.bits&held != 0 }

// MustHold reports whether it holds the lock on all paths.
func (s State) MustHold() bool { return s.bits != 0 && s.bits&^held == 0 }

// Entry reports whether on some path the function has done nothing to the lock.
func (s State) Entry() bool { return s.bits&untouched != 0 }

// Freed reports whether on some path the function has released the lock, which
// it had acquired before.
func (s State) Freed() bool { return s.bits&freed != 0 }

// Dropped reports whether on some path the function has released the lock for
// its callers, and maybe taken it again.
func (s State) Dropped() bool { return s.bits&(dropped|retaken) != 0 }

// Unknown reports whether on some path nothing is known of the lock.
func (s State) Unknown() bool { return s.bits&unknown != 0 }

// Releases calls yield for each release of the lock with the states that the
// lock may be in then: for a deferred one, at any of the function's exits.
func (l Lock) Releases(yield func(Change, State)) {
	for _, c := range l.Changes() {
		if c.Kind != Release {
			continue
		}
		if d, ok := c.At.(*ssa.Defer); ok {
			yield(c, State{l.table.whenDeferred(d, l.index)})
		} else {
			yield(c, l.Before(c.At))
		}
	}
}

// whenDeferred returns the states of lock i when d runs.
func (t *table) whenDeferred(d *ssa.Defer, i int) bits {
	var all bits
	for _, block := range t.fn.Blocks {
		for _, instr := range block.Instrs {
			run, ok := instr.(*ssa.RunDefers)
			if !ok || !flow.Reaches(d, run) {
				continue
			}
			s := t.before(run)
			if s == nil {
				continue
			}
			for j := len(t.defers) - 1; j >= 0 && t.defers[j] != d; j-- {
				for _, e := range t.effects[t.defers[j]] {
					after := e.apply(s[e.lock])
					if !flow.Dominates(t.defers[j], run) {
						after.bits |= s[e.lock].bits
					}
					s[e.lock] = after
				}
			}
			all |= s[i].bits
		}
	}
	return all
}

// MayHoldIn reports whether on some path the function holds the lock in mode m.
func (s State) MayHoldIn(m Mode) bool {
	if m == Read {
		return s.bits&(lockedR|retakenR) != 0
	}
	return s.bits&(lockedW|retakenW) != 0
}

// Before returns the states of the lock before instr.
func (l Lock) Before(instr ssa.Instruction) State {
	if s := l.table.before(instr); s != nil {
		return State{s[l.index].bits}
	}
	return State{}
}

// AtReturns returns the states of the lock at all returns together.
func (l Lock) AtReturns() State {
	var all bits
	for _, block := range l.Fn.Blocks {
		if ret, ok := last(block).(*ssa.Return); ok {
			if s := l.table.before(ret); s != nil {
				all |= s[l.index].bits
			}
		}
	}
	return State{all}
}

// Name returns what a reader of the function calls the lock.
func (l Lock) Name() string {
	for _, c := range l.Changes() {
		if c.Op != nil {
			return l.model.Name(*c.Op)
		}
	}
	if name := l.model.PathName(l.Path); name != "" {
		return name
	}
	if !l.Class.IsZero() {
		return l.Class.String()
	}
	return "a lock"
}

// PathName returns the source text of p, or "".
func (m *Model) PathName(p access.Path) string {
	base := m.Flow.Name(p.Root)
	if base == "" {
		return ""
	}
	name := []byte(base)
	for i := 0; i < len(p.Sel); i++ {
		switch c := p.Sel[i]; c {
		case '*':
		case '[':
			return base + "…"
		default:
			name = append(name, c)
		}
	}
	return string(name)
}

// A Handover tells how locks of a class are released on behalf of another
// function than the one that acquired them.
type Handover int

const (
	// Kept: every function releases what it has acquired.
	Kept Handover = iota
	// Wrapped: there are functions that do nothing but release, seen through
	// at their calls.
	Wrapped
	// Handed: some function releases locks that it has not acquired, on some
	// paths or out of sight.
	Handed
)

// Handovers returns how the locks of each class are handed over.
func (m *Model) Handovers() map[access.Class]Handover {
	m.solve()
	how := make(map[access.Class]Handover)
	note := func(c access.Class, h Handover) { how[c] = max(how[c], h) }
	for _, fn := range m.order {
		t := m.tables[fn]
		if t == nil || len(t.locks) == 0 {
			continue
		}
		net := make(map[access.Path]bool)
		for _, e := range t.netEffects() {
			net[e.Path] = true
			switch e.Kind {
			case Release:
				note(e.class, Wrapped)
			case Unsure:
				if e.drops && !t.retakes(t.index[e.Path]) && (fn.Parent() == nil || !m.calledHere(fn)) {
					note(e.class, Handed)
				}
			}
		}
		for instr, effects := range t.effects {
			for _, e := range effects {
				l := t.locks[e.lock]
				if e.kind == Acquire || net[l.path] {
					continue
				}
				s := t.before(instr)
				if s == nil || s[e.lock].bits&held != 0 {
					continue
				}
				_, deferred := instr.(*ssa.Defer)
				switch {
				case e.kind == Unsure && e.drops && !deferred:
					note(l.class, Handed)
				case e.kind == Release && !deferred && s[e.lock].bits&freed == 0 && !t.retakes(e.lock):
					note(l.class, Handed)
				}
			}
		}
	}
	return how
}

// retakes reports whether the function acquires lock i, be it again.
func (t *table) retakes(i int) bool {
	for _, effects := range t.effects {
		for _, e := range effects {
			if e.lock == i && e.kind == Acquire {
				return true
			}
		}
	}
	return false
}
