package explore

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// room reports whether c can take one more value without a receiver. A
// capacity that the execution has not fixed is large enough.
func (c *chanv) room() bool {
	n := int64(len(c.buf))
	switch size := c.size.(type) {
	case constv:
		k, ok := intOf(size)
		return ok && n < k.k
	case *sym:
		return n < size.hi
	case linv:
		return n < addSat(size.s.hi, size.k)
	}
	return true
}

// send executes a send statement.
func (m *machine) send(g *goroutine, f *frame, instr *ssa.Send) {
	v := m.counter(f, instr, m.get(f, instr.X))
	ch := m.get(f, instr.Chan)
	c, ok := ch.(*chanv)
	if !ok {
		if _, isNil := ch.(nilv); isNil {
			m.block(g, &wait{at: instr, cases: []waitCase{{ch: nilv{}, send: true}}, finish: func(int, value, bool) {}})
			return
		}
		m.escape(v)
		return // outside: it gets through
	}
	m.pkg.statsOf(c.make).sends[instr] = true
	if c.world {
		m.escape(v)
		return
	}
	m.event(g, evOp, instr, "sends")
	switch {
	case c.closed != nil:
		m.outcome(&Outcome{Kind: SendAfterClose, Op: instr, Make: c.make, Closed: c.closed}, g)
		m.state = infeasible
	case m.giveTo(c, v):
	case m.apart(f, instr, c) || c.room() && !m.overflows(g, f, instr, c, v):
		c.buf = append(c.buf, v)
	default:
		m.block(g, &wait{at: instr, cases: []waitCase{{ch: c, send: true, v: v}}, finish: func(int, value, bool) {}})
	}
}

// giveTo hands v to a goroutine that waits to receive from c, if there is one.
func (m *machine) giveTo(c *chanv, v value) bool {
	for _, r := range m.gos {
		if r.status != waiting {
			continue
		}
		for _, wc := range r.wait.cases {
			if wc.ch == value(c) && !wc.send {
				m.finish(r, wc.index, v, true)
				return true
			}
		}
	}
	return false
}

// finish ends the wait of g with case i.
func (m *machine) finish(g *goroutine, i int, v value, ok bool) {
	finish := g.wait.finish
	g.status, g.wait = ready, nil
	finish(i, v, ok)
}

// take takes a value from c without waiting: from its buffer, from a waiting
// sender, or because it is closed.
func (m *machine) take(c *chanv) (v value, ok, taken bool) {
	if len(c.buf) > 0 {
		v = c.buf[0]
		c.buf = append([]value(nil), c.buf[1:]...)
		// A waiting sender fills the buffer again.
		if s, wc := m.sender(c); s != nil {
			c.buf = append(c.buf, wc.v)
			m.finish(s, wc.index, nil, true)
		}
		return v, true, true
	}
	if s, wc := m.sender(c); s != nil {
		m.finish(s, wc.index, nil, true)
		return wc.v, true, true
	}
	if c.closed != nil {
		return m.zero(c.elem), false, true
	}
	return nil, false, false
}

// sender returns a goroutine that waits to send to c.
func (m *machine) sender(c *chanv) (*goroutine, waitCase) {
	for _, s := range m.gos {
		if s.status != waiting {
			continue
		}
		for _, wc := range s.wait.cases {
			if wc.ch == value(c) && wc.send {
				return s, wc
			}
		}
	}
	return nil, waitCase{}
}

