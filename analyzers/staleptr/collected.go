package staleptr

import (
	"fmt"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

// checkCollected reports the pointer p to an element if a loop collects it in
// another slice while the first goes on growing, and behind the loop something is
// written through the pointers collected.
func (c *checker) checkCollected(p *ssa.IndexAddr) {
	collected := collectedBy(p)
	if collected == nil {
		return
	}
	for instr := range flow.Instructions(p.Parent()) {
		grown, ok := instr.(*ssa.Call)
		if !ok {
			continue
		}
		app, ok := c.m.AppendOf(grown)
		if !ok || !c.m.Chain(p.X, func(v ssa.Value) bool { return v == ssa.Value(grown) }) || app.Count == 0 || !flow.Reaches(grown, p) || !flow.Reaches(p, grown) {
			continue
		}
		if write := c.writtenBehind(collected, grown); write != nil {
			slice := c.m.Name(p.X)
			if slice == "" {
				slice = "the slice"
			}
			report.At(c.pass, c.m.Range(p), "", fmt.Sprintf("the pointer into %s is collected, and points to a copy once append has moved the elements", slice),
				report.Step(c.m.Range(p), "the pointer is collected here"), report.Step(c.m.Range(grown), "%s grows here", slice), report.Step(c.m.Range(write), "writes through the pointers here"))
		}
		return
	}
}

// collectedBy returns the append that puts p into another slice, or nil.
func collectedBy(p *ssa.IndexAddr) *ssa.Call {
	for _, ref := range flow.Referrers(p) {
		store, ok := ref.(*ssa.Store)
		if !ok || store.Val != ssa.Value(p) {
			continue
		}
		elem, ok := store.Addr.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		array, ok := elem.X.(*ssa.Alloc)
		if !ok || array.Comment != "varargs" {
			continue
		}
		for _, use := range flow.Referrers(array) {
			slice, ok := use.(*ssa.Slice)
			if !ok || len(flow.Referrers(slice)) != 1 {
				continue
			}
			if call, ok := flow.Referrers(slice)[0].(*ssa.Call); ok && flow.Builtin(&call.Call) == "append" {
				return call
			}
		}
	}
	return nil
}

// writtenBehind returns a write through an element of what collected has made,
// behind the loop of grown, or nil.
func (c *checker) writtenBehind(collected, grown *ssa.Call) ssa.Instruction {
	for instr := range flow.Instructions(grown.Parent()) {
		addr, ok := instr.(*ssa.IndexAddr)
		if !ok || !flow.Reaches(grown, addr) || flow.Reaches(addr, grown) || !c.m.Chain(addr.X, func(v ssa.Value) bool { return v == ssa.Value(collected) }) {
			continue
		}
		for _, ref := range flow.Referrers(addr) {
			load, ok := ref.(*ssa.UnOp)
			if !ok {
				continue
			}
			for write := range c.writes(load) {
				return write
			}
		}
	}
	return nil
}
