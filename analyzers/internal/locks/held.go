package locks

import (
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// A Held is a lock that is held at some instruction.
type Held struct {
	Path  access.Path
	Class access.Class
	Mode  Mode
	// At is where it was acquired: a lock operation, or a call of a wrapper.
	// It is in another function if all callers hold the lock.
	At ssa.Instruction
	// Must is set if the lock is held on every path to the instruction, and
	// unset if only on some.
	Must     bool
	Standard bool // a lock of package sync
	RW       bool // a lock with read and write modes
}

// Held returns the locks that are held just before instr: those its function
// has acquired, and those that every caller of the function holds.
func (m *Model) Held(instr ssa.Instruction) []Held {
	m.solve()
	fn := instr.Parent()
	entry := m.Entry(fn)
	t := m.tables[fn]
	if t == nil || len(t.locks) == 0 {
		return entry
	}
	s := t.before(instr)
	if s == nil {
		return entry
	}
	list := t.held(s)
	for _, h := range entry {
		if i, ok := t.index[h.Path]; ok && s[i].bits != untouched {
			continue // the function does as it pleases with it
		}
		list = append(list, h)
	}
	return list
}

// Own returns the locks that the function of instr itself has acquired and
// holds, on every path or some, just before instr.
func (m *Model) Own(instr ssa.Instruction) []Held {
	m.solve()
	t := m.tables[instr.Parent()]
	if t == nil || len(t.locks) == 0 {
		return nil
	}
	s := t.before(instr)
	if s == nil {
		return nil
	}
	return t.held(s)
}

func (t *table) held(s state) []Held {
	var list []Held
	for i, c := range s {
		if c.bits&held == 0 {
			continue
		}
		h := Held{
			Path: t.locks[i].path, Class: t.locks[i].class, At: c.at,
			Must: c.bits&^held == 0, Standard: t.locks[i].standard, RW: t.locks[i].rw,
		}
		if c.bits&(lockedR|retakenR) != 0 { // what is only known to be held somehow is held for reading
			h.Mode = Read
		}
		list = append(list, h)
	}
	return list
}

// must returns the locks that are held for sure before instr.
func (t *table) must(instr ssa.Instruction) []Held {
	s := t.before(instr)
	if s == nil {
		return nil
	}
	var list []Held
	for _, h := range t.held(s) {
		if h.Must {
			list = append(list, h)
		}
	}
	return list
}

// Entry returns the locks that are held on every entry to fn: by all its
// callers, if these are known, or for a literal by the function that calls it
// on the spot.
func (m *Model) Entry(fn *ssa.Function) []Held {
	m.solve()
	m.entries.Do(m.findEntries)
	return m.entry[fn]
}

// CalledHolding reports whether some call of l.Fn in the package is made with
// the lock held.
func (m *Model) CalledHolding(l Lock) bool {
	m.solve()
	for _, user := range m.users[l.Fn] {
		for _, s := range m.calls[user] {
			for _, t := range m.targets(s) {
				if t.Fn != l.Fn {
					continue
				}
				for _, h := range m.Held(s.call) {
					for _, in := range intoCallee(h, t.Callee) {
						if in.Path == l.Path {
							return true
						}
					}
				}
			}
		}
	}
	return false
}

// findEntries computes the locks held on entry, from above: a function all of
// whose callers are known starts out with whatever the first one holds.
func (m *Model) findEntries() {
	m.entry = make(map[*ssa.Function][]Held)
	if len(m.tables) == 0 {
		return
	}
	known := m.knownCalls()
	decided := make(map[*ssa.Function]bool) // entry is not "anything" any more
	funcs := m.Flow.Functions()
	for _, fn := range funcs {
		if len(known[fn]) == 0 {
			decided[fn] = true
		}
	}
	for range 20 {
		changed := false
		for _, fn := range funcs {
			calls := known[fn]
			if len(calls) == 0 {
				continue
			}
			var common []Held
			first := true
			for _, c := range calls {
				if !decided[c.site.Parent()] {
					continue
				}
				here := m.translateEntry(c)
				if first {
					common, first = here, false
				} else {
					common = intersect(common, here)
				}
			}
			if first {
				continue
			}
			if !decided[fn] || len(common) != len(m.entry[fn]) {
				decided[fn] = true
				m.entry[fn] = common
				changed = true
			}
		}
		if !changed {
			break
		}
	}
}

// A knownCall is a call of a function all of whose calls are known.
type knownCall struct {
	site   ssa.CallInstruction
	callee flow.Callee
	async  bool // by go: nothing is held
}

// knownCalls returns the calls of the functions whose every call is known.
func (m *Model) knownCalls() map[*ssa.Function][]knownCall {
	calls := make(map[*ssa.Function][]knownCall)
	counted := make(map[*ssa.Function]int)
	for _, fn := range m.Flow.Functions() {
		for _, s := range m.calls[fn] {
			_, async := s.call.(*ssa.Go)
			for _, t := range m.targets(s) {
				calls[t.Fn] = append(calls[t.Fn], knownCall{s.call, t.Callee, async})
			}
		}
	}
	for fn := range calls {
		if fn.Parent() == nil {
			c := m.Flow.CallersOf(fn)
			counted[fn] = len(c.Calls)
			if !c.Complete || len(calls[fn]) < len(c.Calls) {
				delete(calls, fn)
			}
		} else if !m.calledHere(fn) {
			delete(calls, fn)
		}
	}
	return calls
}

// calledHere reports whether the literal fn is only called on the spot, or
// handed to a function that calls it before it returns.
func (m *Model) calledHere(fn *ssa.Function) bool {
	refs := fn.Referrers()
	if refs == nil {
		return false
	}
	for _, ref := range *refs {
		switch ref := ref.(type) {
		case *ssa.MakeClosure:
			if closureRefs := ref.Referrers(); closureRefs != nil {
				for _, user := range *closureRefs {
					if !m.runs(user, ref) {
						return false
					}
				}
			}
		case *ssa.DebugRef:
		default:
			if !m.runs(ref, fn) {
				return false
			}
		}
	}
	return true
}

// runs reports whether user calls f, itself or through a parameter of a known
// callee that does nothing else with it.
func (m *Model) runs(user ssa.Instruction, f ssa.Value) bool {
	call, ok := user.(ssa.CallInstruction)
	if !ok {
		_, isDebug := user.(*ssa.DebugRef)
		return isDebug
	}
	if call.Common().Value == f {
		return true
	}
	s := m.sites[call]
	if s == nil {
		return false
	}
	if s.callback {
		return true
	}
	for _, t := range s.targets {
		for i, arg := range t.Args {
			if arg == f && !onlyInvoked(t.Fn.Params[i]) {
				return false
			}
		}
	}
	return len(s.targets) > 0 && s.certainty == flow.Sure
}

// onlyInvoked reports whether the function parameter p is called and nothing
// else.
func onlyInvoked(p *ssa.Parameter) bool {
	for _, ref := range *p.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Call:
			if ref.Common().Value != p {
				return false
			}
		case *ssa.Defer:
			if ref.Common().Value != p {
				return false
			}
		case *ssa.DebugRef, *ssa.BinOp:
		default:
			return false
		}
	}
	return true
}

