package testinggoroutine

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	xpass "golang.org/x/tools/go/analysis/passes/testinggoroutine"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/adopt"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

//go:embed doc.go
var doc string

// Analyzer reports calls of t.Fatal and its kin outside the goroutine of the
// test: what the pass of x/tools reports, and helpers and groups besides.
var Analyzer = &analysis.Analyzer{
	Name:     "testinggoroutine",
	Doc:      docs.MustExtract(doc, "testinggoroutine"),
	URL:      docs.URL("testinggoroutine"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, inspect.Analyzer, flow.Analyzer, goroutines.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	if !syntax.Imports(pass.Pkg, "testing") {
		return nil, nil
	}
	reported := make(map[token.Pos]bool)
	adopt.Run(pass, xpass.Analyzer, func(d analysis.Diagnostic) {
		reported[d.Pos] = true
		d.Category = ""
		report.Diagnostic(pass, d)
	})
	model := goroutines.Of(pass)
	helpers := make(map[*ssa.Function]*finding) // those who call one helper make one finding
	var order []*finding
	for _, s := range model.Spawns() {
		if !startsGoroutine(s) {
			continue
		}
		for _, f := range model.Code(s) {
			for instr := range flow.Instructions(f.Fn) {
				call, ok := instr.(ssa.CallInstruction)
				if !ok || !endsTest(call) || !ofOtherGoroutine(f, call) || watched(model, s, f) || calledBack(pass, model, s, f) || ofOtherTest(s, f) {
					continue
				}
				at, helper := culprit(model, f, call)
				rng := model.Flow.Range(at)
				if reported[rng.Pos()] || reported[s.Site.Pos()] || !testCode(pass, at) || helper != nil && !testCode(pass, helper) {
					continue
				}
				reported[rng.Pos()] = true
				if first := helpers[helper]; first != nil && helper != nil {
					first.others = append(first.others, report.Step(rng, "another goroutine calls %s here", helperName(helper)))
					continue
				}
				found := &finding{at: rng, text: message(helper, call), trace: trace(model, s, f, call)}
				helpers[helper] = found
				order = append(order, found)
			}
		}
	}
	for _, f := range order {
		report.At(pass, f.at, "", f.text, append(f.trace, f.others[:min(len(f.others), maxOthers)]...)...)
	}
	return nil, nil
}

// maxOthers bounds how many other callers of a helper a finding names.
const maxOthers = 5

// A finding is a place where a goroutine ends its test, or a helper that
// several goroutines call.
type finding struct {
	at            analysis.Range
	text          string
	trace, others []analysis.RelatedInformation
}

// testCode reports whether the file of n is a test, or one of helpers for
// tests: it imports testing.
func testCode(pass *analysis.Pass, n interface{ Pos() token.Pos }) bool {
	if deliberate.InTest(pass.Fset, n.Pos()) {
		return true
	}
	file := syntax.File(pass.Files, n.Pos())
	return file != nil && slices.ContainsFunc(file.Imports, func(spec *ast.ImportSpec) bool { return spec.Path.Value == `"testing"` })
}

// startsGoroutine reports whether s runs its functions in goroutines that are
// not tests themselves.
func startsGoroutine(s *goroutines.Spawn) bool {
	switch s.Kind {
	case goroutines.Go, goroutines.Group, goroutines.Timer:
		return true
	}
	return false
}

// endsTest reports whether call ends the goroutine of a test.
func endsTest(call ssa.CallInstruction) bool {
	if _, isDefer := call.(*ssa.Defer); isDefer {
		return false
	}
	recv, method, ok := strings.Cut(flow.CalleeName(call.Common()), ").")
	if !ok || recv != "(*testing.common" && recv != "(testing.TB" {
		return false
	}
	switch method {
	case "Fatal", "Fatalf", "FailNow", "Skip", "Skipf", "SkipNow":
		return true
	}
	return false
}

// ofOtherGoroutine reports whether the test that call ends was handed to the
// goroutine, and is not one that the goroutine runs itself.
func ofOtherGoroutine(f *goroutines.Frame, call ssa.CallInstruction) bool {
	v := call.Common().Value
	if !call.Common().IsInvoke() {
		v = call.Common().Args[0]
	}
	_, ok := f.Translate(access.Of(v))
	return ok
}

// watched reports whether f runs below a function that a helper was given, to
// run it in the goroutine of s, and the helper waits for a signal that a
// deferred call gives: a watchdog, which sees the function end either way.
func watched(model *goroutines.Model, s *goroutines.Spawn, f *goroutines.Frame) bool {
	handed := s.Inner != nil
	for s.Inner != nil {
		s = s.Inner
	}
	for ; f.Caller != nil && !handed; f = f.Caller {
		handed = given(f.Call.Common().Value)
	}
	if !handed || model.Region(s).Return {
		return false
	}
	return slices.ContainsFunc(model.Signals(s), func(signal goroutines.Signal) bool {
		_, deferred := signal.Instr.(*ssa.Defer)
		return deferred
	})
}

// calledBack reports whether f runs below a function that a test put into a
// field, which the code under test calls by way of a function that tests call
// too, or that this code also calls without a goroutine: theirs is the call that
// comes to it, and a goroutine of the code that repeats it finds it done.
func calledBack(pass *analysis.Pass, model *goroutines.Model, s *goroutines.Spawn, f *goroutines.Frame) bool {
	if testCode(pass, s.Site) {
		return false
	}
	field := false
	for ; f.Caller != nil; f = f.Caller {
		if inField(f.Call.Common().Value) && !testCode(pass, f.Call) {
			field = true
		}
		if !field || f.Caller.Caller == nil {
			continue // the body of the goroutine itself
		}
		if slices.ContainsFunc(model.Flow.CallersOf(f.Caller.Fn).Calls, func(call ssa.CallInstruction) bool {
			return testCode(pass, call) || call != f.Caller.Call && len(model.Running(call.Parent())) == 0
		}) {
			return true
		}
	}
	return false
}

// ofOtherTest reports whether f runs a literal of one test, and s is in another:
// no test calls another, so that it is the literal of that one which is in the
// field or variable by which the goroutine comes to it.
func ofOtherTest(s *goroutines.Spawn, f *goroutines.Frame) bool {
	in, of := flow.Outermost(s.In()), flow.Outermost(f.Fn)
	return f.Fn != of && in != of && isTest(in) && isTest(of)
}

// isTest reports whether go test runs fn.
func isTest(fn *ssa.Function) bool {
	return strings.HasPrefix(fn.Name(), "Test") && fn.Signature.Recv() == nil && len(fn.Params) == 1 && fn.Params[0].Type().String() == "*testing.T"
}

// inField reports whether v is the value of a field.
func inField(v ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return false
	}
	_, ok = load.X.(*ssa.FieldAddr)
	return ok
}

