package wgcount

import (
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
)

// skippedDone reports a return of a goroutine that skips its Done.
func (c *checker) skippedDone(s *goroutines.Spawn) {
	for _, f := range c.model.Code(s) {
		if f.Caller != nil {
			continue
		}
		for _, d := range opsIn(f.Fn) {
			if d.kind != done || !d.outside(f) || flow.InLoop(d.call) || !c.countedOutside(s, f, d) || c.countsFirst(s, f, d) || mayBeNil(d) {
				continue
			}
			ret := c.exitWithout(f.Fn, func(instr ssa.Instruction) bool { return c.mayDo(instr, d.path) })
			if ret == nil {
				continue
			}
			c.report(ret, "skipped", c.deferral(f, d), []analysis.RelatedInformation{
				c.step(s.Site, "goroutine started here"), c.step(ret, "ends here without Done"), c.step(d.call, "Done is called only here"),
			}, "this return skips %s, so Wait blocks for ever", c.name(d))
		}
	}
}

// countsFirst reports whether one count stands for all goroutines that a loop
// starts, as when only the first of them to find something calls the Done d.
func (c *checker) countsFirst(s *goroutines.Spawn, f *goroutines.Frame, d op) bool {
	p, _ := f.Translate(d.path)
	for _, o := range opsIn(s.In()) {
		if o.kind == add && o.path == p && o.count == 1 && flow.ReachesAvoiding(s.Site, s.Site, o.call) {
			return true
		}
	}
	return false
}

// mayBeNil reports whether the function of d asks if there is a WaitGroup at
// all.
func mayBeNil(d op) bool {
	for _, b := range d.call.Parent().Blocks {
		if len(b.Instrs) == 0 {
			continue
		}
		if branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If); ok {
			if test, ok := flow.NilTestOf(branch.Cond); ok && (test.X == d.recv || pathOf(test.X) == d.path) {
				return true
			}
		}
	}
	return false
}

// mayDo reports whether instr calls Done on p, or hands p to something that
// may.
func (c *checker) mayDo(instr ssa.Instruction, p path) bool {
	call, ok := instr.(ssa.CallInstruction)
	if !ok {
		return false
	}
	if o, ok := opOf(call); ok {
		return o.kind == done && o.path == p
	}
	for _, arg := range call.Common().Args {
		if pathOf(arg) == p || captures(arg, p) {
			return true
		}
	}
	if captures(call.Common().Value, p) {
		return true
	}
	callees, _ := c.flow.Callees(call)
	for _, callee := range callees {
		for _, o := range opsIn(callee.Fn) {
			if o.kind == done {
				return true
			}
		}
	}
	return false
}

// captures reports whether v is a literal that captures the WaitGroup p.
func captures(v ssa.Value, p path) bool {
	closure, ok := v.(*ssa.MakeClosure)
	if !ok {
		return false
	}
	for _, b := range closure.Bindings {
		if pathOf(b).Root == p.Root {
			return true
		}
	}
	return false
}

// exitWithout returns the return statement of a path through fn on which no
// instruction is one that met accepts, deferred calls included, or nil.
func (c *checker) exitWithout(fn *ssa.Function, met func(ssa.Instruction) bool) ssa.Instruction {
	found, ok := flow.Find(c.flow, flow.Search[bool]{
		Fn: fn,
		Step: func(_ bool, e flow.Event, _ *flow.Cursor) (bool, flow.Verdict) {
			if met(e.Instr) {
				return false, flow.Prune // a deferred call will run too
			}
			if _, isReturn := e.Instr.(*ssa.Return); isReturn {
				return false, flow.Found
			}
			return false, flow.Continue
		},
	})
	if !ok || found == nil {
		return nil
	}
	return found.End
}

