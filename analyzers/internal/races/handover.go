package races

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
)

// A Handover is a map, or something with a map in it, that one goroutine sends
// to another and goes on using, or to several others, at least one writing.
type Handover struct {
	Spawn *goroutines.Spawn // of the receiver or of the sender
	Send  ssa.Instruction
	// Received is an access by the receiver, After one by the sender. If After is
	// nil, each of several receivers gets the same map.
	Received, After *Located
}

// Culprit returns the access to report: that of the sender, who has let the map
// go, or else that of the receivers.
func (h *Handover) Culprit() *Located {
	if h.After == nil {
		return h.Received
	}
	return h.After
}

// A sent is a send of something with a map in it.
type sent struct {
	frame *goroutines.Frame
	instr ssa.Instruction // the send or select statement
	from  ssa.Instruction // what follows is behind it
	ch, x ssa.Value
}

// A received is an access of a map that has come through a channel.
type received struct {
	*Located
	ch    access.Path // in terms of the function at the root of the frame's calls
	class access.Class
	sel   string // of the map, from the value received
}

// Handovers returns the maps that are used on both ends of a channel, one for
// each send, in source order of the goroutines.
func (m *Model) Handovers() []*Handover {
	senders := m.senders()
	if len(senders) == 0 {
		return nil
	}
	var found []*Handover
	reported := make(map[ssa.Instruction]bool)
	add := func(h *Handover) {
		if h != nil && !reported[h.Send] {
			reported[h.Send] = true
			found = append(found, h)
		}
	}
	for _, s := range m.Goroutines.Spawns() {
		if s.Kind != goroutines.Go && s.Kind != goroutines.Group || m.inTest(s.Site) {
			continue
		}
		code, own := m.Goroutines.Code(s), m.Goroutines.Called(s.In())
		for _, r := range m.receivedIn(code) {
			for _, fn := range senders {
				if frameOf(code, fn) == nil {
					add(m.handover(s, r, m.sentIn(m.Goroutines.Called(fn)[:1]), m.Goroutines.Called(fn)))
				}
			}
			add(m.handover(s, r, m.sentIn(own), own))
			add(m.dealtOut(s, r, m.sentIn(own)))
			for _, other := range m.Goroutines.SpawnsIn(s.In()) {
				if frames := m.Goroutines.Code(other); other != s {
					add(m.handover(s, r, m.sentIn(frames), frames))
					add(m.dealtOut(s, r, m.sentIn(frames)))
				}
			}
		}
		for _, r := range m.receivedIn(own) {
			add(m.handover(s, r, m.sentIn(code), code))
		}
	}
	return found
}

// senders returns the functions that send something with a map in it.
func (m *Model) senders() []*ssa.Function {
	var fns []*ssa.Function
	for _, fn := range m.Flow.Functions() {
		if len(sendsIn(fn)) > 0 && !inits(fn) {
			fns = append(fns, fn)
		}
	}
	return fns
}

func frameOf(frames []*goroutines.Frame, fn *ssa.Function) *goroutines.Frame {
	for _, f := range frames {
		if f.Fn == fn {
			return f
		}
	}
	return nil
}

// sentIn returns what the frames send.
func (m *Model) sentIn(frames []*goroutines.Frame) []sent {
	var all []sent
	for _, f := range frames {
		for _, s := range sendsIn(f.Fn) {
			s.frame = f
			all = append(all, s)
		}
	}
	return all
}

// sendsIn returns the sends of fn.
func sendsIn(fn *ssa.Function) []sent {
	var all []sent
	for instr := range flow.Instructions(fn) {
		switch instr := instr.(type) {
		case *ssa.Send:
			if holdsMap(instr.X.Type(), 0) {
				all = append(all, sent{instr: instr, from: instr, ch: instr.Chan, x: instr.X})
			}
		case *ssa.If:
			state := goroutines.Chosen(instr, 1)
			if state == nil || state.Dir != types.SendOnly || !holdsMap(state.Send.Type(), 0) {
				continue
			}
			if first := instr.Block().Succs[0]; len(first.Preds) == 1 {
				sel := instr.Cond.(*ssa.BinOp).X.(*ssa.Extract).Tuple.(*ssa.Select)
				all = append(all, sent{instr: sel, from: first.Instrs[0], ch: state.Chan, x: state.Send})
			}
		}
	}
	return all
}

