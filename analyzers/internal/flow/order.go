package flow

import (
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// Dominates reports whether every path of the function to b passes a. An
// instruction does not dominate itself.
func Dominates(a, b ssa.Instruction) bool {
	if a.Block() == b.Block() {
		return index(a) < index(b)
	}
	return a.Block().Dominates(b.Block())
}

// Reaches reports whether some path leads from a to b, both of one function;
// an instruction in a loop reaches itself.
func Reaches(a, b ssa.Instruction) bool {
	if a.Block() == b.Block() && index(a) < index(b) {
		return true
	}
	seen := make([]bool, len(a.Parent().Blocks))
	stack := append([]*ssa.BasicBlock(nil), a.Block().Succs...)
	for len(stack) > 0 {
		block := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if block == b.Block() {
			return true
		}
		if !seen[block.Index] {
			seen[block.Index] = true
			stack = append(stack, block.Succs...)
		}
	}
	return false
}

// ReachesAvoiding reports whether some path leads from a to b, both of one
// function, that does not pass the instruction avoid.
func ReachesAvoiding(a, b, avoid ssa.Instruction) bool {
	seen := make([]bool, len(a.Parent().Blocks))
	stack := []*ssa.BasicBlock{a.Block()}
	instrs := a.Block().Instrs[index(a)+1:]
	for len(stack) > 0 {
		block := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		passes := true
		for _, instr := range instrs {
			if instr == b {
				return true
			}
			if passes = instr != avoid; !passes {
				break
			}
		}
		if passes {
			for _, succ := range block.Succs {
				if !seen[succ.Index] {
					seen[succ.Index] = true
					stack = append(stack, succ)
				}
			}
		}
		if len(stack) > 0 {
			instrs = stack[len(stack)-1].Instrs
		}
	}
	return false
}

// InLoop reports whether instr may execute more than once per call of its
// function. The body of a loop over a function is part of the function that it
// stands in, as in the source.
func InLoop(instr ssa.Instruction) bool { return Yields(instr.Parent()) || Reaches(instr, instr) }

// Yields reports whether fn is the body of a loop over a function.
func Yields(fn *ssa.Function) bool { return fn.Synthetic == "range-over-func yield" }

func index(instr ssa.Instruction) int {
	for i, other := range instr.Block().Instrs {
		if other == instr {
			return i
		}
	}
	return -1
}

// Results returns the values that ret returns. In a function with deferred
// calls the instruction returns loads of result variables, because those calls
// may change them; Results returns what the return statement stored in them,
// where that is plain to see.
func Results(ret *ssa.Return) []ssa.Value {
	values := make([]ssa.Value, len(ret.Results))
	for i, v := range ret.Results {
		values[i] = v
		load, ok := v.(*ssa.UnOp)
		if !ok || load.Op != token.MUL {
			continue
		}
		if stored := lastStore(load.X, load); stored != nil {
			values[i] = stored
		}
	}
	return values
}

// lastStore returns the value last stored in the local variable addr before
// the instruction at, looking back through blocks with a single predecessor.
func lastStore(addr ssa.Value, at ssa.Instruction) ssa.Value {
	if _, ok := addr.(*ssa.Alloc); !ok {
		return nil
	}
	block, end := at.Block(), index(at)
	for range 16 {
		for i := end - 1; i >= 0; i-- {
			if store, ok := block.Instrs[i].(*ssa.Store); ok && store.Addr == addr {
				return store.Val
			}
		}
		if len(block.Preds) != 1 {
			return nil
		}
		block = block.Preds[0]
		end = len(block.Instrs)
	}
	return nil
}

// Prepares reports whether fn, by its name, is a second part of a constructor,
// which runs before others know the object.
func Prepares(fn *ssa.Function) bool {
	name := strings.ToLower(Outermost(fn).Name())
	for _, prefix := range []string{"init", "setup", "provision", "configure"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

// Avoids reports whether some path from the block from to a return of the
// function stays out of block. An edge of a branch for which taken, if it is
// set, is false is not taken.
func Avoids(from, block *ssa.BasicBlock, taken func(branch *ssa.If, succ int) bool) bool {
	seen := map[*ssa.BasicBlock]bool{block: true}
	stack := []*ssa.BasicBlock{from}
	for len(stack) > 0 {
		b := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[b] {
			continue
		}
		seen[b] = true
		if _, returns := last(b).(*ssa.Return); returns {
			return true
		}
		branch, _ := last(b).(*ssa.If)
		for i, succ := range b.Succs {
			if branch == nil || taken == nil || taken(branch, i) {
				stack = append(stack, succ)
			}
		}
	}
	return false
}

// TestedNil reports whether every path to at has compared one of values with nil,
// and found it to be nil, or not to be, as isNil says.
func TestedNil(at ssa.Instruction, isNil bool, values ...ssa.Value) bool {
	seen := make(map[*ssa.BasicBlock]bool)
	stack := []*ssa.BasicBlock{at.Parent().Blocks[0]}
	for len(stack) > 0 {
		b := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if b == at.Block() {
			return false
		}
		if seen[b] {
			continue
		}
		seen[b] = true
		told := -1 // the edge on which one is found to be so
		if branch, ok := last(b).(*ssa.If); ok {
			if test, ok := NilTestOf(branch.Cond); ok && slices.Contains(values, test.X) {
				told = 0
				if test.NilWhen != isNil {
					told = 1
				}
			}
		}
		for i, succ := range b.Succs {
			if i != told {
				stack = append(stack, succ)
			}
		}
	}
	return true
}
