package busywait

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// A loop is a natural loop: all blocks on the way from its head back to it.
type loop struct {
	head *ssa.BasicBlock
	body []*ssa.BasicBlock // head included
}

// loopsOf returns the loops of fn; those with one head are one loop.
func loopsOf(fn *ssa.Function) []loop {
	var loops []loop
	for _, head := range fn.Blocks {
		l := loop{head: head, body: []*ssa.BasicBlock{head}}
		var work []*ssa.BasicBlock
		back := false
		for _, pred := range head.Preds {
			if head.Dominates(pred) {
				work = append(work, pred)
				back = true
			}
		}
		for len(work) > 0 {
			b := work[len(work)-1]
			work = work[:len(work)-1]
			if !slices.Contains(l.body, b) {
				l.body = append(l.body, b)
				work = append(work, b.Preds...)
			}
		}
		if back {
			loops = append(loops, l)
		}
	}
	return loops
}

// defines reports whether the address v is computed anew in each round from
// something that changes.
func (l loop) defines(v ssa.Value) bool {
	if v == nil {
		return false
	}
	phi, ok := access.Of(v).Root.(*ssa.Phi)
	return ok && slices.Contains(l.body, phi.Block())
}

// counts reports whether the loop keeps a count or other state of its own.
func (l loop) counts() bool {
	for _, b := range l.body {
		for _, instr := range b.Instrs {
			phi, ok := instr.(*ssa.Phi)
			if !ok {
				break
			}
			for _, edge := range phi.Edges {
				v, ok := edge.(ssa.Instruction)
				if !ok || !slices.Contains(l.body, v.Block()) {
					continue
				}
				switch edge.(type) {
				case *ssa.BinOp, *ssa.Slice, *ssa.Extract, *ssa.Phi:
					return true
				}
			}
		}
	}
	return false
}

// recomputes reports whether the loop is a lock-free update: it swaps a value
// for one that it has just read.
func (l loop) recomputes() bool {
	for _, b := range l.body {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			fn := flow.CalleeObject(call.Common())
			if fn == nil || !strings.HasPrefix(fn.Name(), "CompareAndSwap") {
				continue
			}
			for _, arg := range call.Common().Args[1:] {
				if v, ok := arg.(ssa.Instruction); ok && slices.Contains(l.body, v.Block()) {
					return true
				}
			}
		}
	}
	return false
}

// exits reports whether some path leads out of the loop.
func (l loop) exits() bool {
	for _, b := range l.body {
		for _, succ := range b.Succs {
			if !slices.Contains(l.body, succ) {
				return true
			}
		}
		if len(b.Succs) == 0 {
			return true
		}
	}
	return false
}
