package nilness

import (
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// cycles returns, for each function of the package that may call itself
// through others, a number that it shares with those others. How such
// functions return is found out with the calls among them taken as unknown, so
// that it does not depend on which of them is asked about first.
func cycles(p *flow.Package) map[*ssa.Function]int {
	t := &tarjan{flow: p, index: make(map[*ssa.Function]int), low: make(map[*ssa.Function]int), group: make(map[*ssa.Function]int)}
	for _, fn := range p.Functions() {
		if t.index[fn] == 0 {
			t.visit(fn)
		}
	}
	return t.group
}

// tarjan finds the strongly connected components of the call graph.
type tarjan struct {
	flow       *flow.Package
	index, low map[*ssa.Function]int // low is 0 for a function that is done
	stack      []*ssa.Function
	group      map[*ssa.Function]int
	groups     int
}

func (t *tarjan) visit(fn *ssa.Function) {
	n, depth := len(t.index)+1, len(t.stack)
	t.index[fn], t.low[fn] = n, n
	t.stack = append(t.stack, fn)
	for instr := range flow.Instructions(fn) {
		call, ok := instr.(*ssa.Call)
		if !ok {
			continue
		}
		callees, _ := t.flow.Callees(call)
		for _, c := range callees {
			if t.index[c.Fn] == 0 {
				t.visit(c.Fn)
			}
			if low := t.low[c.Fn]; low != 0 {
				t.low[fn] = min(t.low[fn], low)
			}
		}
	}
	if t.low[fn] != n {
		return
	}
	component := t.stack[depth:]
	t.stack = t.stack[:depth]
	t.groups++
	for _, member := range component {
		t.low[member] = 0
		if len(component) > 1 {
			t.group[member] = t.groups
		}
	}
}
