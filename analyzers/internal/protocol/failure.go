package protocol

import (
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/nilness"
)

// AfterFailure returns a use of a value of pair that some path reaches on which
// the error is known not to be nil, if the callee returns nil beside an error;
// or nil.
func AfterFailure(p *flow.Package, model *nilness.Model, pair *Pair) *Use {
	call := pair.Call()
	if !pair.Error || call == nil || pair.Status == nil || !goesOn(pair) {
		return nil
	}
	c := candidates(model, pair)
	track := []ssa.Value{pair.Status}
	for i := 0; i < len(c.values); i++ {
		v := c.values[i]
		if !nilOnFailure(model, call, v.Index) || v.Type().String() == "*os.File" { // whose methods know nil
			c.values = append(c.values[:i:i], c.values[i+1:]...)
			i--
			continue
		}
		track = append(track, v)
	}
	if len(c.values) == 0 {
		return nil
	}
	var use *Use
	flow.Find(p, flow.Search[held]{
		Fn: call.Parent(), From: call, Track: track,
		Step: func(h held, e flow.Event, at *flow.Cursor) (held, flow.Verdict) {
			if e.Deferred {
				return h, flow.Continue
			}
			h = h.step(c, e.Instr)
			if isNil, known := at.Nil(pair.Status); known && isNil || e.Instr == ssa.Instruction(call) || nilness.GivesUp(e.Instr) {
				return h, flow.Prune
			} else if v, closure := c.used(model, e, at, h); v != nil {
				if !known {
					return h, flow.Prune // not looked at: what Unchecked is for
				}
				use = &Use{Instr: e.Instr, Value: v, Path: at.Path(), Closure: closure}
				return h, flow.Found
			}
			if c.asks(e, at, h) {
				return h, flow.Prune
			}
			return h, flow.Continue
		},
	})
	return use
}

// goesOn reports whether a branch that finds the error of pair not to be nil may
// lead to a use of a value.
func goesOn(pair *Pair) bool {
	uses := make(map[*ssa.BasicBlock]bool)
	for _, v := range pair.Values {
		for _, ref := range *v.Referrers() {
			if _, isStore := ref.(*ssa.Store); isStore { // may be used anywhere
				return true
			}
			if _, isPhi := ref.(*ssa.Phi); isPhi {
				return true
			}
			uses[ref.Block()] = true
		}
	}
	for _, ref := range *pair.Status.Referrers() {
		if _, isStore := ref.(*ssa.Store); isStore { // tested as a variable
			return true
		}
		bin, ok := ref.(*ssa.BinOp)
		if !ok {
			continue
		}
		test, ok := flow.NilTestOf(bin)
		if !ok {
			continue
		}
		for _, use := range *bin.Referrers() {
			branch, ok := use.(*ssa.If)
			if !ok {
				return true
			}
			failed := branch.Block().Succs[0]
			if test.NilWhen {
				failed = branch.Block().Succs[1]
			}
			if leads(failed, uses) {
				return true
			}
		}
	}
	return false
}

// leads reports whether some path leads from block to one of the others.
func leads(block *ssa.BasicBlock, others map[*ssa.BasicBlock]bool) bool {
	seen := make(map[*ssa.BasicBlock]bool)
	stack := []*ssa.BasicBlock{block}
	for len(stack) > 0 {
		b := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if others[b] {
			return true
		}
		if !seen[b] {
			seen[b] = true
			stack = append(stack, b.Succs...)
		}
	}
	return false
}

// asks reports whether the event looks at a value of the pair itself, so that
// it may know more than the error tells.
func (c *values) asks(e flow.Event, at *flow.Cursor, h held) bool {
	if branch, ok := e.Instr.(*ssa.If); ok {
		return c.decides(branch.Cond, at, h, 0)
	}
	return false
}

// nilOnFailure reports whether result i of call is nil whenever its error is
// not: the standard library promises it, or every return of a function of the
// package shows it.
func nilOnFailure(model *nilness.Model, call *ssa.Call, i int) bool {
	if fn := call.Call.StaticCallee(); fn != nil && len(flow.Origin(fn).Blocks) > 0 {
		s := model.Outcomes(flow.Origin(fn))
		failures := 0
		for _, o := range s.Outcomes {
			switch last := o.Kinds[len(o.Kinds)-1]; {
			case last == nilness.Nil:
			case last == nilness.NonNil && o.Kinds[i] == nilness.Nil:
				failures++
			default:
				return false
			}
		}
		return s.Complete && failures > 0
	}
	name := flow.CalleeName(call.Common())
	for _, prefix := range []string{"os.", "net.", "(net.Listener).", "net/http.", "(*net/http.Client).", "(*net/http.Request).", "database/sql.", "(*database/sql.", "net/url.", "os/user.", "os/exec."} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}
