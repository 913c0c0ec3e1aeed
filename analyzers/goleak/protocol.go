package goleak

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/chans"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/explore"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

// A protocol asks of the channels in the unexported fields of a package
// whether its methods, which anybody may call in any order, can leave each
// other blocked.
type protocol struct {
	pass  *analysis.Pass
	flow  *flow.Package
	model *goroutines.Model
	uses  map[*types.Var]*chans.FieldUse
	ops   map[*types.Var][]chans.FieldOp
	done  map[token.Pos]bool
}

// checkProtocol reports operations on channels in fields that may wait for a
// goroutine which has ended, or for their own.
func checkProtocol(pass *analysis.Pass, p *flow.Package, done map[token.Pos]bool) {
	c := &protocol{pass: pass, flow: p, model: goroutines.Of(pass), ops: chans.FieldOps(p), done: done}
	if len(c.ops) == 0 {
		return
	}
	c.uses = chans.FieldUses(pass.Files, pass.TypesInfo, pass.Pkg)
	for _, s := range c.model.Spawns() {
		if s.Kind != goroutines.Go || s.Certainty != flow.Sure || len(s.Bodies) != 1 {
			continue
		}
		c.deadExit(s)
		c.lostExit(s)
		c.abandonedResult(s)
		c.abandonedWait(s)
		c.receiverGone(s)
		c.ownLoop(s)
		c.ownEnd(s)
	}
}

// closed reports whether all that is done with the channel of f is seen.
func (c *protocol) closed(f *types.Var) bool {
	use := c.uses[f]
	return use != nil && !use.Other && use.Makes > 0
}

func (c *protocol) of(f *types.Var, kind chans.OpKind) []chans.FieldOp {
	var list []chans.FieldOp
	for _, op := range c.ops[f] {
		if op.Kind == kind {
			list = append(list, op)
		}
	}
	return list
}

func (c *protocol) report(at ssa.Instruction, category, text string, steps ...analysis.RelatedInformation) {
	rng := c.flow.Range(at)
	if c.done[rng.Pos()] {
		return
	}
	c.done[rng.Pos()] = true
	report.At(c.pass, rng, category, text, steps...)
}

// abandonedResult reports the only send on an unbuffered channel, by a
// goroutine, if those who receive may do something else instead.
func (c *protocol) abandonedResult(s *goroutines.Spawn) {
	for instr := range flow.Instructions(s.Bodies[0].Fn) {
		send, ok := instr.(*ssa.Send)
		if !ok || flow.InLoop(send) {
			continue
		}
		f := chans.FieldOf(send.Chan)
		if f == nil || !c.closed(f) || c.uses[f].Buffered || len(c.of(f, chans.Send)) != 1 || len(c.of(f, chans.Close)) > 0 {
			continue
		}
		receives := c.of(f, chans.Receive)
		if len(receives) == 0 || !allGiveUp(receives) {
			continue
		}
		c.report(send, "abandoned", "goroutine can block for ever sending on "+explore.OperandName(c.flow, send)+": its receiver may take another case",
			report.Step(c.flow.Range(s.Site), "goroutine started here"), report.Step(c.flow.Range(receives[0].Instr), "may take another case here"),
			report.Step(c.flow.Range(send), "blocks here for ever"))
	}
}

// abandonedWait reports a plain receive from a channel in a field, outside loops,
// if the goroutine of s alone sends to it, once, and may do something else
// instead.
func (c *protocol) abandonedWait(s *goroutines.Spawn) {
	body := s.Bodies[0].Fn
	for instr := range flow.Instructions(body) {
		sel, ok := instr.(*ssa.Select)
		if !ok || !sel.Blocking {
			continue
		}
		for _, state := range sel.States {
			f := chans.FieldOf(state.Chan)
			if f == nil || state.Dir != types.SendOnly || !c.closed(f) || len(c.of(f, chans.Close)) > 0 {
				continue
			}
			sends := c.of(f, chans.Send)
			if len(sends) != 1 || !allGiveUp(sends) {
				continue
			}
			for _, op := range c.of(f, chans.Receive) {
				if op.Select != nil || op.Fn() == body || flow.InLoop(op.Instr) || deliberate.InTest(c.pass.Fset, op.Instr.Pos()) {
					continue
				}
				c.report(op.Instr, "abandoned", flow.Outermost(op.Fn()).Name()+" can block for ever receiving from "+explore.OperandName(c.flow, op.Instr)+": its sender may take another case",
					report.Step(c.flow.Range(s.Site), "goroutine started here, the only sender"), report.Step(c.flow.Range(sel), "may take another case here"),
					report.Step(c.flow.Range(op.Instr), "blocks here for ever"))
			}
		}
	}
}

// allGiveUp reports whether each of ops is one of several cases of a select
// statement outside loops.
func allGiveUp(ops []chans.FieldOp) bool {
	for _, op := range ops {
		if op.Select == nil || op.Select.Blocking && len(op.Select.States) < 2 || flow.InLoop(op.Instr) {
			return false
		}
	}
	return true
}

