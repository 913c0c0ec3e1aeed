package explore

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// A region is what lies between a branch and the block where its ways meet,
// if nothing in it matters.
type region struct {
	join *ssa.BasicBlock
	loop bool // the branch is part of it
}

// regionOf returns the region behind the branch that ends block, or nil if it
// matters which way is taken.
func (p *Package) regionOf(block *ssa.BasicBlock) *region {
	fn := block.Parent()
	regions, ok := p.regions[fn]
	if !ok {
		regions = make(map[*ssa.BasicBlock]*region)
		p.regions[fn] = regions
	}
	if r, ok := regions[block]; ok {
		return r
	}
	r := p.findRegion(block)
	regions[block] = r
	return r
}

func (p *Package) findRegion(block *ssa.BasicBlock) *region {
	join := p.meet(block)
	if join == nil {
		return nil
	}
	r := &region{join: join}
	seen := map[*ssa.BasicBlock]bool{join: true}
	stack := append([]*ssa.BasicBlock(nil), block.Succs...)
	for len(stack) > 0 {
		b := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[b] {
			continue
		}
		seen[b] = true
		if b == block {
			r.loop = true
		}
		if len(seen) > 40 || len(b.Succs) == 0 {
			return nil // a return, or a panic
		}
		for _, instr := range b.Instrs {
			if p.instrMatters(instr) {
				return nil
			}
			switch instr := instr.(type) {
			case *ssa.Store:
				if basic, ok := under(instr.Val.Type()).(*types.Basic); ok && basic.Info()&(types.IsBoolean|types.IsInteger) != 0 {
					return nil
				}
			case *ssa.Defer, *ssa.MakeClosure:
				return nil
			}
		}
		stack = append(stack, b.Succs...)
	}
	for _, instr := range join.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok {
			break
		}
		if p.carries(phi.Type()) || decides(phi) {
			return nil
		}
	}
	return r
}

// decides reports whether v or what is computed from it directly is the
// condition of a branch or a result.
func decides(v ssa.Value) bool {
	if v.Referrers() == nil {
		return false
	}
	for _, ref := range flow.Referrers(v) {
		switch ref := ref.(type) {
		case *ssa.If, *ssa.Return, *ssa.Phi:
			return true
		case *ssa.BinOp:
			if _, isPhi := ssa.Value(ref).(*ssa.Phi); !isPhi && ref.Referrers() != nil {
				for _, r := range *ref.Referrers() {
					if _, ok := r.(*ssa.If); ok {
						return true
					}
				}
			}
		case *ssa.UnOp:
			return true
		}
	}
	return false
}

// meet returns the block that all ways from block come to first: its nearest
// postdominator.
func (p *Package) meet(block *ssa.BasicBlock) *ssa.BasicBlock {
	fn := block.Parent()
	post, ok := p.meets[fn]
	if !ok {
		post = postdominators(fn)
		p.meets[fn] = post
	}
	return post[block]
}

// postdominators returns the immediate postdominators of the blocks of fn.
// Endless loops and panics have none.
func postdominators(fn *ssa.Function) map[*ssa.BasicBlock]*ssa.BasicBlock {
	n := len(fn.Blocks)
	result := make(map[*ssa.BasicBlock]*ssa.BasicBlock)
	if n > 600 {
		return result
	}
	// Number the blocks in postorder of the reversed graph, from a virtual
	// exit n.
	order := make([]int, 0, n+1)
	num := make([]int, n+1)
	seen := make([]bool, n)
	var visit func(b *ssa.BasicBlock)
	visit = func(b *ssa.BasicBlock) {
		seen[b.Index] = true
		for _, pred := range b.Preds {
			if !seen[pred.Index] {
				visit(pred)
			}
		}
		num[b.Index] = len(order)
		order = append(order, b.Index)
	}
	for _, b := range fn.Blocks {
		if len(b.Succs) == 0 && !seen[b.Index] {
			visit(b)
		}
	}
	num[n] = len(order)
	order = append(order, n)
	idom := make([]int, n+1)
	for i := range idom {
		idom[i] = -1
	}
	idom[n] = n
	intersect := func(a, b int) int {
		for a != b {
			for num[a] < num[b] {
				a = idom[a]
			}
			for num[b] < num[a] {
				b = idom[b]
			}
		}
		return a
	}
	for changed := true; changed; {
		changed = false
		for i := len(order) - 2; i >= 0; i-- {
			b := fn.Blocks[order[i]]
			next := -1
			join := func(s int) {
				if idom[s] < 0 {
					return
				}
				if next < 0 {
					next = s
				} else {
					next = intersect(next, s)
				}
			}
			if len(b.Succs) == 0 {
				join(n)
			}
			for _, s := range b.Succs {
				if seen[s.Index] {
					join(s.Index)
				}
			}
			if next >= 0 && idom[b.Index] != next {
				idom[b.Index] = next
				changed = true
			}
		}
	}
	for _, b := range fn.Blocks {
		if d := idom[b.Index]; d >= 0 && d < n {
			result[b] = fn.Blocks[d]
		}
	}
	return result
}

// staysInLoop returns, for a block whose branch decides whether a loop goes
// on, the outcome for which it does.
func (p *Package) staysInLoop(block *ssa.BasicBlock) (stay, isLoop bool) {
	l, ok := p.loops[block]
	if !ok {
		l.stay, l.isLoop = staysInLoop(block)
		p.loops[block] = l
	}
	return l.stay, l.isLoop
}

// A turn tells which outcome of a branch stays in a loop.
type turn struct{ stay, isLoop bool }

func staysInLoop(block *ssa.BasicBlock) (stay, isLoop bool) {
	back := func(b *ssa.BasicBlock) bool {
		seen := make(map[*ssa.BasicBlock]bool)
		stack := []*ssa.BasicBlock{b}
		for len(stack) > 0 {
			b := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if b == block {
				return true
			}
			if !seen[b] {
				seen[b] = true
				stack = append(stack, b.Succs...)
			}
		}
		return false
	}
	then, otherwise := back(block.Succs[0]), back(block.Succs[1])
	return then, then != otherwise
}

// A callInfo is what executions ask about a call again and again.
type callInfo struct {
	name     string // of the callee, with its package
	visible  bool   // other goroutines may notice it
	question bool   // it may be a mere predicate
}

func (p *Package) infoOf(call ssa.CallInstruction) *callInfo {
	info := p.calls[call]
	if info != nil {
		return info
	}
	info = &callInfo{name: flow.CalleeName(call.Common())}
	p.calls[call] = info
	info.visible = synchronizes(info.name) || flow.Builtin(call.Common()) == "close"
	if v, ok := call.(*ssa.Call); ok && info.name != "" && !strings.HasPrefix(info.name, "(*sync") && !strings.HasPrefix(info.name, "sync") {
		if b, ok := under(v.Type()).(*types.Basic); ok {
			switch b.Kind() {
			case types.Bool, types.Int, types.String:
				info.question = !flow.InLoop(call)
			}
		}
	}
	return info
}

// fullName returns the name of fn with its package.
func (p *Package) fullName(fn *types.Func) string {
	name, ok := p.names[fn]
	if !ok {
		name = fn.Origin().FullName()
		p.names[fn] = name
	}
	return name
}
