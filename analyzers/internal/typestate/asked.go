package typestate

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// An Iteration is a loop over a value that ends when a method returns false,
// for which a second method must be asked why; or a single such call.
type Iteration struct {
	Next  *ssa.Call // the call that ends the loop
	Value ssa.Value // its receiver, acquired in the same function
	From  *ssa.Call // the call that returned Value
}

// IterationAt returns the iteration that the call next of an iterator's method
// belongs to; once tells that the call need not be in a loop. It reports false
// if the iterator comes from elsewhere: a parameter, a field.
func IterationAt(next *ssa.Call, once bool) (Iteration, bool) {
	recv := receiver(next.Common())
	if recv == nil || !once && !flow.InLoop(next) {
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
			if ended && (succeeds(instr, at, false) || tellsNoRows(instr)) {
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

// tellsNoRows reports whether ret returns the error that says that there is no
// row, which is not so if an error has ended the iteration.
func tellsNoRows(ret *ssa.Return) bool {
	for _, v := range flow.Results(ret) {
		if load, ok := v.(*ssa.UnOp); ok {
			if g, ok := load.X.(*ssa.Global); ok && g.Name() == "ErrNoRows" {
				return true
			}
		}
	}
	return false
}

// UnaskedField reports whether next, in a loop, advances an iterator in a field
// that only this package can see, and no code of the package asks it or lets it go
// elsewhere. It returns the calls that made the iterators.
func (t *Tracker) UnaskedField(next *ssa.Call, asked string) (made []*ssa.Call, ok bool) {
	field := fieldOf(receiver(next.Common()))
	if field == nil || field.Exported() || field.Pkg() != t.flow.Types || !flow.InLoop(next) {
		return nil, false
	}
	for _, fn := range t.flow.Functions() {
		for instr := range flow.Instructions(fn) {
			switch instr := instr.(type) {
			case *ssa.FieldAddr:
				if flow.FieldOf(instr) != field {
					continue
				}
				for _, ref := range flow.Referrers(instr) {
					switch ref := ref.(type) {
					case *ssa.UnOp:
						if !onlyReceives(ref, asked) {
							return nil, false
						}
					case *ssa.Store:
						from := ref.Val
						if e, ok := from.(*ssa.Extract); ok {
							from = e.Tuple
						}
						call, fresh := from.(*ssa.Call)
						if ref.Addr != ssa.Value(instr) || !fresh || !onlyStored(ref.Val, ref) {
							return nil, false
						}
						made = append(made, call)
					case *ssa.DebugRef:
					default:
						return nil, false
					}
				}
			case *ssa.Field:
				if fieldOf(instr) == field && !onlyReceives(instr, asked) {
					return nil, false
				}
			}
		}
	}
	return made, len(made) > 0
}

// fieldOf returns the field that v is read from, or nil.
func fieldOf(v ssa.Value) *types.Var {
	switch v := v.(type) {
	case *ssa.UnOp:
		if addr, ok := v.X.(*ssa.FieldAddr); ok {
			return flow.FieldOf(addr)
		}
	case *ssa.Field:
		if s, ok := v.X.Type().Underlying().(*types.Struct); ok {
			return s.Field(v.Field)
		}
	}
	return nil
}

// onlyReceives reports whether v is only the receiver of method calls, none of
// them of the method asked.
func onlyReceives(v ssa.Value, asked string) bool {
	for _, ref := range flow.Referrers(v) {
		switch ref := ref.(type) {
		case *ssa.DebugRef, *ssa.BinOp:
		case ssa.CallInstruction:
			fn := flow.CalleeObject(ref.Common())
			if fn == nil || fn.Name() == asked || receiver(ref.Common()) != v || slices.Contains(arguments(ref.Common()), v) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// onlyStored reports whether nothing but store and tests use v.
func onlyStored(v ssa.Value, store *ssa.Store) bool {
	for _, ref := range flow.Referrers(v) {
		switch ref := ref.(type) {
		case *ssa.DebugRef, *ssa.BinOp, *ssa.Extract:
		case *ssa.Store:
			if ref != store {
				return false
			}
		case ssa.CallInstruction: // sc.Buffer(nil, 1<<20)
			if receiver(ref.Common()) != v || slices.Contains(arguments(ref.Common()), v) {
				return false
			}
		default:
			return false
		}
	}
	return true
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
	return ok && typ.IsError(test.X.Type()) && test.NilWhen != outcome
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
