package wgcount

import (
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// A tally is what a package does with the WaitGroups in one field.
type tally struct {
	add   op
	wait  op
	dones bool // Done is called, or the group handed on to those who may
}

// neverDone reports WaitGroups in unexported fields that somebody counts up and
// waits for, though nobody counts them down.
func (c *checker) neverDone() {
	tallies := make(map[*types.Var]*tally)
	var order []*tally
	for _, fn := range c.flow.Functions() {
		for instr := range flow.Instructions(fn) {
			addr, ok := instr.(*ssa.FieldAddr)
			if !ok || !isGroup(addr) {
				continue
			}
			f := flow.FieldOf(addr).Origin()
			t := tallies[f]
			if t == nil {
				t = &tally{dones: f.Exported() || f.Embedded()}
				tallies[f] = t
				order = append(order, t)
			}
			t.count(addr)
		}
	}
	for _, t := range order {
		if t.dones || t.add.call == nil || t.wait.call == nil {
			continue
		}
		c.report(t.add.call, "mismatch", nil, []analysis.RelatedInformation{c.step(t.add.call, "counted here"), c.step(t.wait.call, "waits here for ever")},
			"%s counts goroutines, but nobody calls Done: Wait blocks for ever", c.name(t.add))
	}
}

// isGroup reports whether addr is the address of a field that is a WaitGroup.
func isGroup(addr *ssa.FieldAddr) bool {
	f := flow.FieldOf(addr)
	return f != nil && typ.Is(f.Type(), "sync", "WaitGroup")
}

// count accounts for what is done with the group at addr.
func (t *tally) count(addr *ssa.FieldAddr) {
	for _, ref := range flow.Referrers(addr) {
		call, ok := ref.(ssa.CallInstruction)
		if !ok {
			_, debug := ref.(*ssa.DebugRef)
			t.dones = t.dones || !debug
			continue
		}
		switch o, isOp := opOf(call); {
		case !isOp || o.kind == done || o.kind == start || o.kind == add && o.count <= 0:
			t.dones = true
		case o.kind == add && t.add.call == nil:
			t.add = o
		case o.kind == wait && t.wait.call == nil:
			t.wait = o
		}
	}
}