// holdsMap reports whether values of type t are maps, or structs with or
// pointers to maps.
func holdsMap(t types.Type, depth int) bool {
	switch t := t.Underlying().(type) {
	case *types.Map:
		return true
	case *types.Pointer:
		return depth < 3 && holdsMap(t.Elem(), depth+1)
	case *types.Struct:
		for f := range t.Fields() {
			if depth < 3 && holdsMap(f.Type(), depth+1) {
				return true
			}
		}
	}
	return false
}

// receivedIn returns the accesses in the frames of maps that they receive.
func (m *Model) receivedIn(frames []*goroutines.Frame) []received {
	var all []received
	for _, f := range frames {
		for _, a := range m.Accesses(f.Fn) {
			if a.Kind != Map {
				continue
			}
			p, at, ok := m.originsOf().Of(a.Value), f, true
			for ok && channelOf(p.Root) == nil && at.Call != nil {
				p, ok = m.originsOf().Translate(p, at.Callee)
				at = at.Caller
				if at == nil {
					break
				}
			}
			ch := channelOf(p.Root)
			if !ok || ch == nil || at == nil || ch.Parent() != at.Fn && ch.Parent() != nil || strings.ContainsAny(p.Sel, "@?") {
				continue
			}
			r := received{Located: &Located{Access: a, Seen: p, Frame: f, Anchor: a.Instr}, class: access.ClassOf(ch), sel: p.Sel}
			if r.ch, ok = m.seenOrigin(at, m.originsOf().Of(ch)); ok || r.class.Owner != nil {
				all = append(all, r)
			}
		}
	}
	return all
}

// channelOf returns the channel that v has been received from, or nil.
func channelOf(v ssa.Value) ssa.Value {
	if e, ok := v.(*ssa.Extract); ok {
		switch t := e.Tuple.(type) {
		case *ssa.UnOp:
			if e.Index == 0 {
				return channelOf(t)
			}
		case *ssa.Select:
			n := 2
			for _, state := range t.States {
				if state.Dir != types.RecvOnly {
					continue
				}
				if n == e.Index {
					return state.Chan
				}
				n++
			}
		}
		return nil
	}
	if recv, ok := v.(*ssa.UnOp); ok && recv.Op == token.ARROW {
		return recv.X
	}
	return nil
}

// handover returns the handover that one of sends makes to the receiver of r,
// whose sender goes on using the map in one of frames, or nil.
func (m *Model) handover(spawn *goroutines.Spawn, r received, sends []sent, frames []*goroutines.Frame) *Handover {
	for _, s := range sends {
		if !types.Identical(elemOf(s.ch), r.elem()) || !m.sameEnd(s, r) {
			continue
		}
		p := m.originsOf().Resolve(access.Path{Root: s.x, Sel: r.sel})
		if !steady(p) {
			continue
		}
		for _, f := range frames {
			for _, a := range m.Accesses(f.Fn) {
				if a.Kind != Map || !a.Write && !r.Write {
					continue
				}
				at, ok := m.reaches(f, s.frame, a, p)
				if !ok || !m.keeps(s, at, p) {
					continue
				}
				after := &Located{Access: a, Seen: p, Frame: f, Anchor: at}
				m.guard(after)
				m.guard(r.Located)
				if !after.AnyGuard && !r.AnyGuard && !guarded(after.Guards, r.Guards) {
					return &Handover{Spawn: spawn, Send: s.instr, Received: r.Located, After: after}
				}
			}
		}
	}
	return nil
}

// dealtOut returns the handover that one of sends, in a loop, makes of one map to
// several copies of the goroutine of r, which write it, or nil.
func (m *Model) dealtOut(spawn *goroutines.Spawn, r received, sends []sent) *Handover {
	if !r.Write || onlyOneCopy(r.Located) || !m.Goroutines.WithItself(spawn, nil, bodyInstr(r.Located)) {
		return nil
	}
	if m.guard(r.Located); r.AnyGuard || guarded(r.Guards, r.Guards) {
		return nil
	}
	for _, s := range sends {
		if !types.Identical(elemOf(s.ch), r.elem()) || !m.sameEnd(s, r) {
			continue
		}
		p := m.originsOf().Resolve(access.Path{Root: s.x, Sel: r.sel})
		if steady(p) && !strings.Contains(p.Sel, "*") && m.repeats(s, p) {
			return &Handover{Spawn: spawn, Send: s.instr, Received: r.Located}
		}
	}
	return nil
}

