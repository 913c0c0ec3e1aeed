package nilmap

import (
	"go/token"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

// nilWhenDeferred returns the steps of an execution on which the captured
// variable that m is loaded from is still nil when the deferred function
// literal of write runs, at a return. The write must run on each call of the
// literal.
func (c *checker) nilWhenDeferred(write ssa.Instruction, m ssa.Value) []analysis.RelatedInformation {
	load, ok := m.(*ssa.UnOp)
	if !ok || load.Op != token.MUL || !always(write) {
		return nil
	}
	fv, ok := load.X.(*ssa.FreeVar)
	if !ok {
		return nil
	}
	alloc, ok := flow.Binding(fv).(*ssa.Alloc)
	if !ok || storedByLiterals(alloc) {
		return nil
	}
	deferred := deferOf(alloc, write.Parent())
	if deferred == nil {
		return nil
	}
	type state struct{ made, ran bool }
	path, ok := flow.Find(c.flow, flow.Search[state]{
		Fn: alloc.Parent(),
		Step: func(s state, e flow.Event, _ *flow.Cursor) (state, flow.Verdict) {
			switch instr := e.Instr.(type) {
			case *ssa.Store:
				if instr.Addr == ssa.Value(alloc) && !loadedFrom(instr.Val, alloc) {
					s.made = !flow.IsNil(instr.Val)
				}
			case *ssa.If:
				test, ok := flow.NilTestOf(instr.Cond)
				if ok && loadedFrom(test.X, alloc) && (e.Branch > 0) != test.NilWhen {
					s.made = true
				}
			case *ssa.Defer:
				s.ran = s.ran || e.Deferred && instr == deferred && !s.made
			case *ssa.Panic:
				return s, flow.Prune
			case *ssa.Return:
				if s.ran {
					return s, flow.Found
				}
			}
			return s, flow.Continue
		},
	})
	if !ok || path == nil {
		return nil
	}
	return []analysis.RelatedInformation{report.Step(c.flow.Range(path.End), "returns here, and runs the deferred function")}
}

// always reports whether instr runs whenever its function returns.
func always(instr ssa.Instruction) bool {
	for _, block := range instr.Parent().Blocks {
		if n := len(block.Instrs); n > 0 {
			if _, isReturn := block.Instrs[n-1].(*ssa.Return); isReturn && !instr.Block().Dominates(block) {
				return false
			}
		}
	}
	return true
}

// storedByLiterals reports whether a function literal may assign the variable
// alloc, or its address is used otherwise.
func storedByLiterals(alloc *ssa.Alloc) bool {
	own := 0
	for _, ref := range *alloc.Referrers() {
		if store, ok := ref.(*ssa.Store); ok && store.Addr == ssa.Value(alloc) {
			own++
		}
	}
	all, complete := flow.LocalStores(alloc)
	return !complete || len(all) > own
}

// deferOf returns the statement that defers the function literal fn, if that is
// its only use in the function of alloc.
func deferOf(alloc *ssa.Alloc, fn *ssa.Function) *ssa.Defer {
	for _, ref := range *alloc.Referrers() {
		closure, ok := ref.(*ssa.MakeClosure)
		if !ok || closure.Fn != ssa.Value(fn) {
			continue
		}
		for _, use := range *closure.Referrers() {
			if deferred, ok := use.(*ssa.Defer); ok && len(*closure.Referrers()) == 1 {
				return deferred
			}
		}
	}
	return nil
}
