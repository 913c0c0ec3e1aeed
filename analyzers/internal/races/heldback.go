package races

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
)

// A hold asks whether goroutines wait for something that does not come before
// the starting function has executed until.
type hold struct {
	*search
	until ssa.Instruction
	known map[ssa.Instruction]bool // true while the answer is looked for
}

// heldBack reports whether the goroutine makes the access a only after a
// receive from a channel which the starting function has made, and on which
// neither that function, before its own access b, nor anything that it starts
// sends: whoever else does so learns of the channel later.
func (s *search) heldBack(a, b *Located) bool {
	if _, isDefer := b.Anchor.(*ssa.Defer); isDefer {
		return false
	}
	h := &hold{search: s, until: b.Anchor, known: make(map[ssa.Instruction]bool)}
	return h.back(a.Frame, a.Instr)
}

// back reports whether the goroutine of f is held back from instr.
func (h *hold) back(f *goroutines.Frame, instr ssa.Instruction) bool {
	if held, ok := h.known[instr]; ok {
		return held
	}
	h.known[instr] = true // what is sent only behind the receive does not end it
	held := h.waits(f, instr)
	if d, isDefer := f.Call.(*ssa.Defer); !held && !f.Body() && isDefer {
		held = h.backFromEnd(f.Caller, d)
	} else if !held && !f.Body() {
		held = h.back(f.Caller, f.Call)
	}
	h.known[instr] = held
	return held
}

// backFromEnd reports whether the goroutine is held back from returning from
// f's function, which is when it runs what d defers.
func (h *hold) backFromEnd(f *goroutines.Frame, d *ssa.Defer) bool {
	for instr := range flow.Instructions(f.Fn) {
		if _, ends := instr.(*ssa.RunDefers); ends && flow.Reaches(d, instr) && !h.back(f, instr) {
			return false
		}
	}
	return true
}

// waits reports whether a receive that dominates instr holds back.
func (h *hold) waits(f *goroutines.Frame, instr ssa.Instruction) bool {
	for other := range flow.Instructions(f.Fn) {
		switch op := other.(type) {
		case *ssa.UnOp:
			if op.Op == token.ARROW && flow.Dominates(op, instr) && h.quiet(f, op.X, make(map[ssa.Value]bool)) {
				return true
			}
		case *ssa.If:
			succ := op.Block().Succs[0]
			if succ != instr.Block() && !succ.Dominates(instr.Block()) || len(succ.Preds) != 1 {
				continue
			}
			if state := goroutines.Chosen(op, 1); state != nil && state.Dir == types.RecvOnly && h.quiet(f, state.Chan, make(map[ssa.Value]bool)) {
				return true
			}
		}
	}
	return false
}

// quiet reports whether nothing arrives on ch, of f's function: it is made by
// the starting function and not sent on, or nil until another receive.
func (h *hold) quiet(f *goroutines.Frame, ch ssa.Value, seenPhis map[ssa.Value]bool) bool {
	if seenPhis[ch] || flow.IsNil(ch) {
		return true
	}
	phi, ok := ch.(*ssa.Phi)
	if !ok {
		p, ok := seen(f, access.Of(ch))
		if ok && h.madeOnlyFor(p) && !h.signalled(p, ch) {
			return true
		}
		instr, isInstr := ch.(ssa.Instruction)
		return len(seenPhis) > 0 && isInstr && h.back(f, instr)
	}
	seenPhis[phi] = true
	for _, edge := range phi.Edges {
		if !h.quiet(f, edge, seenPhis) {
			return false
		}
	}
	return true
}

// madeOnlyFor reports whether the starting function makes the channel p and
// keeps it nowhere else.
func (h *hold) madeOnlyFor(p access.Path) bool {
	if mk, ok := p.Root.(*ssa.MakeChan); ok {
		return p.Sel == "" && mk.Parent() == h.fn && keptIn(mk, p, 0)
	}
	found := false
	for instr := range flow.Instructions(h.fn) {
		store, ok := instr.(*ssa.Store)
		if !ok || access.Of(store.Addr).Join("*") != p {
			continue
		}
		mk, ok := access.Of(store.Val).Root.(*ssa.MakeChan) // perhaps as a channel of one direction
		if !ok || !keptIn(mk, p, 0) {
			return false
		}
		found = true
	}
	return found
}

