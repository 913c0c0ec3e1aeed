package explore

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// lock executes a method of a mutex.
func (m *machine) lock(g *goroutine, at ssa.Instruction, c *cell, method string, then func(*machine, value)) bool {
	if c.reads != nil { // what RLocker has returned
		return m.lock(g, at, c.reads, "R"+method, then)
	}
	s := c.state()
	if method == "RLocker" {
		then(m, &cell{reads: c})
		return true
	}
	free := func() bool { return s.holder == nil && len(s.readers) == 0 }
	acquire := func() {
		s.holder, s.heldAt = g, at
		then(m, nil)
	}
	wait := func(test func() bool, acquire func()) {
		if test() {
			acquire()
			return
		}
		m.block(g, &wait{at: at, kind: waitLock, cell: c, writes: method == "Lock", test: test, finish: func(int, value, bool) { acquire() }})
	}
	switch method {
	case "Lock":
		wait(free, acquire)
	case "RLock":
		wait(func() bool { return s.holder == nil && !m.wanted(c) }, func() {
			s.readers[g]++
			s.heldAt = at
			then(m, nil)
		})
	case "TryLock":
		ok := free()
		if ok {
			s.holder, s.heldAt = g, at
		}
		then(m, boolv(ok))
	case "TryRLock":
		ok := s.holder == nil
		if ok {
			s.readers[g]++
		}
		then(m, boolv(ok))
	case "Unlock":
		if s.holder == nil && !c.world {
			m.state = infeasible // a fatal error, which would be noticed
			return true
		}
		s.holder = nil
		then(m, nil)
	case "RUnlock":
		if s.readers[g] > 1 {
			s.readers[g]--
		} else {
			delete(s.readers, g)
		}
		then(m, nil)
	default:
		return false
	}
	return true
}

// wanted reports whether a goroutine waits to lock c for writing: then nobody
// gets it for reading any more.
func (m *machine) wanted(c *cell) bool {
	for _, g := range m.gos {
		if g.status == waiting && g.wait.cell == c && g.wait.writes {
			return true
		}
	}
	return false
}

// drained reports whether the counter of s is zero, or may be; then what
// follows is doubtful.
func (m *machine) drained(s *syncState) bool {
	n, ok := intOf(s.count)
	if !ok {
		m.doubtful = true
		return true
	}
	lo, hi := n.bounds()
	if n.s != nil && lo == 0 && hi > 0 && n.s.lo >= 1 {
		return m.decide(m.compare(cmpv{eq, s.count, intv(0), false}))
	}
	if lo <= 0 && hi > 0 {
		m.doubtful = true
	}
	return lo <= 0
}

func (m *machine) add(s *syncState, delta value) {
	a, ok1 := intOf(s.count)
	b, ok2 := intOf(delta)
	switch {
	case ok1 && ok2 && b.s == nil:
		s.count = lin(a.s, a.k+b.k)
	case ok1 && ok2 && a.s == nil:
		s.count = lin(b.s, a.k+b.k)
	default:
		s.count = m.newSym(types.Typ[types.Int], nil)
	}
}

// awaits makes g wait until the counter of c is zero. A group the world knows
// may be released by it.
func (m *machine) awaits(g *goroutine, at ssa.Instruction, c *cell, then func(*machine, value)) {
	s := c.state()
	test := func() bool { return m.drained(s) }
	if test() {
		then(m, nil)
		return
	}
	w := &wait{at: at, kind: waitGroup, cell: c, test: test, finish: func(int, value, bool) { then(m, nil) }}
	if c.world {
		w.external = []int{0}
		w.take = func(int) { then(m, nil) }
	}
	m.block(g, w)
}

func (m *machine) waitGroup(g *goroutine, at ssa.Instruction, c *cell, method string, args []value, then func(*machine, value)) bool {
	s := c.state()
	switch method {
	case "Add":
		m.add(s, args[0])
		s.counted = true
		m.checkCount(g, at, c)
		then(m, nil)
	case "Done":
		m.add(s, intv(-1))
		m.checkCount(g, at, c)
		if s.doneAt == nil {
			s.doneAt = make(map[*goroutine]ssa.Instruction)
		}
		s.twice = s.twice || s.doneAt[g] != nil
		s.doneAt[g] = at
		then(m, nil)
	case "Wait":
		m.awaits(g, at, c, then)
	case "Go":
		m.add(s, intv(1))
		m.spawnOr(g, at, c, args[0], func(m *machine, _ value) {
			m.add(s, intv(-1))
			m.checkCount(g, at, c)
		})
		then(m, nil)
	default:
		return false
	}
	return true
}

// checkCount ends the execution if at has made the counter of c negative. It
// is an outcome if g itself has called Done before, or if nothing was decided on
// the way: of several goroutines it may well be known that only one does.
func (m *machine) checkCount(g *goroutine, at ssa.Instruction, c *cell) {
	s := c.state()
	n, ok := intOf(s.count)
	if !ok || n.s != nil || n.k >= 0 || c.world || !s.counted {
		return
	}
	before := s.doneAt[g]
	if before == nil && !s.twice && !m.hasDecided(g) {
		for _, other := range m.gos {
			if s.doneAt[other] != nil && !m.hasDecided(other) {
				before = s.doneAt[other]
			}
		}
	}
	if before != nil {
		o := &Outcome{Kind: NegativeCount, Op: at, What: Group}
		o.Steps = append(o.Steps, Step{At: before, Role: Counts})
		m.outcome(o, g)
	}
	m.state = infeasible
}