// receive executes a receive expression.
func (m *machine) receive(g *goroutine, f *frame, instr *ssa.UnOp, ch value) {
	set := func(v value, ok value) {
		if instr.CommaOk {
			f.regs[instr] = tuple{v, ok}
		} else {
			f.regs[instr] = v
		}
	}
	elem := types.Type(types.Typ[types.Invalid])
	if t, ok := under(instr.X.Type()).(*types.Chan); ok {
		elem = t.Elem()
	}
	c, ok := ch.(*chanv)
	if ok {
		m.pkg.statsOf(c.make).receives[instr] = true
	}
	switch {
	case !ok && ch == value(nilv{}):
		m.block(g, &wait{at: instr, cases: []waitCase{{ch: nilv{}}}, finish: func(int, value, bool) {}})
	case !ok || c.world:
		// The world answers some time: others may go first.
		set(m.unknown(elem, instr), m.newSym(types.Typ[types.Bool], instr))
		m.event(g, evGiveUp, instr, "")
		m.heard(c)
		m.rest(g)
	default:
		m.event(g, evOp, instr, "receives")
		v, okv, taken := m.take(c)
		if taken {
			set(v, boolv(okv))
			return
		}
		m.block(g, &wait{at: instr, cases: []waitCase{{ch: c}}, finish: func(_ int, v value, ok bool) {
			set(v, boolv(ok))
		}})
	}
}

// heard counts the answers of the outside on c, a channel made here. More than
// one may be more than it gives.
func (m *machine) heard(c *chanv) {
	if c == nil {
		return
	}
	if c.heard++; c.heard > 1 {
		m.doubtful = true
	}
}

// block makes g wait.
func (m *machine) block(g *goroutine, w *wait) {
	m.acted = true
	g.status, g.wait = waiting, w
}

// closes executes close(ch).
func (m *machine) closes(g *goroutine, at ssa.Instruction, ch value) {
	c, ok := ch.(*chanv)
	if !ok {
		if _, isNil := ch.(nilv); isNil {
			m.outcome(&Outcome{Kind: CloseOfNil, Op: at}, g)
			m.state = infeasible
		}
		return
	}
	m.pkg.statsOf(c.make).closes[at] = true
	if c.closed != nil {
		m.outcome(&Outcome{Kind: DoubleClose, Op: at, Make: c.make, Closed: c.closed}, g)
		m.state = infeasible
		return
	}
	m.event(g, evOp, at, "closes")
	m.closeNow(c, at)
}

// closeNow closes c, which is open.
func (m *machine) closeNow(c *chanv, at ssa.Instruction) {
	c.closed = at
	m.acted = true
	for _, w := range m.gos {
		if w.status != waiting {
			continue
		}
		for _, wc := range w.wait.cases {
			if wc.ch != value(c) {
				continue
			}
			if wc.send {
				m.outcome(&Outcome{Kind: SendAfterClose, Op: w.wait.at, Make: c.make, Closed: at}, w)
				m.state = infeasible
				return
			}
			m.finish(w, wc.index, m.zero(c.elem), false)
			break
		}
	}
}

