package explore

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// roots returns the functions to execute: first those that make channels or
// start goroutines themselves, then those that call them.
func (p *Package) roots() []*ssa.Function {
	level := make(map[*ssa.Function]int)
	var roots []*ssa.Function
	for _, fn := range p.flow.Functions() {
		if fn.Blocks == nil || fn.Synthetic != "" {
			continue
		}
		if makes(fn) && !inBubble(fn) && !benchmarks(fn) && !p.isExample(fn) {
			level[fn] = 1
			roots = append(roots, fn)
		}
	}
	for depth := 2; depth <= 3; depth++ {
		var next []*ssa.Function
		for _, fn := range p.flow.Functions() {
			if level[fn] == 0 && fn.Blocks != nil && fn.Synthetic == "" && !p.isExample(fn) && callsLevel(fn, level, depth-1) {
				next = append(next, fn)
			}
		}
		for _, fn := range next {
			level[fn] = depth
		}
		roots = append(roots, next...)
	}
	return roots
}

// isExample reports whether fn is an example, whose helpers stand for code of the
// reader's.
func (p *Package) isExample(fn *ssa.Function) bool {
	outer := flow.Outermost(fn)
	return strings.HasPrefix(outer.Name(), "Example") && p.isTest(outer)
}

// benchmarks reports whether fn is a benchmark: how its goroutines share the
// iterations is a question of arithmetic.
func benchmarks(fn *ssa.Function) bool {
	for _, param := range flow.Outermost(fn).Params {
		if types.TypeString(param.Type(), nil) == "*testing.B" {
			return true
		}
	}
	return false
}

// inBubble reports whether fn is handed to synctest.Test, where time passes
// only when everybody waits: executions know nothing of that.
func inBubble(fn *ssa.Function) bool {
	if fn.Referrers() == nil {
		return false
	}
	for _, ref := range flow.Referrers(fn) {
		refs := []ssa.Instruction{ref}
		if closure, ok := ref.(*ssa.MakeClosure); ok {
			refs = *closure.Referrers()
		}
		for _, user := range refs {
			if call, ok := user.(ssa.CallInstruction); ok {
				switch flow.CalleeName(call.Common()) {
				case "testing/synctest.Test", "testing/synctest.Run", "internal/synctest.Run", "internal/synctest.Test":
					return true
				}
			}
		}
	}
	return false
}

// makes reports whether fn, or a literal in it, makes a channel or starts a
// goroutine or holds a group or condition of its own.
func makes(fn *ssa.Function) bool {
	for instr := range flow.Instructions(fn) {
		switch instr := instr.(type) {
		case *ssa.MakeChan, *ssa.Go:
			return true
		case *ssa.Alloc:
			switch types.TypeString(deref(instr.Type()), nil) {
			case "sync.WaitGroup", "sync.Cond", "golang.org/x/sync/errgroup.Group":
				return true
			}
			if ch, ok := under(deref(instr.Type())).(*types.Chan); ok && ch != nil {
				return true
			}
		case *ssa.Send:
			if flow.IsNil(instr.Chan) {
				return true
			}
		}
	}
	return false
}

func callsLevel(fn *ssa.Function, level map[*ssa.Function]int, want int) bool {
	for instr := range flow.Instructions(fn) {
		call, ok := instr.(ssa.CallInstruction)
		if !ok {
			continue
		}
		if callee := call.Common().StaticCallee(); callee != nil && level[flow.Origin(callee)] == want {
			return true
		}
	}
	return false
}
