package races

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// turns are the operations of one function by which goroutines take turns
// without a lock.
type turns struct {
	receives []*ssa.UnOp
	sends    []*ssa.Send
	onces    []*ssa.Call // of (*sync.Once).Do
	polls    []*ssa.Call // of helpers with a literal that asks an atomic flag
}

// turnsOf returns the operations of fn.
func (m *Model) turnsOf(fn *ssa.Function) *turns {
	m.cache.Lock()
	defer m.cache.Unlock()
	if t, ok := m.turns[fn]; ok {
		return t
	}
	t := &turns{}
	for instr := range flow.Instructions(fn) {
		switch instr := instr.(type) {
		case *ssa.UnOp:
			if instr.Op == token.ARROW {
				t.receives = append(t.receives, instr)
			}
		case *ssa.Send:
			t.sends = append(t.sends, instr)
		case *ssa.Call:
			if fn := flow.CalleeObject(instr.Common()); fn != nil && fn.Name() == "Do" && flow.IsFunc(fn, "(*sync.Once).Do") {
				t.onces = append(t.onces, instr)
			}
			if slices.ContainsFunc(instr.Call.Args, asksFlag) {
				t.polls = append(t.polls, instr)
			}
		}
	}
	if m.turns == nil {
		m.turns = make(map[*ssa.Function]*turns)
	}
	m.turns[fn] = t
	return t
}

// tokens returns the channels that serve as locks at instr: its function has
// put a value in, or taken one out, and does the reverse afterwards.
func (m *Model) tokens(instr ssa.Instruction) []ssa.Value {
	fn := instr.Parent()
	t := m.turnsOf(fn)
	var held []ssa.Value
	consider := func(op ssa.Instruction, ch ssa.Value, takes bool) {
		if single(ch) && flow.Dominates(op, instr) && reverses(fn, instr, access.Of(ch), !takes) {
			held = append(held, ch)
		}
	}
	for _, op := range t.sends {
		consider(op, op.Chan, false)
	}
	for _, op := range t.receives {
		consider(op, op.X, true)
	}
	return held
}

// single reports whether the channel may hold one value only: it is not known
// to have another capacity.
func single(ch ssa.Value) bool {
	mk, ok := access.Of(ch).Root.(*ssa.MakeChan)
	if !ok {
		return true
	}
	size, ok := mk.Size.(*ssa.Const)
	return !ok || size.Value == nil || size.Int64() == 1
}

// reverses reports whether fn takes from (or with takes unset sends to) the
// channel p after instr, or when it returns.
func reverses(fn *ssa.Function, instr ssa.Instruction, p access.Path, takes bool) bool {
	is := func(other ssa.Instruction) bool {
		switch other := other.(type) {
		case *ssa.Send:
			return !takes && access.Of(other.Chan) == p
		case *ssa.UnOp:
			return takes && other.Op == token.ARROW && access.Of(other.X) == p
		}
		return false
	}
	for other := range flow.Instructions(fn) {
		if is(other) && flow.Reaches(instr, other) {
			return true
		}
		if d, ok := other.(*ssa.Defer); ok {
			if lit, ok := d.Call.Value.(*ssa.MakeClosure); ok {
				for inner := range flow.Instructions(lit.Fn.(*ssa.Function)) {
					if is(inner) {
						return true
					}
				}
			}
		}
	}
	return false
}

// tokenTaken reports whether a method of the package has put a value into a
// channel, or taken one out, when instr executes, and does nothing else: the
// channel serves as a lock.
func (m *Model) tokenTaken(instr ssa.Instruction) bool {
	for other := range flow.Instructions(instr.Parent()) {
		call, ok := other.(*ssa.Call)
		if !ok || !flow.Dominates(call, instr) {
			continue
		}
		fn := call.Call.StaticCallee()
		if fn == nil || fn.Signature.Recv() == nil || len(fn.Blocks) != 1 || fn.Pkg != instr.Parent().Pkg {
			continue
		}
		t := m.turnsOf(fn)
		if len(t.sends)+len(t.receives) == 1 && len(fn.Blocks[0].Instrs) <= 8 {
			return true
		}
	}
	return false
}

// batons returns the collections of channels of which instr executes between a
// receive from one and a send to another, which hands the turn on.
func (m *Model) batons(instr ssa.Instruction) []ssa.Value {
	t := m.turnsOf(instr.Parent())
	var all []ssa.Value
	for _, recv := range t.receives {
		from := collection(recv.X)
		if from == nil || !flow.Dominates(recv, instr) {
			continue
		}
		for _, send := range t.sends {
			if to := collection(send.Chan); to != nil && flow.Reaches(instr, send) && access.Of(to) == access.Of(from) {
				all = append(all, from)
			}
		}
	}
	return all
}

// collection returns the slice or array that ch is an element of, or nil.
func collection(ch ssa.Value) ssa.Value {
	load, ok := ch.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return nil
	}
	elem, ok := load.X.(*ssa.IndexAddr)
	if !ok {
		return nil
	}
	return elem.X
}

// ranBefore returns the sync.Once values whose function has run when instr
// executes.
func (m *Model) ranBefore(instr ssa.Instruction) []ssa.Value {
	var all []ssa.Value
	for _, call := range m.turnsOf(instr.Parent()).onces {
		if flow.Dominates(call, instr) {
			all = append(all, call.Call.Args[0])
		}
	}
	return all
}

// asksFlag reports whether v is a function literal that returns what an atomic
// variable holds: func() bool { return done.Load() }.
func asksFlag(v ssa.Value) bool {
	closure, ok := v.(*ssa.MakeClosure)
	if !ok {
		return false
	}
	for instr := range flow.Instructions(closure.Fn.(*ssa.Function)) {
		if ret, ok := instr.(*ssa.Return); ok && len(ret.Results) == 1 && usesAtomic(ret.Results[0], 0) {
			return true
		}
	}
	return false
}

// polled reports whether a helper has polled an atomic flag when instr
// executes: assert.Eventually(t, func() bool { return done.Load() }, …).
func (m *Model) polled(instr ssa.Instruction) bool {
	return slices.ContainsFunc(m.turnsOf(instr.Parent()).polls, func(call *ssa.Call) bool { return flow.Dominates(call, instr) })
}
