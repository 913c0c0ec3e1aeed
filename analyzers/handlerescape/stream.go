package handlerescape

import (
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/requests"
)

// endsWithStream reports whether the goroutine of use waits, each time before it
// uses the stream of a handler, for the end of that stream's context among other
// things: it ends with the stream.
func (c *checker) endsWithStream(use requests.Use) bool {
	for instr := range flow.Instructions(use.Instr.Parent()) {
		wait, ok := instr.(*ssa.Select)
		if !ok || !flow.Dominates(wait, use.Instr) {
			continue
		}
		for _, state := range wait.States {
			if c.isDoneOf(state.Chan, use.Param) {
				return true
			}
		}
	}
	return false
}

// isDoneOf reports whether ch is the Done channel of the context of the stream.
func (c *checker) isDoneOf(ch ssa.Value, stream *ssa.Parameter) bool {
	done, ok := c.only(ch).(*ssa.Call)
	if !ok || flow.CalleeName(done.Common()) != "(context.Context).Done" {
		return false
	}
	ctx, ok := c.only(done.Call.Value).(*ssa.Call)
	return ok && flow.CalleeName(ctx.Common()) == "(google.golang.org/grpc.ServerStream).Context" && (c.only(ctx.Call.Value) == ssa.Value(stream) || access.Of(ctx.Call.Value).Root == ssa.Value(stream))
}

// only returns the one value that the variable behind v ever has, or v.
func (c *checker) only(v ssa.Value) ssa.Value {
	if fv, ok := v.(*ssa.FreeVar); ok {
		if bound := flow.Binding(fv); bound != nil {
			v = bound
		}
	}
	if load, ok := v.(*ssa.UnOp); ok {
		if values, complete := c.flow.Stored(load.X); complete && len(values) == 1 {
			return c.only(values[0])
		}
	}
	return v
}