// hasDecided reports whether g has taken one of several ways.
func (m *machine) hasDecided(g *goroutine) bool {
	for i := range m.events {
		if m.events[i].g == g && m.events[i].kind == evBranch {
			return true
		}
	}
	return g.spawned == nil
}

// spawnOr starts a goroutine for fn; if fn is not seen it is over at once.
func (m *machine) spawnOr(g *goroutine, at ssa.Instruction, group *cell, fn value, over func(*machine, value)) {
	n := len(m.gos)
	m.spawn(g, at, fn, nil, over)
	if len(m.gos) == n {
		over(m, nil)
	} else {
		m.gos[n].group = group
	}
}

func (m *machine) errGroup(g *goroutine, at ssa.Instruction, c *cell, method string, args []value, then func(*machine, value)) bool {
	s := c.state()
	switch method {
	case "Go", "TryGo":
		m.add(s, intv(1))
		m.spawnOr(g, at, c, args[0], func(m *machine, _ value) { m.add(s, intv(-1)) })
		if method == "TryGo" {
			then(m, boolv(true))
		} else {
			then(m, nil)
		}
	case "Wait":
		m.awaits(g, at, c, then)
	case "SetLimit":
		then(m, nil)
	default:
		return false
	}
	return true
}

func (m *machine) cond(g *goroutine, at ssa.Instruction, c *cell, method string, then func(*machine, value)) bool {
	s := c.state()
	switch method {
	case "Wait":
		locker := m.load(c.kid(condLock))
		if i, ok := locker.(ifacev); ok {
			locker = i.v
		}
		mu := m.deref(locker)
		if mu == nil {
			return false
		}
		reads := mu.reads != nil
		if reads {
			mu = mu.reads
		}
		mu.state().holder = nil
		delete(mu.state().readers, g)
		delete(s.woken, g)
		s.waiters = append(s.waiters, g)
		finish := func(int, value, bool) {
			if reads {
				mu.state().readers[g]++
			} else {
				mu.state().holder, mu.state().heldAt = g, at
			}
			then(m, nil)
		}
		w := &wait{at: at, kind: waitCond, cell: c, finish: finish, test: func() bool {
			return s.woken[g] && mu.state().holder == nil && (reads || len(mu.state().readers) == 0)
		}}
		if c.world {
			w.external = []int{0}
			w.take = func(int) { finish(0, nil, true) }
		}
		m.block(g, w)
	case "Signal":
		if len(s.waiters) > 0 {
			s.woken[s.waiters[0]] = true
			s.waiters = slices.Delete(s.waiters, 0, 1)
		}
		then(m, nil)
	case "Broadcast":
		for _, w := range s.waiters {
			s.woken[w] = true
		}
		s.waiters = nil
		then(m, nil)
	default:
		return false
	}
	return true
}

// atomic executes an atomic operation on the variable c.
func (m *machine) atomic(c *cell, op string, args []value, then func(*machine, value)) bool {
	if c.typ == nil && len(args) == 0 && c.val == nil {
		return false // its type is not known here
	}
	load := func() value {
		if c.val == nil && !c.world && len(args) > 0 {
			if k, ok := args[0].(constv); ok {
				return zeroLike(k)
			}
		}
		if c.val == nil {
			c.val = m.newSym(c.typ, nil)
		}
		return c.val
	}
	switch op {
	case "Load":
		then(m, load())
	case "Store":
		m.store(c, args[0])
		then(m, nil)
	case "Swap":
		old := load()
		m.store(c, args[0])
		then(m, old)
	case "Add":
		a, ok1 := intOf(load())
		b, ok2 := intOf(args[0])
		if !ok1 || !ok2 || b.s != nil {
			return false
		}
		c.val = lin(a.s, a.k+b.k)
		then(m, c.val)
	case "CompareAndSwap":
		same := m.decide(m.compare(cmpv{eq, load(), args[0], false}))
		if same {
			m.store(c, args[1])
		}
		then(m, boolv(same))
	default:
		return false
	}
	return true
}

// testing executes a method of a test.
func (m *machine) testing(g *goroutine, at ssa.Instruction, method string, args []value, then func(*machine, value)) bool {
	switch method {
	case "Error", "Errorf", "Fail", "Fatal", "Fatalf", "FailNow", "Skip", "Skipf", "SkipNow":
		m.state = infeasible // what a failed test leaves behind does not matter
	case "Parallel":
		m.doubtful = true
		then(m, nil)
	case "Cleanup":
		if m.root.Parent() == nil && !strings.HasPrefix(m.root.Name(), "Test") {
			m.escape(args[1]) // runs when the test ends, not when this helper does
		}
		m.cleanups = append(m.cleanups, args[1])
		then(m, nil)
	case "Run":
		if len(args) < 3 {
			return false
		}
		if !m.callValue(g, args[2], []value{args[0]}, at, func(m *machine, _ value) { then(m, nil) }) {
			then(m, nil)
		}
	default:
		return false
	}
	return true
}

// stopped reports whether the timer that at makes may be stopped.
func stopped(at ssa.Instruction) bool {
	v, ok := at.(ssa.Value)
	if !ok || v.Referrers() == nil {
		return false
	}
	for _, ref := range flow.Referrers(v) {
		switch ref := ref.(type) {
		case ssa.CallInstruction:
			if flow.CalleeName(ref.Common()) == "(*time.Timer).Stop" {
				return true
			}
		case *ssa.Store:
			if _, local := ref.Addr.(*ssa.Alloc); local {
				return true
			}
		}
	}
	return false
}
