package explore

import (
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// A machine is one execution.
type machine struct {
	pkg    *Package
	root   *ssa.Function
	called *ssa.Function // called after root, on what that returns; or nil
	object value         // that
	prefix []int         // choices to make; the first alternative after them
	made   []choice
	cost   int

	syms     int
	steps    int
	gos      []*goroutine
	globals  map[*ssa.Global]*cell
	memo     map[string]value // results of operations on unknown values
	atoms    map[string]bool  // comparisons decided so far
	events   []event
	outcomes []*Outcome
	state    ending
	cleanups []value // functions registered by t.Cleanup
	acted    bool    // a channel was closed, or somebody waited
	doubtful bool    // it took a way that may not exist
	outside  bool    // a test called the code under test, or other packages
	isMain   bool
	isTest   bool
}

// A choice is a point where the execution could have gone on differently.
type choice struct {
	taken, of int
	cost      int // of the alternatives
}

// An ending tells how an execution ended.
type ending int

const (
	going      ending = iota
	quiet             // nothing can go on
	infeasible        // the execution contradicts itself, crashes or exits
	tooLong           // out of steps
)

// An event is something of an execution that a reader may want to see.
type event struct {
	g    *goroutine
	kind eventKind
	at   ssa.Instruction
	text string
	i    int // the case of a select
}

type eventKind int

const (
	evSpawn eventKind = iota
	evGiveUp
	evBranch
	evReturn
	evOp
)

type status int

const (
	ready   status = iota
	waiting        // in wait
	resting        // spins in a loop or sleeps: goes on when nobody else can
	endless        // spins although nobody else can go on
	done
)

// A goroutine is a thread of the execution.
type goroutine struct {
	id      int
	frames  []*frame
	status  status
	wait    *wait
	spawned ssa.Instruction // nil for the root
	inLoop  bool
	poll    *poll        // the last select it has executed, if it polls
	copies  int64        // how many of it a loop may start, if it has an unknown bound
	knows   map[any]bool // channels it knew when it ended
	rests   int          // since the last nap
	naps    int
	group   *cell // the group that counts it
}

// A wait is what a goroutine waits for.
type wait struct {
	at    ssa.Instruction
	cases []waitCase
	cell  *cell // lock, group or condition
	kind  waitKind
	// writes is set for a lock that is wanted for writing.
	writes bool
	// finish completes the operation: case i received v.
	finish func(i int, v value, ok bool)
	// external is set if an alternative outside the execution can end it.
	external []int
	take     func(i int)
	test     func() bool // for cells: whether it can go on
}

type waitKind int

const (
	waitChan waitKind = iota
	waitLock
	waitGroup
	waitCond
	waitForever // select {}
)

type waitCase struct {
	index int
	ch    value
	send  bool
	v     value
}

// A frame is an activation of a function.
type frame struct {
	fn     *ssa.Function
	regs   map[ssa.Value]value
	binds  []value
	block  *ssa.BasicBlock
	prev   *ssa.BasicBlock
	pc     int
	defers []deferredCall
	// unwinding is set while the deferred calls run after a panic.
	unwinding bool
	// then receives the results.
	then   func(m *machine, result value)
	visits map[*ssa.BasicBlock]int // turns of loops, by header
	turns  map[*ssa.BasicBlock]int // open decisions to stay in a loop
	caller ssa.Instruction
}

type deferredCall struct {
	at  *ssa.Defer
	fn  value
	inv *ssa.CallCommon
	arg []value
}

const (
	maxSteps      = 6000
	maxGoroutines = 16
	maxDepth      = 9
	knownTurns    = 12 // of a loop whose condition is known
	manyTurns     = 6  // of a loop that turns more than twice
)

// choose returns which of n alternatives the execution takes. Alternatives
// other than the first count cost.
func (m *machine) choose(n, cost int) int {
	if n < 2 {
		return 0
	}
	taken := 0
	if i := len(m.made); i < len(m.prefix) {
		taken = m.prefix[i]
	}
	if taken >= n { // cannot happen while executions repeat exactly
		taken = 0
	}
	m.made = append(m.made, choice{taken, n, cost})
	return taken
}

func (m *machine) event(g *goroutine, kind eventKind, at ssa.Instruction, text string) {
	m.events = append(m.events, event{g: g, kind: kind, at: at, text: text})
}

// run executes root to the end.
func (m *machine) run() {
	args := make([]value, 0, len(m.root.Params))
	for _, p := range m.root.Params {
		args = append(args, m.newSym(p.Type(), p))
	}
	binds := make([]value, 0, len(m.root.FreeVars))
	for _, fv := range m.root.FreeVars {
		binds = append(binds, m.newSym(fv.Type(), fv))
	}
	main := &goroutine{}
	m.gos = append(m.gos, main)
	end := func(m *machine, result value) {
		m.escape(result)
		for i := len(m.cleanups) - 1; i >= 0; i-- {
			m.callValue(main, m.cleanups[i], nil, nil, func(*machine, value) {})
		}
		m.cleanups = nil
	}
	m.push(main, &frame{fn: m.root, binds: binds, then: func(m *machine, result value) {
		if !m.use(main, result, end) {
			end(m, result)
		}
	}}, args)
	m.schedule()
}

// schedule lets goroutines run until none can.
func (m *machine) schedule() {
	current := m.gos[0]
	for m.state == going {
		var can []*goroutine
		for _, g := range m.gos {
			if g.status == ready || g.status == waiting && g.wait.test != nil && g.wait.test() {
				can = append(can, g)
			}
		}
		if len(can) == 0 {
			if !m.wakeOne() {
				m.state = quiet
				return
			}
			continue
		}
		next := can[0]
		if current.status == ready {
			// Going on with the current goroutine is the first alternative.
			order := []*goroutine{current}
			for _, g := range can {
				if g != current {
					order = append(order, g)
				}
			}
			next = order[m.choose(len(order), 2)]
		} else {
			next = can[m.choose(len(can), 2)]
		}
		current = next
		if next.status == waiting {
			next.status = ready
			finish := next.wait.finish
			next.wait = nil
			finish(0, nil, true)
		}
		m.runUntilVisible(next)
	}
}

// wakeOne lets go on one goroutine that waits for something outside, or that
// rests. It reports false if there is none.
func (m *machine) wakeOne() bool {
	var outside []*goroutine
	for _, g := range m.gos {
		if g.status == waiting && (len(g.wait.external) > 0 || g.wait.escaped() != nil) {
			outside = append(outside, g)
		}
	}
	// Goroutines that rest go first: what they wait for has had its time.
	for _, g := range m.gos {
		if g.status == resting {
			if g.rests > 2 {
				g.status = endless
				continue
			}
			g.rests++
			g.status = ready
			return true
		}
	}
	if len(outside) == 0 {
		return false
	}
	g := outside[m.choose(len(outside), 1)]
	if wc := g.wait.escaped(); wc != nil {
		// The channel became known outside while g was waiting.
		c := wc.ch.(*chanv)
		m.heard(c)
		m.finish(g, wc.index, m.unknown(c.elem, nil), true)
		return true
	}
	i := g.wait.external[m.choose(len(g.wait.external), 1)]
	take := g.wait.take
	g.status, g.wait = ready, nil
	take(i)
	return true
}

// escaped returns the case of w whose channel the world knows, or nil.
func (w *wait) escaped() *waitCase {
	for i := range w.cases {
		if c, ok := w.cases[i].ch.(*chanv); ok && c.world {
			return &w.cases[i]
		}
	}
	return nil
}

// runUntilVisible executes g until it waits, ends, or has executed an
// instruction that others may notice.
func (m *machine) runUntilVisible(g *goroutine) {
	first := true
	for m.state == going && g.status == ready {
		f := g.top()
		if f == nil {
			m.end(g)
			return
		}
		if f.unwinding && m.unwind(g, f) {
			continue
		}
		instr := f.block.Instrs[f.pc]
		if visible := m.visible(f, instr); visible && !first && len(m.gos) > 1 {
			return
		} else if visible {
			first = false
		}
		if m.steps++; m.steps > maxSteps {
			m.state = tooLong
			return
		}
		m.step(g, f, instr)
	}
}

func (g *goroutine) top() *frame {
	if len(g.frames) == 0 {
		return nil
	}
	return g.frames[len(g.frames)-1]
}

// end records that g has ended, and what it knew.
func (m *machine) end(g *goroutine) {
	g.status = done
	if g.id == 0 && m.isMain {
		m.state = infeasible // the process ends
	}
}

// visible reports whether other goroutines may notice instr, so that it
// matters who goes first.
func (m *machine) visible(f *frame, instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.Send, *ssa.Select:
		return true
	case *ssa.UnOp:
		return instr.Op == token.ARROW
	case *ssa.Call:
		return m.pkg.infoOf(instr).visible
	}
	return false
}

// synchronizes reports whether the named function is a model that other
// goroutines notice.
func synchronizes(name string) bool {
	switch name {
	case "(*sync.Mutex).Lock", "(*sync.RWMutex).Lock", "(*sync.RWMutex).RLock", "(*sync.WaitGroup).Wait",
		"(*sync.Cond).Wait", "(*sync.Cond).Signal", "(*sync.Cond).Broadcast", "(sync.Locker).Lock",
		"(*golang.org/x/sync/errgroup.Group).Wait":
		return true
	}
	return false
}
