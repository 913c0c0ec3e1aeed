package nilderef

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// tests are the things that the branches of a function compare with nil, each
// with the blocks that are entered if it is.
type tests struct {
	values  map[ssa.Value][]*ssa.BasicBlock
	fields  map[*types.Var][]*ssa.BasicBlock
	addrs   map[ssa.Value][]*ssa.BasicBlock // variables in memory
	reached map[*ssa.BasicBlock]map[*ssa.BasicBlock]bool
}

func testsOf(fn *ssa.Function) *tests {
	t := &tests{
		values: make(map[ssa.Value][]*ssa.BasicBlock), fields: make(map[*types.Var][]*ssa.BasicBlock),
		addrs: make(map[ssa.Value][]*ssa.BasicBlock), reached: make(map[*ssa.BasicBlock]map[*ssa.BasicBlock]bool),
	}
	for _, block := range fn.Blocks {
		branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		test, ok := flow.NilTestOf(branch.Cond)
		if !ok || isResponseBody(test.X) {
			continue
		}
		entered := block.Succs[1]
		if test.NilWhen {
			entered = block.Succs[0]
		}
		t.values[test.X] = append(t.values[test.X], entered)
		if load, ok := test.X.(*ssa.UnOp); ok {
			t.addrs[load.X] = append(t.addrs[load.X], entered)
			if addr, ok := load.X.(*ssa.FieldAddr); ok {
				t.fields[flow.FieldOf(addr)] = append(t.fields[flow.FieldOf(addr)], entered)
			}
		}
	}
	return t
}

// leadTo reports whether a branch that finds v, or a load of the same variable
// or field, to be nil leads to block.
func (t *tests) leadTo(v ssa.Value, block *ssa.BasicBlock) bool {
	if t.anyReaches(t.values[v], block) {
		return true
	}
	switch v := v.(type) {
	case *ssa.UnOp:
		if addr, ok := v.X.(*ssa.FieldAddr); ok {
			return t.anyReaches(t.fields[flow.FieldOf(addr)], block)
		}
		return t.anyReaches(t.addrs[v.X], block)
	case *ssa.Phi:
		for _, edge := range v.Edges {
			if _, isPhi := edge.(*ssa.Phi); !isPhi && t.leadTo(edge, block) {
				return true
			}
		}
	}
	return false
}

func (t *tests) anyReaches(from []*ssa.BasicBlock, to *ssa.BasicBlock) bool {
	return slices.ContainsFunc(from, func(b *ssa.BasicBlock) bool {
		if t.reached[b] == nil {
			t.reached[b] = reachable(b)
		}
		return t.reached[b][to]
	})
}

// isResponseBody reports whether v is the Body of an HTTP response: a client
// always sets it, so that who tests it finds nothing out.
func isResponseBody(v ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return false
	}
	addr, ok := load.X.(*ssa.FieldAddr)
	return ok && types.TypeString(addr.X.Type(), nil) == "*net/http.Response" && flow.FieldOf(addr).Name() == "Body"
}
