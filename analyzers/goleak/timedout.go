package goleak

import (
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/explore"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// timedOut reports whether o happens in a test, after the code that the goroutine
// works for has waited too long: such a test fails and ends.
func timedOut(pass *analysis.Pass, o *explore.Outcome) bool {
	if !o.GaveUp || !deliberate.InTest(pass.Fset, o.Op.Pos()) {
		return false
	}
	for instr := range flow.Instructions(o.Root) {
		sel, ok := instr.(*ssa.Select)
		if !ok {
			continue
		}
		for _, state := range sel.States {
			if ch, ok := state.Chan.Type().Underlying().(*types.Chan); ok && typ.Is(ch.Elem(), "time", "Time") {
				return true
			}
		}
	}
	return false
}