// receiverGone reports plain sends on an unbuffered channel that the goroutine
// of s alone receives from, if that may end without having been told so.
func (c *protocol) receiverGone(s *goroutines.Spawn) {
	body := s.Bodies[0].Fn
	seen := make(map[*types.Var]bool)
	for instr := range flow.Instructions(body) {
		for _, f := range receivedFrom(instr) {
			if seen[f] || !c.closed(f) || c.uses[f].Buffered || !c.onlyIn(body, c.of(f, chans.Receive)) || len(c.of(f, chans.Close)) > 0 {
				continue
			}
			seen[f] = true
			if chans.Counted(instr) {
				continue
			}
			end, told := c.endsAlone(body)
			if !end && !told {
				continue
			}
			for _, op := range c.of(f, chans.Send) {
				if op.Select != nil || op.Fn() == body || !endsLater(c.model, op, s) || agreed(op.Instr, body) {
					continue
				}
				c.report(op.Instr, "abandoned", op.Fn().Name()+" can block for ever sending on "+explore.OperandName(c.flow, op.Instr)+": its receiver may be gone",
					report.Step(c.flow.Range(s.Site), "goroutine started here, the only receiver"), report.Step(c.flow.Range(op.Instr), "blocks here for ever if that has ended"))
			}
		}
	}
}

// receivedFrom returns the fields whose channels instr receives from.
func receivedFrom(instr ssa.Instruction) []*types.Var {
	var fields []*types.Var
	add := func(ch ssa.Value) {
		if f := chans.FieldOf(ch); f != nil {
			fields = append(fields, f)
		}
	}
	switch instr := instr.(type) {
	case *ssa.UnOp:
		if instr.Op == token.ARROW {
			add(instr.X)
		}
	case *ssa.Select:
		for _, state := range instr.States {
			if state.Dir == types.RecvOnly {
				add(state.Chan)
			}
		}
	}
	return fields
}

func (c *protocol) onlyIn(fn *ssa.Function, ops []chans.FieldOp) bool {
	for _, op := range ops {
		if op.Fn() != fn {
			return false
		}
	}
	return true
}

// endsAlone reports whether fn, which serves channels in a loop, may return
// without having received anything that tells it to; and whether it tells
// others that it has ended by closing a channel, which some of them look at
// while they send.
func (c *protocol) endsAlone(fn *ssa.Function) (alone, tells bool) {
	received := func(b *ssa.BasicBlock, i int) bool {
		sel, k, ok := chans.CaseOf(b, i)
		return ok && k >= 0 && k < len(sel.States) && sel.States[k].Dir == types.RecvOnly || plainReceive(b)
	}
	alone = chans.Returns(fn, received)
	for f, ops := range c.ops {
		if !c.closed(f) || !c.onlyIn(fn, c.of(f, chans.Close)) || len(c.of(f, chans.Close)) == 0 {
			continue
		}
		for _, op := range ops {
			if op.Kind == chans.Receive && op.Select != nil && op.Fn() != fn && sends(op.Select) {
				tells = true
			}
		}
	}
	return alone, tells
}

// plainReceive reports whether b receives outside a select statement, so that
// what follows is told by somebody.
func plainReceive(b *ssa.BasicBlock) bool {
	for _, instr := range b.Instrs {
		if recv, ok := instr.(*ssa.UnOp); ok && recv.Op == token.ARROW {
			return true
		}
	}
	return false
}

func sends(sel *ssa.Select) bool {
	for _, state := range sel.States {
		if state.Dir == types.SendOnly {
			return true
		}
	}
	return false
}

// agreed reports whether op is reached only where a CompareAndSwap of a field has
// succeeded that fn swaps as well: what it holds then tells that fn serves.
func agreed(op ssa.Instruction, fn *ssa.Function) bool {
	swaps := make(map[*types.Var]bool)
	for instr := range flow.Instructions(fn) {
		if call, ok := instr.(*ssa.Call); ok {
			if f := swappedField(call); f != nil {
				swaps[f] = true
			}
		}
	}
	if len(swaps) == 0 {
		return false
	}
	for block := op.Block(); block.Idom() != nil; block = block.Idom() {
		branch, ok := block.Idom().Instrs[len(block.Idom().Instrs)-1].(*ssa.If)
		if !ok || branch.Block().Succs[0] != block {
			continue
		}
		if call, ok := branch.Cond.(*ssa.Call); ok && swaps[swappedField(call)] {
			return true
		}
	}
	return false
}

// swappedField returns the field that call compares and swaps, or nil.
func swappedField(call *ssa.Call) *types.Var {
	fn := flow.CalleeObject(call.Common())
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "sync/atomic" || !strings.HasPrefix(fn.Name(), "CompareAndSwap") {
		return nil
	}
	if addr, ok := call.Call.Args[0].(*ssa.FieldAddr); ok && flow.FieldOf(addr) != nil {
		return flow.FieldOf(addr).Origin()
	}
	return nil
}

// endsLater reports whether the send op may happen long after s: in another
// function, that does not start the goroutine itself.
func endsLater(model *goroutines.Model, op chans.FieldOp, s *goroutines.Spawn) bool {
	fn := flow.Outermost(op.Fn())
	return fn != flow.Outermost(s.In()) && len(model.Running(op.Fn())) == 0
}
