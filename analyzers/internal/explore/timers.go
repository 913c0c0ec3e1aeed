package explore

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// stoppedLater reports whether the timer that at makes is kept in a field whose
// timers the package stops.
func (p *Package) stoppedLater(at ssa.Instruction) bool {
	v, ok := at.(ssa.Value)
	if !ok {
		return false
	}
	for _, ref := range flow.Referrers(v) {
		if store, ok := ref.(*ssa.Store); ok {
			if addr, ok := store.Addr.(*ssa.FieldAddr); ok && p.stops()[flow.FieldOf(addr)] {
				return true
			}
		}
	}
	return false
}

// stops returns the fields with timers that the package stops.
func (p *Package) stops() map[*types.Var]bool {
	if p.stopped != nil {
		return p.stopped
	}
	p.stopped = make(map[*types.Var]bool)
	for _, fn := range p.flow.Functions() {
		for instr := range flow.Instructions(fn) {
			call, ok := instr.(ssa.CallInstruction)
			if !ok || flow.CalleeName(call.Common()) != "(*time.Timer).Stop" {
				continue
			}
			if load, ok := call.Common().Args[0].(*ssa.UnOp); ok {
				if addr, ok := load.X.(*ssa.FieldAddr); ok {
					p.stopped[flow.FieldOf(addr)] = true
				}
			}
		}
	}
	return p.stopped
}