// given reports whether v is a parameter of its function or of one around it.
func given(v ssa.Value) bool {
	for {
		switch x := v.(type) {
		case *ssa.Parameter:
			return true
		case *ssa.FreeVar:
			v = flow.Binding(x)
		case *ssa.UnOp: // a captured variable
			v = x.X
		case *ssa.Alloc:
			values, complete := flow.LocalStores(x)
			if !complete || len(values) != 1 {
				return false
			}
			v = values[0]
		default:
			return false
		}
	}
}

// culprit returns the instruction of the goroutine's own code that leads to
// call, and the helper that it calls if it is not call itself: the helper may
// be right for those who call it from the test.
func culprit(model *goroutines.Model, f *goroutines.Frame, call ssa.CallInstruction) (at ssa.CallInstruction, helper *ssa.Function) {
	at = call
	for ; f.Caller != nil; f = f.Caller {
		if !f.Call.Common().IsInvoke() && len(model.Synchronous(f.Call)) > 1 {
			break // one of several functions that are handed to the goroutine
		}
		at, helper = f.Call, f.Fn
	}
	return at, helper
}

// message says what ends the goroutine, in a helper or in the goroutine's own
// code.
func message(helper *ssa.Function, call ssa.CallInstruction) string {
	name := flow.CalleeObject(call.Common()).Name()
	switch {
	case helper == nil:
		return fmt.Sprintf("%s ends the goroutine it is called in, not the test", name)
	}
	return fmt.Sprintf("%s calls %s, which ends this goroutine, not the test", helperName(helper), name)
}

func helperName(helper *ssa.Function) string {
	if helper.Object() == nil {
		return "this" // a literal
	}
	return helper.Name()
}

// trace returns how the goroutine comes to the call.
func trace(model *goroutines.Model, s *goroutines.Spawn, f *goroutines.Frame, call ssa.CallInstruction) []analysis.RelatedInformation {
	steps := []analysis.RelatedInformation{report.Step(model.Flow.Range(s.Site), "goroutine started here")}
	var calls []analysis.RelatedInformation
	for ; f.Caller != nil; f = f.Caller {
		calls = append(calls, report.Step(model.Flow.Range(f.Call), "calls %s here", f.Fn.Name()))
	}
	slices.Reverse(calls)
	steps = append(steps, calls...)
	return append(steps, report.Step(model.Flow.Range(call), "ends the goroutine here"))
}
