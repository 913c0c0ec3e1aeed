package typestate

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// An Iteration is a loop over a value that ends when a method returns false,
// for which a second method must be asked why.
type Iteration struct {
	Next  *ssa.Call // the call that ends the loop
	Value ssa.Value // its receiver, acquired in the same function
	From  *ssa.Call // the call that returned Value
}

// IterationAt returns the iteration that the call next of an iterator's method
// belongs to. It reports false if the iterator comes from elsewhere: a
// parameter, a field.
func IterationAt(next *ssa.Call) (Iteration, bool) {
	recv := receiver(next.Common())
	if recv == nil || !flow.InLoop(next) {
		return Iteration{}, false
	}
	if load, ok := recv.(*ssa.UnOp); ok && load.Op == token.MUL {
		values, complete := flow.LocalStores(load.X)
		if _, isLocal := load.X.(*ssa.Alloc); !isLocal || !complete || len(values) != 1 {
			return Iteration{}, false
		}
		recv = values[0]
	}
	it := Iteration{Next: next, Value: recv}
	v := recv
	if e, ok := v.(*ssa.Extract); ok {
		v = e.Tuple
	}
	it.From, _ = v.(*ssa.Call)
	return it, it.From != nil && it.From.Parent() == next.Parent()
}

// Unasked returns a path from the end of the iteration to a return that reports
// no error, on which asked is neither called on the iterator nor the iterator
// handed over; or nil.
func (t *Tracker) Unasked(it Iteration, asked string) *flow.Path {
	proto := &Protocol{Methods: []string{asked}}
	a := aliasesOf(proto, it.Value, self)
	if !plausible(a) || t.handedOver(a, it) {
		return nil
	}
	path, ok := flow.Find(t.flow, flow.Search[bool]{Fn: it.Next.Parent(), From: it.Next, Step: func(ended bool, e flow.Event, at *flow.Cursor) (bool, flow.Verdict) {
		if branch, ok := e.Instr.(*ssa.If); ok && !ended {
			value, known := holds(at.Resolve(branch.Cond), it.Next, e.Branch > 0)
			if known && value {
				return ended, flow.Prune // another round: the search from the same call again
			}
			return known, flow.Continue
		}
		if branch, ok := e.Instr.(*ssa.If); ok && failed(at.Resolve(branch.Cond), e.Branch > 0) {
			return ended, flow.Prune // another error is found, and told
		}
		if t.ends(a, e.Instr, e.Deferred) {
			return ended, flow.Prune
		}
		switch instr := e.Instr.(type) {
		case *ssa.Panic:
			return ended, flow.Prune
		case *ssa.Call:
			if instr == it.From {
				return ended, flow.Prune
			}
		case *ssa.Return:
			if ended && succeeds(instr, at, false) {
				return ended, flow.Found
			}
			return ended, flow.Prune
		}
		return ended, flow.Continue
	}})
	if !ok {
		return nil
	}
	return path
}

// UnaskedByCallers returns a call that passes a fresh iterator to the function
// of next, which iterates over its parameter, if neither that function nor the
// one of the call ever asks the iterator, or lets it go; or nil.
func (t *Tracker) UnaskedByCallers(next *ssa.Call, asked string) ssa.CallInstruction {
	param, ok := receiver(next.Common()).(*ssa.Parameter)
	if !ok || !flow.InLoop(next) {
		return nil
	}
	proto := &Protocol{Methods: []string{asked}}
	if t.anyEnds(aliasesOf(proto, param, self), param.Parent()) {
		return nil
	}
	for _, call := range t.flow.CallersOf(param.Parent()).Calls {
		for i, p := range param.Parent().Params {
			args := call.Common().Args
			if p != param || i >= len(args) || len(args) != len(param.Parent().Params) {
				continue
			}
			from := args[i]
			if e, ok := from.(*ssa.Extract); ok {
				from = e.Tuple
			}
			if _, fresh := from.(*ssa.Call); fresh && !t.anyEnds(aliasesOf(proto, args[i], self), call.Parent()) {
				return call
			}
		}
	}
	return nil
}

// handedOver reports whether the iterator leaves the function somewhere, so
// that others may ask it.
func (t *Tracker) handedOver(a *aliases, it Iteration) bool {
	for instr := range flow.Instructions(it.Next.Parent()) {
		if call, ok := instr.(ssa.CallInstruction); ok && a.releasedBy(call.Common()) {
			continue
		}
		if t.ends(a, instr, true) {
			return true
		}
	}
	return false
}

// failed reports whether cond, with the given outcome, finds an error.
func failed(cond ssa.Value, outcome bool) bool {
	test, ok := flow.NilTestOf(cond)
	return ok && IsError(test.X.Type()) && test.NilWhen != outcome
}

// holds reports the result of call if cond, with the given outcome, decides it.
func holds(cond ssa.Value, call *ssa.Call, outcome bool) (value, known bool) {
	for {
		not, ok := cond.(*ssa.UnOp)
		if !ok || not.Op != token.NOT {
			break
		}
		cond, outcome = not.X, !outcome
	}
	return outcome, cond == ssa.Value(call)
}