// repeats reports whether the sender comes back to the send s with the same map
// p.
func (m *Model) repeats(s sent, p access.Path) bool {
	created := creation(p, s.instr.Parent())
	path, ok := flow.Find(m.Flow, flow.Search[bool]{
		Fn:   s.instr.Parent(),
		From: s.from,
		Step: func(_ bool, e flow.Event, _ *flow.Cursor) (bool, flow.Verdict) {
			switch {
			case e.Instr == s.instr:
				return false, flow.Found
			case e.Instr == created:
				return false, flow.Prune
			}
			return false, flow.Continue
		},
	})
	return ok && path != nil
}

// creation returns the instruction of fn that makes the map p anew, or nil.
func creation(p access.Path, fn *ssa.Function) ssa.Instruction {
	created, _ := p.Root.(ssa.Instruction)
	if created == nil || created.Parent() != fn {
		return nil
	}
	if phi, ok := created.(*ssa.Phi); ok {
		return firstAfterPhis(phi.Block())
	}
	return created
}

func (r received) elem() types.Type { return elemOf(channelOf(r.Seen.Root)) }

// sameEnd reports whether what s sends arrives at r.
func (m *Model) sameEnd(s sent, r received) bool {
	if class := access.ClassOf(s.ch); class.Owner != nil && class == r.class {
		return true
	}
	ch, ok := m.seenOrigin(s.frame, m.originsOf().Of(s.ch))
	return ok && ch == r.ch
}

// reaches returns the instruction in the function of the frame from that is, or
// leads to, the access a of the map p, made in the frame f.
func (m *Model) reaches(f, from *goroutines.Frame, a *Access, p access.Path) (ssa.Instruction, bool) {
	q, at := m.originsOf().Of(a.Value), a.Instr
	for f != from {
		if f == nil || f.Call == nil || f.Caller == nil {
			return nil, false
		}
		var ok bool
		if q, ok = m.originsOf().Translate(q, f.Callee); !ok {
			return nil, false
		}
		at, f = f.Call, f.Caller
	}
	_, deferred := at.(*ssa.Defer)
	return at, q == p && !deferred
}

// keeps reports whether the sender gets from the send s to at with the same map
// p, without waiting for anything.
func (m *Model) keeps(s sent, at ssa.Instruction, p access.Path) bool {
	created := creation(p, at.Parent())
	path, ok := flow.Find(m.Flow, flow.Search[bool]{
		Fn:   at.Parent(),
		From: s.from,
		Step: func(_ bool, e flow.Event, _ *flow.Cursor) (bool, flow.Verdict) {
			switch {
			case e.Instr == at:
				return false, flow.Found
			case e.Instr == created, waits(e.Instr), isSend(e.Instr), reassigns(e.Instr, p):
				return false, flow.Prune
			}
			return false, flow.Continue
		},
	})
	return ok && path != nil
}

func firstAfterPhis(block *ssa.BasicBlock) ssa.Instruction {
	for _, instr := range block.Instrs {
		if _, isPhi := instr.(*ssa.Phi); !isPhi {
			return instr
		}
	}
	return nil
}

func isSend(instr ssa.Instruction) bool {
	_, ok := instr.(*ssa.Send)
	return ok
}

// reassigns reports whether instr may put another map where p is: it stores
// there, or calls what may store in a variable that p is loaded from.
func reassigns(instr ssa.Instruction, p access.Path) bool {
	switch instr := instr.(type) {
	case *ssa.Store:
		q := access.Of(instr.Addr)
		return q.Root == p.Root && strings.HasPrefix(p.Sel, q.Sel)
	case *ssa.Call:
		return strings.Contains(p.Sel, "*") && flow.Builtin(&instr.Call) == ""
	}
	return false
}