// skippedSlot reports a return of a goroutine that skips the receive by which
// it gives back a slot of a semaphore.
func (c *checker) skippedSlot(s *goroutines.Spawn) {
	for _, f := range c.model.Code(s) {
		if f.Caller != nil {
			continue
		}
		for instr := range flow.Instructions(f.Fn) {
			recv, ok := instr.(*ssa.UnOp)
			if !ok || !isReceive(recv) || recv.CommaOk || len(*recv.Referrers()) > 0 || flow.InLoop(recv) {
				continue
			}
			p, ok := f.Translate(pathOf(recv.X))
			if !ok || !c.takenBefore(s, p) {
				continue
			}
			ret := c.exitWithout(f.Fn, func(instr ssa.Instruction) bool { return givesBack(instr, recv) })
			if ret == nil {
				continue
			}
			name := c.flow.Name(recv.X)
			c.report(ret, "skipped", nil, []analysis.RelatedInformation{
				c.step(s.Site, "goroutine started here"), c.step(ret, "ends here and keeps its slot"), c.step(recv, "the slot is given back only here"),
			}, "this return skips the receive from %s, so its slot is never given back", name)
		}
	}
}

// slotWithoutStart reports a send that takes a slot for a goroutine, if a path
// leads back to it on which none is started that gives the slot back.
func (c *checker) slotWithoutStart(fn *ssa.Function) {
	for instr := range flow.Instructions(fn) {
		send, ok := instr.(*ssa.Send)
		if !ok || !bounded(send.Chan) || !flow.InLoop(send) || !c.givenBackLater(fn, send) {
			continue
		}
		p := pathOf(send.Chan)
		again := false
		flow.Find(c.flow, flow.Search[bool]{
			Fn: fn, From: send,
			Step: func(_ bool, e flow.Event, _ *flow.Cursor) (bool, flow.Verdict) {
				if e.Instr == ssa.Instruction(send) {
					again = true
					return false, flow.Found
				}
				call, isCall := e.Instr.(ssa.CallInstruction)
				if recv, isRecv := e.Instr.(*ssa.UnOp); isRecv && isReceive(recv) && pathOf(recv.X) == p || isSelect(e.Instr) {
					return false, flow.Prune
				}
				if isCall && (c.isSpawn(call) || c.mentions(call, p)) {
					return false, flow.Prune
				}
				return false, flow.Continue
			},
		})
		if again {
			c.report(send, "skipped", nil, []analysis.RelatedInformation{
				c.step(send, "a slot is taken here"), c.step(send, "reached again on a path that starts no goroutine"),
			}, "this slot of %s is not given back on every path, so the send blocks for ever in the end", c.flow.Name(send.Chan))
		}
	}
}

// bounded reports whether ch is made in its function with a constant capacity.
func bounded(ch ssa.Value) bool {
	mk, ok := pathOf(ch).Root.(*ssa.MakeChan)
	if !ok {
		return false
	}
	size, ok := mk.Size.(*ssa.Const)
	return ok && size.Value != nil && size.Int64() > 0
}

// givenBackLater reports whether a goroutine that fn starts behind the send
// receives from its channel, and nobody else does.
func (c *checker) givenBackLater(fn *ssa.Function, send *ssa.Send) bool {
	found := false
	for _, s := range c.model.SpawnsIn(fn) {
		if !flow.Reaches(send, s.Site) {
			continue
		}
		for _, f := range c.model.Code(s) {
			for instr := range flow.Instructions(f.Fn) {
				recv, ok := instr.(*ssa.UnOp)
				if !ok || !isReceive(recv) {
					continue
				}
				if p, ok := f.Translate(pathOf(recv.X)); ok && p == pathOf(send.Chan) {
					found = found || !flow.InLoop(recv) && len(*recv.Referrers()) == 0
				}
			}
		}
	}
	return found
}

func isSelect(instr ssa.Instruction) bool {
	_, ok := instr.(*ssa.Select)
	return ok
}

// mentions reports whether call gets the channel p, or calls a function that
// receives from it.
func (c *checker) mentions(call ssa.CallInstruction, p path) bool {
	callees, _ := c.flow.Callees(call)
	for _, callee := range callees {
		for instr := range flow.Instructions(callee.Fn) {
			if recv, ok := instr.(*ssa.UnOp); ok && isReceive(recv) {
				if q, ok := access.Translate(pathOf(recv.X), callee); ok && q == p {
					return true
				}
			}
		}
	}
	for _, arg := range call.Common().Args {
		if pathOf(arg) == p || captures(arg, p) {
			return true
		}
	}
	return false
}

