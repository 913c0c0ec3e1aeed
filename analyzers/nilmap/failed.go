package nilmap

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/nilness"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// failed returns why the map m, the first result of a call, is nil at use: the
// call has failed, and the function goes on although it knows, or does not look.
func (c *checker) failed(use ssa.Instruction, m ssa.Value) *nilness.Cause {
	call := callBehind(m, 0)
	if call == nil || foundIn(m, use) || hasLength(m, use) {
		return nil
	}
	status := statusOf(call)
	if told := status != nil && toldApart(status); c.nilness.MayReturn(call, func(o *nilness.Outcome) bool { return failsWithMap(o, told) }) {
		return nil
	}
	if status != nil && !lookedAt(status, use) {
		status = nil
	}
	cause := c.nilness.Ask(nilness.Query{
		Value: m, Use: use, Accept: failsWithNil,
		If: func(at *nilness.Point) bool {
			if status == nil {
				return true
			}
			kind := at.Kind(status)
			return kind == nilness.NonNil && typ.IsError(status.Type()) || kind == nilness.False
		},
	})
	if cause == nil || cause.Unsure || cause.Kind != nilness.Returned || flow.CallOf(cause.Value) != call {
		return nil
	}
	return cause
}

// callBehind returns the call with several results of which m is the first, on
// some path at least.
func callBehind(m ssa.Value, depth int) *ssa.Call {
	switch m := m.(type) {
	case *ssa.Extract:
		if call, ok := m.Tuple.(*ssa.Call); ok && m.Index == 0 {
			return call
		}
	case *ssa.Phi:
		for _, edge := range m.Edges {
			if depth < 3 {
				if call := callBehind(edge, depth+1); call != nil {
					return call
				}
			}
		}
	}
	return nil
}

// statusOf returns the last of the two results of call, an error or boolean, if
// the function gives it a name.
func statusOf(call *ssa.Call) ssa.Value {
	for _, ref := range flow.Referrers(call) {
		if e, ok := ref.(*ssa.Extract); ok && e.Index == 1 {
			return e
		}
	}
	return nil
}

// lookedAt reports whether anything is done with v before use.
func lookedAt(v ssa.Value, use ssa.Instruction) bool {
	return slices.ContainsFunc(flow.Referrers(v), func(ref ssa.Instruction) bool {
		_, isDebug := ref.(*ssa.DebugRef)
		return !isDebug && (ref.Parent() != use.Parent() || flow.Reaches(ref, use))
	})
}

// failsWithNil reports whether o is a failure that the last of two results
// tells, with nil as the first.
func failsWithNil(o *nilness.Outcome) bool {
	return fails(o) && o.Kinds[0] == nilness.Nil && (o.Causes[0] == nil || o.Causes[0].Kind != nilness.Missing)
}

// failsWithMap reports whether o is a failure with a map, so that it depends on
// the failure whether there is one; if doubtful, also one that may be a failure.
func failsWithMap(o *nilness.Outcome, doubtful bool) bool {
	if len(o.Kinds) != 2 || o.Kinds[0] == nilness.Nil {
		return false
	}
	return fails(o) || doubtful && o.Kinds[1] == nilness.Unknown
}

// toldApart reports whether the function asks which failure status is: it calls
// errors.Is or the like, or compares it with another error.
func toldApart(status ssa.Value) bool {
	return slices.ContainsFunc(flow.Referrers(status), func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case *ssa.Call:
			basic, ok := ref.Type().Underlying().(*types.Basic)
			return ok && basic.Info()&types.IsBoolean != 0
		case *ssa.BinOp:
			return !flow.IsNil(ref.X) && !flow.IsNil(ref.Y)
		case *ssa.TypeAssert:
			return true
		}
		return false
	})
}

func fails(o *nilness.Outcome) bool {
	if len(o.Kinds) != 2 {
		return false
	}
	if typ.IsError(o.Return.Results[1].Type()) {
		return o.Kinds[1] == nilness.NonNil
	}
	return o.Kinds[1] == nilness.False
}
