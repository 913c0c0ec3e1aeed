package explore

import (
	"go/ast"
	"go/types"
	"sort"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// A Kind is a way for an execution to go wrong.
type Kind int

const (
	Blocked        Kind = iota // a goroutine waits for ever
	SendAfterClose             // a send on a closed channel
	DoubleClose                // a close of a closed channel
	CloseOfNil                 // a close of a nil channel
	NegativeCount              // a Done that no Add has counted
	Endless                    // a goroutine polls, and nobody is left to end it
)

// An Outcome is a way that an execution of the package goes wrong.
type Outcome struct {
	Kind Kind
	Op   ssa.Instruction // what blocks or panics
	// Make made the channel; nil for a nil channel, a lock or a group.
	Make   *ssa.MakeChan
	Send   bool // Op, or the case of it, sends
	Nil    bool // the channel is nil
	What   What
	Closed ssa.Instruction // where the channel was closed before

	// Spawn started the goroutine of Op; nil if it is the caller of Root.
	Spawn    ssa.Instruction
	InLoop   bool // Spawn runs several times
	Root     *ssa.Function
	Steps    []Step
	Alone    bool // no other goroutine has ever known the channel
	Single   bool // there is no other goroutine at all
	Others   int  // goroutines blocked at the same place
	Cost     int
	GaveUp   bool // the counterpart chose another case of a select
	Finished bool // the counterpart has ended
	Circle   bool // the counterpart is blocked too
	rank     int
}

// What is the kind of thing waited for.
type What int

const (
	Channel What = iota
	Lock
	Group
	Cond
	Context // a context that nobody cancels
)

// A Step is a place of an execution.
type Step struct {
	At   ssa.Instruction
	Role Role
	Text string // of a GivesUp step: the case taken instead
}

// A Role tells what happens at a step.
type Role int

const (
	Starts   Role = iota // a goroutine is started
	GivesUp              // a select takes another case
	Decides              // a branch goes another way
	Returns              // the counterpart returns
	Closes               // the channel is closed
	Counts               // another Done of the same group
	Blocks               // another goroutine blocks as well
	OpItself             // the operation of the outcome
)

// outcome records o, which happens in g.
func (m *machine) outcome(o *Outcome, g *goroutine) {
	o.Root, o.Spawn, o.InLoop, o.Cost = m.entry(), g.spawned, g.inLoop, m.cost
	before := o.Steps
	o.Steps = nil
	if o.Spawn != nil {
		o.Steps = append(o.Steps, Step{At: o.Spawn, Role: Starts})
	}
	o.Steps = append(o.Steps, before...)
	if o.Closed != nil {
		o.Steps = append(o.Steps, Step{At: o.Closed, Role: Closes})
	}
	o.Steps = append(o.Steps, Step{At: o.Op, Role: OpItself})
	m.outcomes = append(m.outcomes, o)
}

// entry returns the function that the outcomes of the execution are about.
func (m *machine) entry() *ssa.Function {
	if m.called != nil {
		return m.called
	}
	return m.root
}

// conclude looks at how the execution ended.
func (m *machine) conclude() {
	if m.doubtful {
		m.outcomes = nil
	}
	if m.state != quiet || m.doubtful {
		return
	}
	m.endless()
	// What goroutines that go on for ever know may still be used.
	alive := make(map[any]bool)
	if m.object != nil {
		reaches(m.object, make(map[any]bool), func(x any) { alive[x] = true })
	}
	lives := make(map[*goroutine]bool)
	for more := true; more; {
		more = false
		for _, g := range m.gos {
			// Nor is it said that those cannot go on who wait for them.
			if !lives[g] && (g.status == endless || len(lives) > 0 && g.status == waiting && g.wait.kind != waitForever && !m.isStuck(g.wait, alive)) {
				lives[g], more = true, true
				alive[g.group] = true
				g.reaches(alive)
			}
		}
	}
	var stuck []*goroutine
	for _, g := range m.gos {
		if g.status == waiting && g.wait.at != nil && g.wait.kind != waitForever && m.isStuck(g.wait, alive) {
			stuck = append(stuck, g)
		}
	}
	if len(stuck) == 0 {
		return
	}
	sort.SliceStable(stuck, func(i, j int) bool { return rank(stuck[i]) < rank(stuck[j]) })
	o := m.blocked(stuck[0], stuck)
	if m.isTest && !m.pkg.isTest(o.Op.Parent()) {
		return // the test does not stop what it has started
	}
	if m.isTest && m.outside {
		return // what code out of sight does may well exclude it
	}
	m.outcomes = append(m.outcomes, o)
}

// isStuck reports whether nothing can end the wait w.
func (m *machine) isStuck(w *wait, alive map[any]bool) bool {
	if len(w.external) > 0 {
		return false
	}
	for _, wc := range w.cases {
		if c, ok := wc.ch.(*chanv); ok && (c.world || alive[c]) {
			return false
		}
	}
	if w.cell == nil {
		return true
	}
	if w.kind != waitLock && w.cell.world || alive[w.cell] {
		return false
	}
	if w.kind == waitLock {
		s := w.cell.state()
		if s.holder != nil {
			return s.holder.status == waiting
		}
		for g := range s.readers {
			if g.status == waiting {
				return true
			}
		}
		return false
	}
	return true
}

// rank orders the goroutines that are stuck: those that are the cause first.
func rank(g *goroutine) int {
	r := 0
	switch g.wait.kind {
	case waitLock:
		r = 40
	case waitGroup:
		r = 20
	case waitCond:
		r = 10
	}
	if g.spawned == nil {
		r += 5
	}
	if g.wait.kind == waitChan && !g.wait.cases[0].send {
		r++ // a receiver may wait for a sender that is stuck
	}
	return r
}

// blocked returns the outcome that g is blocked for ever.
func (m *machine) blocked(g *goroutine, stuck []*goroutine) *Outcome {
	o := &Outcome{Kind: Blocked, Op: g.wait.at, Root: m.entry(), Spawn: g.spawned, InLoop: g.inLoop, Cost: m.cost, rank: rank(g)}
	var object any
	switch g.wait.kind {
	case waitChan:
		o.What = Channel
		wc := g.wait.cases[0]
		o.Send = wc.send
		if c, ok := wc.ch.(*chanv); ok {
			o.Make = c.make
			object = c
			if c.context {
				o.What = Context
			}
		} else {
			o.Nil = true
		}
	case waitLock:
		o.What, object = Lock, g.wait.cell
	case waitGroup:
		o.What, object = Group, g.wait.cell
	case waitCond:
		o.What, object = Cond, g.wait.cell
	}
	if o.Spawn != nil {
		o.Steps = append(o.Steps, Step{At: o.Spawn, Role: Starts})
	}
	o.Alone, o.Single = true, len(m.gos) == 1
	for _, other := range m.gos {
		if other == g {
			continue
		}
		isStuck := false
		for _, s := range stuck {
			isStuck = isStuck || s == other
		}
		if isStuck {
			if other.wait.at == g.wait.at {
				o.Others++
				continue
			}
			o.Alone = false
			if other.wait.kind != waitChan || o.What != Channel || true {
				o.Steps = append(o.Steps, Step{At: other.wait.at, Role: Blocks})
				o.Circle = true
			}
			continue
		}
		if other.status == done && other.knows[object] {
			o.Alone = false
			m.explain(o, other, g)
		}
	}
	o.Steps = append(o.Steps, Step{At: o.Op, Role: OpItself})
	return o
}

// explain adds how other, which could have released g, ended without.
func (m *machine) explain(o *Outcome, other, g *goroutine) {
	var gaveUp, branch, ret *event
	for i := range m.events {
		e := &m.events[i]
		if e.g != other {
			continue
		}
		switch e.kind {
		case evGiveUp:
			if _, isSelect := e.at.(*ssa.Select); isSelect {
				gaveUp, branch = e, nil
			}
		case evBranch:
			branch = e
		case evReturn:
			ret = e
		}
	}
	if gaveUp != nil && m.offers(gaveUp.at, o) {
		o.Steps = append(o.Steps, Step{At: gaveUp.at, Role: GivesUp, Text: m.pkg.caseName(gaveUp.at.(*ssa.Select), gaveUp.i)})
		o.GaveUp = true
	} else if branch != nil && other.spawned != g.spawned {
		o.Steps = append(o.Steps, Step{At: branch.at, Role: Decides, Text: branch.text})
	}
	if ret != nil {
		o.Finished = true
		o.Steps = append(o.Steps, Step{At: ret.at, Role: Returns})
	}
}

// offers reports whether sel has a case that would have released o.
func (m *machine) offers(sel ssa.Instruction, o *Outcome) bool {
	s, ok := sel.(*ssa.Select)
	if !ok || o.Make == nil {
		return false
	}
	stats := m.pkg.statsOf(o.Make)
	if o.Send {
		return stats.receives[s]
	}
	return stats.sends[s]
}

// distinct keeps, for each place, the outcome that needs the fewest
// decisions, and of goroutines that block together only the cause.
func distinct(all []*Outcome) []*Outcome {
	sort.SliceStable(all, func(i, j int) bool {
		if all[i].Cost != all[j].Cost {
			return all[i].Cost < all[j].Cost
		}
		return all[i].rank < all[j].rank
	})
	type place struct {
		kind Kind
		op   ssa.Instruction
	}
	seen := make(map[place]bool)
	explained := make(map[ssa.Instruction]bool)
	var kept []*Outcome
	for _, o := range all {
		p := place{o.Kind, o.Op}
		if seen[p] || o.Kind == Blocked && explained[o.Op] {
			continue
		}
		seen[p] = true
		for _, s := range o.Steps {
			if s.Role == Blocks {
				explained[s.At] = true
			}
		}
		kept = append(kept, o)
	}
	sort.SliceStable(kept, func(i, j int) bool { return kept[i].Op.Pos() < kept[j].Op.Pos() })
	return kept
}

// HasReceiver reports whether any execution received from the channel of o.
func (p *Package) HasReceiver(o *Outcome) bool {
	return o.Make != nil && p.StatsOf(o.Make).Receives() > 0
}

// Capacity returns the capacity of the channel of o if it is constant, or -1.
func (o *Outcome) Capacity() int64 {
	if o.Make == nil {
		return -1
	}
	k, ok := o.Make.Size.(*ssa.Const)
	if !ok || k.Value == nil {
		return -1
	}
	return k.Int64()
}

// Signals reports whether the channel of o carries no data.
func (o *Outcome) Signals() bool {
	if o.Make == nil {
		return false
	}
	ch, ok := under(o.Make.Type()).(*types.Chan)
	if !ok {
		return false
	}
	s, ok := under(ch.Elem()).(*types.Struct)
	return ok && s.NumFields() == 0
}

// Ranges reports whether the operation of o is a range over the channel.
func (p *Package) Ranges(o *Outcome) bool { return IsRange(p.flow, o.Op) }

// IsRange reports whether op receives for a range statement.
func IsRange(p *flow.Package, op ssa.Instruction) bool {
	recv, ok := op.(*ssa.UnOp)
	if !ok || !recv.CommaOk {
		return false
	}
	return isRangeSyntax(p.Syntax(op))
}

func isRangeSyntax(n ast.Node) bool {
	_, ok := n.(*ast.RangeStmt)
	return ok
}