// selects executes a select statement.
func (m *machine) selects(g *goroutine, f *frame, instr *ssa.Select) {
	finish := func(i int, v value, ok value) {
		t := make(tuple, 2, 2+len(instr.States))
		t[0], t[1] = intv(int64(i)), ok
		for j, st := range instr.States {
			if st.Dir != types.RecvOnly {
				continue
			}
			if j == i && v != nil {
				t = append(t, v)
			} else if ch, ok := under(st.Chan.Type()).(*types.Chan); ok {
				t = append(t, m.zero(ch.Elem()))
			} else {
				t = append(t, nil)
			}
		}
		f.regs[instr] = t
	}
	var private []waitCase
	var outside []int
	for i, st := range instr.States {
		wc := waitCase{index: i, ch: m.get(f, st.Chan), send: st.Dir == types.SendOnly}
		if wc.send {
			wc.v = m.get(f, st.Send)
		}
		c, ok := wc.ch.(*chanv)
		if ok {
			m.pkg.statsOf(c.make).selected(instr, wc.send)
		}
		switch {
		case !ok && wc.ch == value(nilv{}):
		case !ok || c.world:
			m.escape(wc.v)
			outside = append(outside, i)
		default:
			private = append(private, wc)
		}
	}
	g.polls(instr, private)
	takeOutside := func(i int) {
		st := instr.States[i]
		if c, ok := m.get(f, st.Chan).(*chanv); ok {
			m.heard(c)
		}
		m.events = append(m.events, event{g: g, kind: evGiveUp, at: instr, i: i})
		if st.Dir == types.SendOnly {
			finish(i, nil, boolv(false))
			return
		}
		var elem types.Type
		if ch, ok := under(st.Chan.Type()).(*types.Chan); ok {
			elem = ch.Elem()
		}
		finish(i, m.unknown(elem, instr), m.newSym(types.Typ[types.Bool], instr))
	}
	var can []waitCase
	for _, wc := range private {
		if m.possible(wc) {
			can = append(can, wc)
		}
	}
	// The alternatives: the cases that are ready, then waiting (or default),
	// then what may come from outside.
	n := len(can)
	if n == 0 {
		n = 1
	}
	pick := 0
	if n == 1 && len(can) == 0 && instr.Blocking && len(private) == 0 && len(outside) > 0 {
		// Only the world can answer.
		if len(m.gos) > 1 && g.rests < 100 {
			m.block(g, &wait{at: instr, external: outside, take: takeOutside})
			return
		}
		takeOutside(outside[m.choose(len(outside), 1)])
		return
	}
	pick = m.choose(n+len(outside), 1)
	switch {
	case pick >= n:
		takeOutside(outside[pick-n])
	case len(can) > 0:
		m.execute(g, instr, can[pick], finish)
	case !instr.Blocking:
		finish(-1, nil, boolv(false))
	case len(instr.States) == 0:
		m.block(g, &wait{at: instr, kind: waitForever})
	default:
		cases := private
		if len(cases) == 0 && len(outside) == 0 {
			cases = []waitCase{{ch: nilv{}}}
		}
		m.block(g, &wait{at: instr, cases: cases, external: outside, take: takeOutside, finish: func(i int, v value, ok bool) {
			finish(i, v, boolv(ok))
		}})
	}
}

// possible reports whether the case wc can proceed now.
func (m *machine) possible(wc waitCase) bool {
	c := wc.ch.(*chanv)
	if !wc.send {
		if len(c.buf) > 0 || c.closed != nil {
			return true
		}
		s, _ := m.sender(c)
		return s != nil
	}
	if c.closed != nil || c.room() {
		return true
	}
	for _, r := range m.gos {
		if r.status == waiting {
			for _, other := range r.wait.cases {
				if oc, ok := other.ch.(*chanv); ok && oc == c && !other.send {
					return true
				}
			}
		}
	}
	return false
}

// execute performs the case wc, which is possible.
func (m *machine) execute(g *goroutine, at ssa.Instruction, wc waitCase, finish func(int, value, value)) {
	c := wc.ch.(*chanv)
	if !wc.send {
		v, ok, _ := m.take(c)
		m.event(g, evOp, at, "receives")
		finish(wc.index, v, boolv(ok))
		return
	}
	if c.closed != nil {
		m.outcome(&Outcome{Kind: SendAfterClose, Op: at, Make: c.make, Closed: c.closed}, g)
		m.state = infeasible
		return
	}
	m.event(g, evOp, at, "sends")
	if !m.giveTo(c, wc.v) {
		c.buf = append(c.buf, wc.v)
	}
	finish(wc.index, nil, boolv(false))
}

// caseName returns the source text of case i of sel.
func (p *Package) caseName(sel *ssa.Select, i int) string {
	for _, n := range p.flow.Enclosing(sel.States[i].Pos) {
		switch n := n.(type) {
		case *ast.UnaryExpr:
			if n.Op == token.ARROW {
				return types.ExprString(n)
			}
		case *ast.SendStmt:
			return types.ExprString(n.Chan) + " <- …"
		case *ast.SelectStmt:
			return "another case"
		}
	}
	return "another case"
}
