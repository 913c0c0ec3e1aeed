package goroutines

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// tokens returns, of the signals of s, the receives that give back a token: the
// function that contains s has put it into a channel with room for one before
// each start of the goroutine, and can put in the next one only afterwards.
func (m *Model) tokens(s *Spawn, signals []Signal) []Signal {
	var tokens []Signal
	for _, sig := range signals {
		if sig.Kind == Receive && roomForOne(sig.Object.Root) && m.taken(s, sig) {
			tokens = append(tokens, sig)
		}
	}
	return tokens
}

// taken reports whether every path to s passes a send on the channel of token.
func (m *Model) taken(s *Spawn, token Signal) bool {
	fn := s.In()
	if len(fn.Blocks) == 0 || len(fn.Blocks[0].Instrs) == 0 {
		return false
	}
	path, ok := flow.Find(m.Flow, flow.Search[bool]{
		Fn:   fn,
		From: fn.Blocks[0].Instrs[0],
		Step: func(_ bool, e flow.Event, _ *flow.Cursor) (bool, flow.Verdict) {
			switch {
			case takesToken(e, []Signal{token}):
				return false, flow.Prune
			case e.Instr == ssa.Instruction(s.Site):
				return false, flow.Found
			}
			return false, flow.Continue
		},
	})
	return ok && path == nil
}

// takesToken reports whether the event is a send on the channel of one of the
// tokens, also as the case that a select statement has chosen.
func takesToken(e flow.Event, tokens []Signal) bool {
	var ch ssa.Value
	switch instr := e.Instr.(type) {
	case *ssa.Send:
		ch = instr.Chan
	case *ssa.If:
		if state := Chosen(instr, e.Branch); state != nil && state.Dir == types.SendOnly {
			ch = state.Chan
		}
	}
	if ch == nil {
		return false
	}
	for _, token := range tokens {
		if access.Of(ch) == token.Object {
			return true
		}
	}
	return false
}

// roomForOne reports whether v makes a channel with a buffer for one element,
// or is a variable that holds only such a channel.
func roomForOne(v ssa.Value) bool {
	if a, ok := v.(*ssa.Alloc); ok {
		values, complete := flow.LocalStores(a)
		if !complete || len(values) != 1 {
			return false
		}
		v = values[0]
	}
	made, ok := v.(*ssa.MakeChan)
	if !ok {
		return false
	}
	size, ok := made.Size.(*ssa.Const)
	return ok && size.Int64() == 1
}
