package errdrop

import (
	"fmt"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// reportOverwritten reports errors of a loop over all elements of something of
// which only the last is looked at, after the loop.
func reportOverwritten(pass *analysis.Pass, p *flow.Package, fn *ssa.Function) {
	if deliberate.InTest(p.Fset, fn.Pos()) {
		return
	}
	for _, header := range fn.Blocks {
		if !overElements(header) {
			continue
		}
		for _, instr := range header.Instrs {
			phi, ok := instr.(*ssa.Phi)
			if !ok {
				break
			}
			call := lastOnly(phi)
			if call == nil || cannotFail(call) || sticky(call) || !usedBehind(phi, header) {
				continue
			}
			report.At(pass, p.Range(call), "ignored", fmt.Sprintf("the error of %s is overwritten in the next turn: only that of the last one counts", flow.Called(call, "the call")))
		}
	}
}

// overElements reports whether header is that of a range loop over elements that
// goes over all of them.
func overElements(header *ssa.BasicBlock) bool {
	switch header.Comment {
	case "rangeindex.loop", "rangeiter.loop":
	default:
		return false
	}
	for _, b := range header.Parent().Blocks {
		if b == header || !inLoop(b, header) {
			continue
		}
		for _, succ := range b.Succs {
			if !inLoop(succ, header) {
				return false // leaves before the end
			}
		}
	}
	return true
}

// inLoop reports whether b is part of the loop of header.
func inLoop(b, header *ssa.BasicBlock) bool {
	if b == header {
		return true
	}
	if !header.Dominates(b) {
		return false
	}
	seen := map[*ssa.BasicBlock]bool{b: true}
	work := []*ssa.BasicBlock{b}
	for len(work) > 0 {
		next := work[len(work)-1]
		work = work[:len(work)-1]
		for _, succ := range next.Succs {
			if succ == header {
				return true
			}
			if !seen[succ] && header.Dominates(succ) {
				seen[succ] = true
				work = append(work, succ)
			}
		}
	}
	return false
}

// lastOnly returns the call whose error phi, an error variable at the head of a
// loop, has after each turn, if nothing else looks at that error.
func lastOnly(phi *ssa.Phi) *ssa.Call {
	if !typ.IsError(phi.Type()) {
		return nil
	}
	var found *ssa.Call
	for i, pred := range phi.Block().Preds {
		if !phi.Block().Dominates(pred) {
			continue
		}
		err := phi.Edges[i]
		call := flow.CallOf(err)
		if call == nil || found != nil || !inLoop(call.Block(), phi.Block()) {
			return nil
		}
		for _, ref := range flow.Referrers(err) {
			if _, isDebug := ref.(*ssa.DebugRef); !isDebug && ref != ssa.Instruction(phi) {
				return nil
			}
		}
		found = call
	}
	return found
}

// usedBehind reports whether phi is used behind the loop of header and nowhere
// in it.
func usedBehind(phi *ssa.Phi, header *ssa.BasicBlock) bool {
	used := false
	for _, ref := range flow.Referrers(phi) {
		if _, isDebug := ref.(*ssa.DebugRef); isDebug {
			continue
		}
		if inLoop(ref.Block(), header) {
			return false
		}
		used = true
	}
	return used
}

// sticky reports whether call is of a writer that keeps its first error.
func sticky(call *ssa.Call) bool {
	name := flow.CalleeName(call.Common())
	return strings.HasPrefix(name, "(*bufio.Writer)") || strings.HasPrefix(name, "(*text/tabwriter.Writer)") || strings.HasPrefix(name, "fmt.F")
}
