package nilderef

import (
	"fmt"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/nilness"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

// reportCaptured reports closures that follow a captured pointer first of all,
// where the path that makes them has found it to be nil and nothing sets the
// variable any more.
func reportCaptured(pass *analysis.Pass, p *flow.Package, model *nilness.Model, fn *ssa.Function) {
	for instr := range flow.Instructions(fn) {
		mc, ok := instr.(*ssa.MakeClosure)
		if !ok {
			continue
		}
		for i, b := range mc.Bindings {
			variable, ok := b.(*ssa.Alloc)
			if !ok || !neverSet(variable) && !(setOnce(variable) && compared(variable)) {
				continue
			}
			used := usedFirst(model, mc.Fn.(*ssa.Function), i)
			if used == nil {
				continue
			}
			if neverSet(variable) {
				report.At(pass, p.Range(used), "", fmt.Sprintf("%s is nil here: nothing has been assigned to it", variable.Comment))
				continue
			}
			if cause := nilWhenMade(p, model, mc, variable); cause != nil {
				report.At(pass, p.Range(used), "", fmt.Sprintf("%s is used where it is known to be nil", variable.Comment), model.Trace(cause, mc, variable.Comment)...)
			}
		}
	}
}

// neverSet reports whether nothing is ever assigned to the variable, which may
// hold nil.
func neverSet(variable *ssa.Alloc) bool {
	stored, complete := flow.LocalStores(variable)
	ptr, ok := variable.Type().Underlying().(*types.Pointer)
	return ok && complete && len(stored) == 0 && nilness.Nillable(ptr.Elem())
}

// setOnce reports whether the variable gets one value, when it is declared.
func setOnce(variable *ssa.Alloc) bool {
	stored, complete := flow.LocalStores(variable)
	return complete && len(stored) == 1 && nilness.Nillable(stored[0].Type())
}

// compared reports whether the function of variable compares it with nil.
func compared(variable *ssa.Alloc) bool {
	for _, ref := range flow.Referrers(variable) {
		load, ok := ref.(*ssa.UnOp)
		if !ok {
			continue
		}
		for _, use := range flow.Referrers(load) {
			if v, ok := use.(ssa.Value); ok {
				if _, isTest := flow.NilTestOf(v); isTest {
					return true
				}
			}
		}
	}
	return false
}

// usedFirst returns where closure follows its captured variable i before
// anything else is decided, or nil.
func usedFirst(model *nilness.Model, closure *ssa.Function, i int) ssa.Instruction {
	if len(closure.Blocks) == 0 || i >= len(closure.FreeVars) {
		return nil
	}
	for _, instr := range closure.Blocks[0].Instrs {
		for _, v := range model.Dereferences(instr) {
			if load, ok := v.(*ssa.UnOp); ok && load.X == ssa.Value(closure.FreeVars[i]) {
				return instr
			}
		}
		if call, ok := instr.(*ssa.Call); ok && flow.Builtin(call.Common()) == "" {
			return nil // may find out, or not return
		}
	}
	return nil
}

// nilWhenMade returns why variable is nil where mc makes a closure of it: a
// test has found it to be, and what follows does not depend on that; or nil.
func nilWhenMade(p *flow.Package, model *nilness.Model, mc *ssa.MakeClosure, variable *ssa.Alloc) *nilness.Cause {
	tested := func(branch *ssa.If) bool {
		test, ok := flow.NilTestOf(branch.Cond)
		if !ok {
			return false
		}
		load, ok := test.X.(*ssa.UnOp)
		return ok && load.X == ssa.Value(variable)
	}
	var cause *nilness.Cause
	model.Find(mc.Parent(), []ssa.Value{variable}, func(e flow.Event, at *nilness.Point) flow.Verdict {
		if nilness.GivesUp(e.Instr) {
			return flow.Prune
		}
		if e.Instr != ssa.Instruction(mc) {
			return flow.Continue
		}
		c, _ := at.Variable(variable)
		if c == nil || c.Kind != nilness.Compared {
			return flow.Continue
		}
		c.Path = at.Cursor().Path()
		if !plain(p, c.Path, tested, use{instr: mc}) {
			return flow.Continue
		}
		cause = c
		return flow.Found
	})
	return cause
}
