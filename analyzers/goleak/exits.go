package goleak

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/chans"
	"github.com/interviewlint/interviewlint/analyzers/internal/explore"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

// deadExit reports a goroutine that ends only in a case of a select statement
// which never comes: nobody sends to its channel or closes it.
func (c *protocol) deadExit(s *goroutines.Spawn) {
	body := s.Bodies[0].Fn
	var dead *types.Var
	never := func(b *ssa.BasicBlock, i int) bool {
		sel, k, ok := chans.CaseOf(b, i)
		if !ok || k < 0 || k >= len(sel.States) || sel.States[k].Dir != types.RecvOnly {
			return false
		}
		f := chans.FieldOf(sel.States[k].Chan)
		if f == nil || !c.closed(f) || len(c.of(f, chans.Send))+len(c.of(f, chans.Close)) > 0 || !f.IsField() && livesAsLong(c.flow, s.In()) {
			return false
		}
		dead = f
		return true
	}
	if chans.Returns(body, never) || dead == nil {
		return
	}
	c.report(s.Site, "endless", "goroutine never ends: nobody sends to "+dead.Name()+" or closes it",
		report.Step(c.flow.Range(s.Site), "goroutine started here"))
}

// lostExit reports that a channel in a field, which the goroutine of s reads
// again in each turn of its loop, is set to nil after it was closed: if the
// goroutine has not looked at it in between, it waits for nothing.
func (c *protocol) lostExit(s *goroutines.Spawn) {
	for instr := range flow.Instructions(s.Bodies[0].Fn) {
		sel, ok := instr.(*ssa.Select)
		if !ok || !sel.Blocking || !flow.InLoop(sel) {
			continue
		}
		for _, state := range sel.States {
			f := chans.FieldOf(state.Chan)
			if f == nil || state.Dir != types.RecvOnly || !c.closed(f) || !inCycle(state.Chan.(ssa.Instruction).Block(), sel.Block()) {
				continue
			}
			for _, end := range c.of(f, chans.Close) {
				if reset := c.setNil(f, end.Instr); reset != nil && end.Fn() != sel.Parent() {
					c.report(reset, "endless", f.Name()+" is set to nil after it was closed: a goroutine that has not seen it yet never ends",
						report.Step(c.flow.Range(s.Site), "goroutine started here"), report.Step(c.flow.Range(sel), "reads %s in each turn", f.Name()),
						report.Step(c.flow.Range(end.Instr), "closed here"), report.Step(c.flow.Range(reset), "set to nil here"))
				}
			}
		}
	}
}

// setNil returns the assignment of nil to the field f that follows end, which
// closes the channel in it, with nothing in between that waits.
func (c *protocol) setNil(f *types.Var, end ssa.Instruction) ssa.Instruction {
	after := false
	for _, instr := range end.Block().Instrs {
		switch instr := instr.(type) {
		case *ssa.Store:
			addr, ok := instr.Addr.(*ssa.FieldAddr)
			if after && ok && flow.FieldOf(addr).Origin() == f && flow.IsNil(instr.Val) {
				return instr
			}
		case *ssa.Call:
			if after && flow.Builtin(instr.Common()) == "" {
				return nil
			}
		case *ssa.UnOp:
			if after && instr.Op == token.ARROW {
				return nil
			}
		}
		after = after || instr == end
	}
	return nil
}

// ownLoop reports plain sends, by the goroutine of s, on a channel without a
// buffer that this goroutine alone receives from.
func (c *protocol) ownLoop(s *goroutines.Spawn) {
	body := s.Bodies[0].Fn
	seen := make(map[*types.Var]bool)
	for instr := range flow.Instructions(body) {
		for _, f := range receivedFrom(instr) {
			if seen[f] || !c.closed(f) || c.uses[f].Buffered || !c.onlyIn(body, c.of(f, chans.Receive)) || len(c.model.Running(body)) > 1 || s.Many() {
				continue
			}
			seen[f] = true
			for _, frame := range c.model.Code(s) {
				for _, op := range c.of(f, chans.Send) {
					if op.Select == nil && op.Fn() == frame.Fn && c.onlyHere(frame, op) {
						c.report(op.Instr, "deadlock", "goroutine can block for ever sending on "+explore.OperandName(c.flow, op.Instr)+", which it alone receives from",
							report.Step(c.flow.Range(s.Site), "goroutine started here"), report.Step(c.flow.Range(instr), "the only receiver"),
							report.Step(c.flow.Range(op.Instr), "blocks here for ever"))
					}
				}
			}
		}
	}
}

// onlyHere reports whether op is executed by the goroutine of frame for
// certain: in its own function, or in one that nothing else calls.
func (c *protocol) onlyHere(frame *goroutines.Frame, op chans.FieldOp) bool {
	return frame.Caller == nil || len(c.flow.CallersOf(op.Fn()).Calls) == 1 && c.flow.CallersOf(op.Fn()).Complete
}

// ownEnd reports receives by which the goroutine of s waits for its own end:
// from a channel that one of its functions alone closes, when that returns.
func (c *protocol) ownEnd(s *goroutines.Spawn) {
	frames := c.model.Code(s)
	for _, outer := range frames {
		for instr := range flow.Instructions(outer.Fn) {
			end, ok := instr.(*ssa.Defer)
			if !ok || flow.Builtin(end.Common()) != "close" {
				continue
			}
			f := chans.FieldOf(end.Common().Args[0])
			if f == nil || !c.closed(f) || !c.onlyIn(outer.Fn, c.of(f, chans.Close)) || len(c.of(f, chans.Send)) > 0 {
				continue
			}
			for _, op := range c.of(f, chans.Receive) {
				for _, frame := range frames {
					if calls := below(outer, frame); op.Select == nil && op.Fn() == frame.Fn && len(calls) > 0 {
						c.waitsForItself(s, end, calls, op.Instr)
					}
				}
			}
		}
	}
}

// below returns the calls that lead from the function of outer to that of
// frame, or nil if none do.
func below(outer, frame *goroutines.Frame) []*goroutines.Frame {
	var calls []*goroutines.Frame
	for ; frame != nil && frame != outer; frame = frame.Caller {
		calls = append(calls, frame)
	}
	if frame == nil {
		return nil
	}
	slices.Reverse(calls)
	return calls
}

func (c *protocol) waitsForItself(s *goroutines.Spawn, end ssa.Instruction, calls []*goroutines.Frame, op ssa.Instruction) {
	steps := []analysis.RelatedInformation{
		report.Step(c.flow.Range(s.Site), "goroutine started here"),
		report.Step(c.flow.Range(end), "closes the channel when it returns"),
	}
	for _, call := range calls {
		steps = append(steps, report.Step(c.flow.Range(call.Call), "calls %s here", call.Fn.Name()))
	}
	c.report(op, "deadlock", "goroutine can block for ever receiving from "+explore.OperandName(c.flow, op)+", which it closes itself when it returns",
		append(steps, report.Step(c.flow.Range(op), "blocks here for ever"))...)
}
