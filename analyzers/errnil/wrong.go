package errnil

import (
	"fmt"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/deferred"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/nilness"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
)

// reportWrong reports the error that ret returns, or wraps, if it is nil on
// every path to ret and another one is what has been found.
func reportWrong(pass *analysis.Pass, p *flow.Package, model *nilness.Model, ret *ssa.Return) {
	returned := deferred.Returned(ret, len(ret.Results)-1)
	found, test := failure(ret)
	if call, ok := returned.(*ssa.Call); ok {
		for _, err := range wrapped(call) {
			if err == found || !nilAt(model, err, found, call) {
				continue
			}
			message := fmt.Sprintf("wraps %s, which is nil here", nameOr(p, err, "an error"))
			if name := flow.CalleeName(call.Common()); name != "fmt.Errorf" {
				message = fmt.Sprintf("%s returns nil here, as %s is nil", name[strings.LastIndex(name, "/")+1:], nameOr(p, err, "the error"))
			}
			report.At(pass, p.Range(call), "wrong", message, foundAt(p, found, test)...)
		}
		return
	}
	if !mayBeStale(returned) || found == nil && !givesUp(ret) || found != nil && sameVariable(returned, found) || !nilAt(model, returned, found, ret) {
		return
	}
	message := fmt.Sprintf("returns %s, which is nil here, with zero values", nameOr(p, returned, "an error"))
	if found != nil {
		message = fmt.Sprintf("returns %s, which is nil here: %s is the error that was found", nameOr(p, returned, "an error"), nameOr(p, found, "another one"))
	}
	report.At(pass, p.Range(ret), "wrong", message, foundAt(p, found, test)...)
}

// givesUp reports whether ret, on a branch of its own, returns nothing but zero
// values beside the error.
func givesUp(ret *ssa.Return) bool {
	return len(ret.Results) > 1 && zeroResults(ret) && len(ret.Block().Preds) == 1
}

// failure returns the error that the nearest branch around ret has found not
// to be nil, and that branch; or nil.
func failure(ret *ssa.Return) (ssa.Value, *ssa.If) {
	for b := ret.Block(); b.Idom() != nil; b = b.Idom() {
		branch, ok := b.Idom().Instrs[len(b.Idom().Instrs)-1].(*ssa.If)
		if !ok || len(b.Preds) != 1 {
			continue
		}
		test, ok := flow.NilTestOf(branch.Cond)
		if !ok || !typ.IsError(test.X.Type()) {
			return nil, nil // another question is what the return answers
		}
		if notNil := branch.Block().Succs[0]; (b == notNil) != test.NilWhen {
			return test.X, branch
		}
	}
	return nil, nil
}

// foundAt returns the step that finds the error found not to be nil.
func foundAt(p *flow.Package, found ssa.Value, test *ssa.If) []analysis.RelatedInformation {
	if found == nil {
		return nil
	}
	cond, ok := test.Cond.(ssa.Instruction)
	if !ok {
		return nil
	}
	return []analysis.RelatedInformation{report.Step(p.Range(cond), "%s is found not to be nil here", nameOr(p, found, "another error"))}
}

// wrapped returns the errors that call wraps: those that fmt.Errorf formats, or
// the one that a function of github.com/pkg/errors is given, which returns nil
// for nil.
func wrapped(call *ssa.Call) []ssa.Value {
	args := call.Call.Args
	switch flow.CalleeName(call.Common()) {
	case "fmt.Errorf":
		args = values.Variadic(args[len(args)-1])
	case "github.com/pkg/errors.Wrap", "github.com/pkg/errors.Wrapf", "github.com/pkg/errors.WithMessage", "github.com/pkg/errors.WithMessagef", "github.com/pkg/errors.WithStack":
		args = args[:1]
	default:
		return nil
	}
	var errs []ssa.Value
	for _, arg := range args {
		if arg != nil && typ.IsError(arg.Type()) && mayBeStale(arg) {
			errs = append(errs, arg)
		}
	}
	return errs
}

// mayBeStale reports whether err is the result of a call, or a variable that
// may hold one.
func mayBeStale(err ssa.Value) bool {
	switch err := err.(type) {
	case *ssa.Call, *ssa.Extract, *ssa.Phi:
		return true
	case *ssa.UnOp:
		_, isLocal := err.X.(*ssa.Alloc)
		return isLocal
	}
	return false
}

// sameVariable reports whether a and b are loads of one variable or field.
func sameVariable(a, b ssa.Value) bool { return a == b || access.Of(a) == access.Of(b) }

// nilAt reports whether err has been tested, and is nil on every path to at.
func nilAt(model *nilness.Model, err, found ssa.Value, at ssa.Instruction) bool {
	track := []ssa.Value{err}
	if found != nil {
		track = append(track, found)
	}
	arrives, tested := false, false
	other, complete := model.Find(at.Parent(), track, func(e flow.Event, point *nilness.Point) flow.Verdict {
		if e.Instr != at || e.Deferred {
			return flow.Continue
		}
		cause := point.Cause(err)
		if cause == nil || cause.Unsure {
			return flow.Found
		}
		_, known := point.Cursor().Nil(err)
		arrives, tested = true, tested || known || cause.Kind == nilness.Compared
		return flow.Prune
	})
	return complete && other == nil && arrives && tested
}

func nameOr(p *flow.Package, v ssa.Value, other string) string {
	if name := p.Name(v); name != "" {
		return name
	}
	return other
}
