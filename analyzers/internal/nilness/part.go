package nilness

import (
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// ZeroPart returns the local struct that path is a field of, if some path of
// execution leads from its creation to use on which nothing assigns the field
// and nobody else sees the struct. The creation may be that of a function of
// the package which returns the struct.
func ZeroPart(p *flow.Package, use ssa.Instruction, path access.Path) *ssa.Alloc {
	from, ok := path.Root.(ssa.Instruction)
	if !ok || from.Parent() != use.Parent() {
		return nil
	}
	alloc, ok := path.Root.(*ssa.Alloc)
	if call, isCall := path.Root.(*ssa.Call); isCall {
		alloc = returnedZero(p, call, path.Sel)
	} else if !ok || !isStruct(alloc) {
		return nil
	}
	if alloc == nil {
		return nil
	}
	found, ok := flow.Find(p, flow.Search[struct{}]{
		Fn:   use.Parent(),
		From: from,
		Step: func(s struct{}, e flow.Event, _ *flow.Cursor) (struct{}, flow.Verdict) {
			switch {
			case e.Instr == use:
				return s, flow.Found
			case e.Branch != 0 && takesForMade(e, path), e.Branch == 0 && mayFill(p, e.Instr, path):
				return s, flow.Prune
			}
			return s, flow.Continue
		},
	})
	if !ok || found == nil {
		return nil
	}
	return alloc
}
