package testinggoroutine

import (
	_ "embed"
	"fmt"
	"go/token"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	xpass "golang.org/x/tools/go/analysis/passes/testinggoroutine"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/adopt"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
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
	if !importsTesting(pass) {
		return nil, nil
	}
	reported := make(map[token.Pos]bool)
	adopt.Run(pass, xpass.Analyzer, func(d analysis.Diagnostic) {
		reported[d.Pos] = true
		d.Category = ""
		report.Diagnostic(pass, d)
	})
	model := goroutines.Of(pass)
	for _, s := range model.Spawns() {
		if !startsGoroutine(s) {
			continue
		}
		for _, f := range model.Code(s) {
			for instr := range flow.Instructions(f.Fn) {
				call, ok := instr.(ssa.CallInstruction)
				if !ok || !endsTest(call) || !ofOtherGoroutine(f, call) {
					continue
				}
				rng := model.Flow.Range(call)
				if !reported[rng.Pos()] && !reported[s.Site.Pos()] {
					reported[rng.Pos()] = true
					text := fmt.Sprintf("%s ends the goroutine it is called in, not the test", flow.CalleeObject(call.Common()).Name())
					report.At(pass, rng, "", text, trace(model, s, f, call)...)
				}
			}
		}
	}
	return nil, nil
}

func importsTesting(pass *analysis.Pass) bool {
	for _, imp := range pass.Pkg.Imports() {
		if imp.Path() == "testing" {
			return true
		}
	}
	return false
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

// trace returns how the goroutine comes to the call.
func trace(model *goroutines.Model, s *goroutines.Spawn, f *goroutines.Frame, call ssa.CallInstruction) []analysis.RelatedInformation {
	steps := []analysis.RelatedInformation{report.Step(model.Flow.Range(s.Site), "goroutine started here")}
	if f.Caller != nil {
		steps = append(steps, report.Step(model.Flow.Range(f.Call), "calls %s here", f.Fn.Name()))
	}
	return append(steps, report.Step(model.Flow.Range(call), "ends the goroutine here"))
}