// translateEntry returns what is held at a call in terms of the callee.
func (m *Model) translateEntry(c knownCall) []Held {
	if c.async {
		return nil
	}
	fn := c.site.Parent()
	list := append([]Held(nil), m.entry[fn]...)
	if t := m.tables[fn]; t != nil && len(t.locks) > 0 {
		if _, deferred := c.site.(*ssa.Defer); deferred {
			list = t.heldWhenDeferred(c.site.(*ssa.Defer))
		} else if s := t.before(c.site); s != nil {
			kept := list[:0]
			for _, h := range list {
				if i, ok := t.index[h.Path]; !ok || s[i].bits == untouched {
					kept = append(kept, h)
				}
			}
			list = kept
			for _, h := range t.held(s) {
				if h.Must {
					list = append(list, h)
				}
			}
		}
	}
	// What a callee holds when it invokes its parameter is held too.
	if s := m.sites[c.site]; s != nil {
		for _, t := range m.targets(s) {
			if t.Fn == c.callee.Fn && t.through != nil {
				for _, outer := range s.targets {
					list = append(list, m.translateHeld(t.through.Held, outer.Callee)...)
				}
			}
		}
	}
	var out []Held
	for _, h := range list {
		out = append(out, intoCallee(h, c.callee)...)
	}
	return out
}

// heldWhenDeferred returns the locks held for sure when d runs at every return.
func (t *table) heldWhenDeferred(d *ssa.Defer) []Held {
	var common []Held
	first := true
	for instr := range flow.Instructions(t.fn) {
		run, ok := instr.(*ssa.RunDefers)
		if !ok || !flow.Reaches(d, run) {
			continue
		}
		s := t.before(run)
		if s == nil {
			continue
		}
		for i := len(t.defers) - 1; i >= 0 && t.defers[i] != d; i-- {
			for _, e := range t.effects[t.defers[i]] {
				s[e.lock] = e.apply(s[e.lock])
			}
		}
		var here []Held
		for _, h := range t.held(s) {
			if h.Must {
				here = append(here, h)
			}
		}
		if first {
			common, first = here, false
		} else {
			common = intersect(common, here)
		}
	}
	return common
}

// intoCallee returns h in terms of the parameters of callee.
func intoCallee(h Held, callee flow.Callee) []Held {
	if h.Path.Global() || callee.Fn.Parent() != nil && inSight(h.Path, callee.Fn.Parent()) {
		return []Held{h}
	}
	var out []Held
	for i, arg := range callee.Args {
		if arg == nil || i >= len(callee.Fn.Params) {
			continue
		}
		p := access.Of(arg)
		if rest, ok := strings.CutPrefix(h.Path.Sel, p.Sel); ok && p.Root == h.Path.Root {
			in := h
			in.Path = access.Path{Root: callee.Fn.Params[i], Sel: rest}
			out = append(out, in)
		}
	}
	return out
}

// intersect returns the locks that are in both lists, in the weaker mode.
func intersect(a, b []Held) []Held {
	var out []Held
	for _, x := range a {
		for _, y := range b {
			if x.Path == y.Path {
				if y.Mode == Read {
					x.Mode = Read
				}
				out = append(out, x)
				break
			}
		}
	}
	return out
}
