package chans

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// An OpKind is what an operation does with a channel.
type OpKind int

const (
	Send OpKind = iota
	Receive
	Close
)

// A FieldOp is an operation on the channel in a field or package variable.
type FieldOp struct {
	Kind  OpKind
	Instr ssa.Instruction
	// Select is the select statement that Instr is, or nil, and Case the case
	// of the operation.
	Select *ssa.Select
	Case   int
}

// Fn returns the function of the operation.
func (op FieldOp) Fn() *ssa.Function { return op.Instr.Parent() }

// FieldOps returns the operations of the package on channels in fields and
// package variables.
func FieldOps(p *flow.Package) map[*types.Var][]FieldOp {
	ops := make(map[*types.Var][]FieldOp)
	add := func(ch ssa.Value, op FieldOp) {
		if f := FieldOf(ch); f != nil {
			ops[f] = append(ops[f], op)
		}
	}
	for _, fn := range p.Functions() {
		for instr := range flow.Instructions(fn) {
			switch instr := instr.(type) {
			case *ssa.Send:
				add(instr.Chan, FieldOp{Kind: Send, Instr: instr})
			case *ssa.UnOp:
				if instr.Op == token.ARROW {
					add(instr.X, FieldOp{Kind: Receive, Instr: instr})
				}
			case *ssa.Select:
				for i, state := range instr.States {
					kind := Receive
					if state.Dir == types.SendOnly {
						kind = Send
					}
					add(state.Chan, FieldOp{Kind: kind, Instr: instr, Select: instr, Case: i})
				}
			case ssa.CallInstruction:
				if flow.Builtin(instr.Common()) == "close" {
					add(instr.Common().Args[0], FieldOp{Kind: Close, Instr: instr})
				}
			}
		}
	}
	return ops
}

// FieldOf returns the field or package variable that the channel ch was read
// from, or nil.
func FieldOf(ch ssa.Value) *types.Var {
	if conv, ok := ch.(*ssa.ChangeType); ok { // to a channel of one direction
		ch = conv.X
	}
	load, ok := ch.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return nil
	}
	switch addr := load.X.(type) {
	case *ssa.FieldAddr:
		if f := flow.FieldOf(addr); f != nil {
			return f.Origin()
		}
	case *ssa.Global:
		v, _ := addr.Object().(*types.Var)
		return v
	}
	return nil
}

// Returns reports whether fn may return without ever taking one of the edges
// that cut tells: from the end of a block to its i-th successor.
func Returns(fn *ssa.Function, cut func(b *ssa.BasicBlock, i int) bool) bool {
	seen := make([]bool, len(fn.Blocks))
	stack := []*ssa.BasicBlock{fn.Blocks[0]}
	for len(stack) > 0 {
		b := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[b.Index] {
			continue
		}
		seen[b.Index] = true
		if _, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && b != fn.Recover {
			return true
		}
		for i, succ := range b.Succs {
			if !cut(b, i) {
				stack = append(stack, succ)
			}
		}
	}
	return false
}

// CaseOf returns the case of a select statement that the edge from b to its
// i-th successor takes.
func CaseOf(b *ssa.BasicBlock, i int) (sel *ssa.Select, index int, ok bool) {
	branch, isIf := b.Instrs[len(b.Instrs)-1].(*ssa.If)
	if !isIf || i != 0 {
		return nil, 0, false
	}
	cmp, isCmp := branch.Cond.(*ssa.BinOp)
	if !isCmp || cmp.Op != token.EQL {
		return nil, 0, false
	}
	extract, isExtract := cmp.X.(*ssa.Extract)
	k, isConst := cmp.Y.(*ssa.Const)
	if !isExtract || !isConst || extract.Index != 0 || k.Value == nil {
		return nil, 0, false
	}
	sel, isSelect := extract.Tuple.(*ssa.Select)
	if !isSelect {
		return nil, 0, false
	}
	return sel, int(k.Int64()), true
}