// keptIn reports whether the channel v is kept in local variables and p alone.
func keptIn(v ssa.Value, p access.Path, depth int) bool {
	if v.Referrers() == nil || depth > 4 {
		return false
	}
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			local, isLocal := ref.Addr.(*ssa.Alloc)
			if isLocal && ref.Val == v {
				if !keptIn(local, p, depth+1) {
					return false
				}
			} else if ref.Val == v && access.Of(ref.Addr).Join("*") != p {
				return false
			}
		case *ssa.UnOp:
			if ref.Op == token.MUL && !keptIn(ref, p, depth+1) {
				return false
			}
		case *ssa.ChangeType:
			if !keptIn(ref, p, depth+1) {
				return false
			}
		case *ssa.Send:
			if ref.X == v {
				return false
			}
		case *ssa.MakeInterface, *ssa.MapUpdate, *ssa.Phi, *ssa.FieldAddr:
			return false
		}
	}
	return true
}

// signalled reports whether the starting function, before until, or anything
// that it starts sends on the channel p, received from as received, closes it,
// or hands it to code out of sight.
func (h *hold) signalled(p access.Path, received ssa.Value) bool {
	for _, f := range h.Goroutines.Called(h.fn) {
		for op, ch := range signals(h.Flow, f.Fn) {
			if sameChan(f, ch, p, received) && h.before(f, op) {
				return true
			}
		}
	}
	for _, spawn := range h.Goroutines.SpawnsIn(h.fn) {
		for _, f := range h.Goroutines.Code(spawn) {
			for op, ch := range signals(h.Flow, f.Fn) {
				if sameChan(f, ch, p, received) && !h.back(f, op) {
					return true
				}
			}
		}
	}
	return false
}

// before reports whether op, of the function of f, which the starting function
// calls or is, may execute before until.
func (h *hold) before(f *goroutines.Frame, op ssa.Instruction) bool {
	for ; f != nil && f.Call != nil; f = f.Caller {
		op = f.Call
	}
	_, isDefer := op.(*ssa.Defer)
	return !isDefer && (op == h.until || flow.Reaches(op, h.until))
}

// sameChan reports whether ch, of f's function, may be the channel p of the
// starting function, received from as received.
func sameChan(f *goroutines.Frame, ch ssa.Value, p access.Path, received ssa.Value) bool {
	if !types.Identical(elemOf(ch), elemOf(received)) {
		return false
	}
	a, b := access.ClassOf(ch), access.ClassOf(received)
	if a.Owner != nil && b.Owner != nil && a != b {
		return false
	}
	q, ok := seen(f, access.Of(ch))
	return !ok || access.Compare(q, p) != access.Different
}

func elemOf(ch ssa.Value) types.Type {
	if t, ok := ch.Type().Underlying().(*types.Chan); ok {
		return t.Elem()
	}
	return nil
}

// signals yields the operations of fn that may wake a receiver, each with its
// channel.
func signals(pkg *flow.Package, fn *ssa.Function) func(yield func(ssa.Instruction, ssa.Value) bool) {
	return func(yield func(ssa.Instruction, ssa.Value) bool) {
		for instr := range flow.Instructions(fn) {
			for _, ch := range wakes(pkg, instr) {
				if !yield(instr, ch) {
					return
				}
			}
		}
	}
}

// wakes returns the channels whose receivers instr may wake.
func wakes(pkg *flow.Package, instr ssa.Instruction) []ssa.Value {
	var all []ssa.Value
	switch instr := instr.(type) {
	case *ssa.Send:
		all = append(all, instr.Chan)
	case *ssa.Select:
		for _, state := range instr.States {
			if state.Dir == types.SendOnly {
				all = append(all, state.Chan)
			}
		}
	case ssa.CallInstruction:
		common := instr.Common()
		if name := flow.Builtin(common); name != "" && name != "close" {
			return nil
		}
		if callees, certainty := pkg.Callees(instr); len(callees) > 0 && certainty != flow.Unknown {
			return nil // what they do is seen there
		}
		for _, arg := range common.Args {
			if ch, ok := arg.Type().Underlying().(*types.Chan); ok && ch.Dir() != types.RecvOnly {
				all = append(all, arg)
			}
		}
	}
	return all
}
