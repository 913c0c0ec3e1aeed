package explore

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/chans"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// A poll is a select statement by which a goroutine waits for time to pass, or
// not at all, beside channels that end it.
type poll struct {
	at   *ssa.Select
	ends []waitCase
}

// polls notes that g executes the select statement at, of whose cases private
// are on channels of the execution.
func (g *goroutine) polls(at *ssa.Select, private []waitCase) {
	g.poll = nil
	if len(private) == 0 || at.Blocking && len(private) == len(at.States) {
		return
	}
	isPrivate := make(map[int]bool)
	for _, wc := range private {
		if wc.send {
			return
		}
		isPrivate[wc.index] = true
	}
	for i, st := range at.States {
		if !isPrivate[i] && (st.Dir != types.RecvOnly || !flow.NeverClosed(st.Chan)) {
			return
		}
	}
	g.poll = &poll{at, private}
}

// endless records the goroutines that poll for ever because nobody is left who
// knows the channels that would end them.
func (m *machine) endless() {
	if m.isTest {
		return
	}
	for _, g := range m.gos {
		if g.status != endless || g.spawned == nil || g.poll == nil || !g.poll.onlyEnd() {
			continue
		}
		known := make(map[any]bool)
		if m.object != nil {
			reaches(m.object, make(map[any]bool), func(x any) { known[x] = true })
		}
		for _, other := range m.gos {
			if other != g && other.status != done {
				other.reaches(known)
			}
		}
		forgotten := true
		for _, wc := range g.poll.ends {
			c, ok := wc.ch.(*chanv)
			forgotten = forgotten && ok && !c.world && c.closed == nil && !known[c]
		}
		if forgotten {
			o := &Outcome{Kind: Endless, Op: g.poll.at}
			if c := g.poll.ends[0].ch.(*chanv); c.context {
				o.What = Context
			} else {
				o.Make = c.make
			}
			m.outcome(o, g)
		}
	}
}

// onlyEnd reports whether the function of the select statement returns only by
// way of the cases that end it.
func (p *poll) onlyEnd() bool {
	return !chans.Returns(p.at.Parent(), func(b *ssa.BasicBlock, i int) bool {
		sel, k, ok := chans.CaseOf(b, i)
		if !ok || sel != p.at {
			return false
		}
		for _, wc := range p.ends {
			if wc.index == k {
				return true
			}
		}
		return false
	})
}

// reaches adds what g knows to known.
func (g *goroutine) reaches(known map[any]bool) {
	seen := make(map[any]bool)
	for _, f := range g.frames {
		for _, v := range f.regs {
			reaches(v, seen, func(x any) { known[x] = true })
		}
		for _, v := range f.binds {
			reaches(v, seen, func(x any) { known[x] = true })
		}
	}
}

// rest makes g wait for something outside, which comes some time: by default
// when nobody else can go on.
func (m *machine) rest(g *goroutine) {
	if len(m.gos) == 1 || m.choose(2, 1) == 1 {
		return
	}
	g.nap()
}

// nap lets g rest. Whoever has done so often enough is taken to do so for ever.
func (g *goroutine) nap() {
	if g.naps++; g.naps <= knownTurns {
		g.rests = 0
	}
	g.status = resting
}
