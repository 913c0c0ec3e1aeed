package goleak

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// endless returns the go statements of pass that start a goroutine which polls
// by ticker or sleep and has no way to end.
func endless(pass *analysis.Pass, p *flow.Package) []ssa.Instruction {
	var spawns []ssa.Instruction
	for _, fn := range p.Functions() {
		if livesAsLong(fn) || deliberate.InTest(pass.Fset, fn.Pos()) {
			continue
		}
		for instr := range flow.Instructions(fn) {
			spawn, ok := instr.(*ssa.Go)
			if !ok {
				continue
			}
			callees, certainty := p.Callees(spawn)
			if certainty == flow.Sure && pollsForEver(callees[0].Fn) {
				spawns = append(spawns, spawn)
			}
		}
	}
	return spawns
}

// livesAsLong reports whether what fn starts is meant to live as long as the
// process: fn belongs to a program, or runs when a package is initialized.
func livesAsLong(fn *ssa.Function) bool {
	for f := fn; f != nil; f = f.Parent() {
		if onceForAll(f) {
			return true
		}
	}
	outer := flow.Outermost(fn)
	if outer.Pkg != nil && outer.Pkg.Pkg.Name() == "main" && outer.Signature.Recv() == nil {
		return true
	}
	name := outer.Name()
	return name == "init" || len(name) > 5 && name[:5] == "init#" || outer.Synthetic != ""
}

// onceForAll reports whether fn is handed to a sync.Once that is a package
// variable, so that what it starts is there once for the whole process.
func onceForAll(fn *ssa.Function) bool {
	refs := fn.Referrers()
	if refs == nil {
		return false
	}
	for _, ref := range *refs {
		users := []ssa.Instruction{ref}
		if closure, ok := ref.(*ssa.MakeClosure); ok {
			users = *closure.Referrers()
		}
		for _, user := range users {
			call, ok := user.(ssa.CallInstruction)
			if !ok || flow.CalleeName(call.Common()) != "(*sync.Once).Do" {
				continue
			}
			if _, ok := call.Common().Args[0].(*ssa.Global); ok {
				return true
			}
		}
	}
	return false
}

// pollsForEver reports whether fn never ends, and waits for nothing but time.
func pollsForEver(fn *ssa.Function) bool {
	polls := false
	seen := make(map[*ssa.BasicBlock]bool)
	stack := []*ssa.BasicBlock{fn.Blocks[0]}
	for len(stack) > 0 {
		block := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[block] {
			continue
		}
		seen[block] = true
		for _, instr := range block.Instrs {
			switch instr := instr.(type) {
			case *ssa.Return, *ssa.Panic, *ssa.Select, *ssa.Send:
				return false
			case *ssa.UnOp:
				if instr.Op == token.ARROW {
					if !isTicker(instr.X) {
						return false
					}
					polls = true
				}
			case *ssa.Call:
				if name := flow.CalleeName(instr.Common()); name == "time.Sleep" && flow.InLoop(instr) {
					polls = true
				}
			}
		}
		succs := block.Succs
		if branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If); ok && isTickerOpen(branch.Cond) {
			succs = succs[:1] // Stop does not close the channel of a ticker
		}
		stack = append(stack, succs...)
	}
	return polls
}

// isTicker reports whether ch is the channel of a ticker.
func isTicker(ch ssa.Value) bool {
	switch ch := ch.(type) {
	case *ssa.Call:
		return flow.CalleeName(ch.Common()) == "time.Tick"
	case *ssa.UnOp:
		addr, ok := ch.X.(*ssa.FieldAddr)
		if !ok {
			return false
		}
		named, ok := types.Unalias(types.Unalias(addr.X.Type()).(*types.Pointer).Elem()).(*types.Named)
		return ok && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "time" && named.Obj().Name() == "Ticker"
	}
	return false
}

// isTickerOpen reports whether cond tells if the channel of a ticker is open.
func isTickerOpen(cond ssa.Value) bool {
	ok, isExtract := cond.(*ssa.Extract)
	if !isExtract || ok.Index != 1 {
		return false
	}
	recv, isRecv := ok.Tuple.(*ssa.UnOp)
	return isRecv && recv.Op == token.ARROW && isTicker(recv.X)
}