// takenBefore reports whether the function that starts s sends to the channel
// p right before, to take a slot.
func (c *checker) takenBefore(s *goroutines.Spawn, p path) bool {
	if mk, ok := p.Root.(*ssa.MakeChan); ok {
		if size, ok := mk.Size.(*ssa.Const); ok && size.Value != nil && size.Int64() == 0 {
			return false
		}
	}
	for instr := range flow.Instructions(s.In()) {
		switch instr := instr.(type) {
		case *ssa.Send:
			if pathOf(instr.Chan) == p && flow.Dominates(instr, s.Site) && (flow.InLoop(instr) == flow.InLoop(s.Site)) {
				return true
			}
		case *ssa.Select:
			for _, state := range instr.States {
				if state.Dir == types.SendOnly && pathOf(state.Chan) == p && flow.Dominates(instr, s.Site) {
					return true
				}
			}
		}
	}
	return false
}

// givesBack reports whether instr receives from the channel of recv, now or
// when the function returns, or may do so out of sight.
func givesBack(instr ssa.Instruction, recv *ssa.UnOp) bool {
	p := pathOf(recv.X)
	switch instr := instr.(type) {
	case *ssa.UnOp:
		return isReceive(instr) && pathOf(instr.X) == p
	case *ssa.Select:
		return true
	case ssa.CallInstruction:
		if captures(instr.Common().Value, p) {
			return true
		}
		for _, arg := range instr.Common().Args {
			if pathOf(arg) == p || captures(arg, p) {
				return true
			}
		}
	}
	return false
}

// addWithoutStart reports Add(1) from which a path leads to the Wait, or back
// to the Add, without a goroutine started.
func (c *checker) addWithoutStart(fn *ssa.Function) {
	for _, a := range opsIn(fn) {
		if a.kind != add || a.count != 1 || a.deferred() || !c.startsAfter(fn, a) {
			continue
		}
		var end ssa.Instruction
		flow.Find(c.flow, flow.Search[bool]{
			Fn: fn, From: a.call,
			Step: func(_ bool, e flow.Event, _ *flow.Cursor) (bool, flow.Verdict) {
				call, ok := e.Instr.(ssa.CallInstruction)
				if !ok {
					return false, flow.Continue
				}
				if o, isOp := opOf(call); isOp && o.path == a.path {
					if o.kind == wait && !o.deferred() || o.call == a.call {
						end = call
						return false, flow.Found
					}
					return false, flow.Prune
				}
				if _, isGo := call.(*ssa.Go); isGo || c.isSpawn(call) || c.mayDo(call, a.path) {
					return false, flow.Prune
				}
				return false, flow.Continue
			},
		})
		if end == nil {
			continue
		}
		c.report(a.call, "mismatch", nil, []analysis.RelatedInformation{
			c.step(a.call, "counted here"), c.step(end, "reached on a path that starts no goroutine"),
		}, "%s counts a goroutine that is not started on every path, so Wait blocks for ever", c.name(a))
	}
}

// startsAfter reports whether fn starts, after the Add, a goroutine that calls
// Done on the same WaitGroup.
func (c *checker) startsAfter(fn *ssa.Function, a op) bool {
	for _, s := range c.model.SpawnsIn(fn) {
		if !flow.Reaches(a.call, s.Site) || flow.ReachesAvoiding(s.Site, s.Site, a.call) {
			continue // one count for all goroutines of a loop: the first to end it calls Done
		}
		for _, f := range c.model.Code(s) {
			for _, o := range opsIn(f.Fn) {
				if p, ok := f.Translate(o.path); ok && o.kind == done && p == a.path {
					return true
				}
			}
		}
	}
	return false
}

func (c *checker) isSpawn(call ssa.CallInstruction) bool {
	for _, s := range c.model.SpawnsIn(call.Parent()) {
		if s.Site == call {
			return true
		}
	}
	return false
}
