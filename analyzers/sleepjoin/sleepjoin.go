package sleepjoin

import (
	_ "embed"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports sleeps by which a function hopes to wait for a goroutine.
var Analyzer = &analysis.Analyzer{
	Name:     "sleepjoin",
	Doc:      docs.MustExtract(doc, "sleepjoin"),
	URL:      docs.URL("sleepjoin"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer, goroutines.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	model := goroutines.Of(pass)
	if !model.Relevant() {
		return nil, nil
	}
	reported := make(map[ssa.Instruction]bool)
	for _, s := range model.Spawns() {
		if s.Kind != goroutines.Go || len(s.Bodies) > 0 && !ends(s) || len(s.Bodies) == 0 && s.Inner != nil {
			continue
		}
		sleep := lastSleep(s.In())
		if sleep == nil || reported[sleep] || !flow.Reaches(s.Site, sleep) || !model.Region(s).Contains(sleep) {
			continue
		}
		reported[sleep] = true
		report.At(pass, model.Flow.Range(sleep), "", message(pass, sleep),
			report.Step(model.Flow.Range(s.Site), "goroutine started here"),
			report.Step(model.Flow.Range(sleep), "the function sleeps here and then returns, whatever the goroutine has done"))
	}
	return nil, nil
}

func message(pass *analysis.Pass, sleep ssa.Instruction) string {
	text := "time.Sleep does not wait for the goroutine, which may need longer: wait for a signal of it"
	if strings.HasSuffix(pass.Fset.File(sleep.Pos()).Name(), "_test.go") {
		text += ", or use testing/synctest"
	}
	return text
}

// ends reports whether the goroutine of s ends by itself: one that runs for
// ever is not what the sleep waits for.
func ends(s *goroutines.Spawn) bool {
	for _, body := range s.Bodies {
		for instr := range flow.Instructions(body.Fn) {
			if _, ok := instr.(*ssa.Return); ok {
				return true
			}
		}
	}
	return false
}

// lastSleep returns the sleep of constant length outside all loops after which
// fn does nothing but return, print or release, or nil.
func lastSleep(fn *ssa.Function) ssa.Instruction {
	for instr := range flow.Instructions(fn) {
		if call, ok := instr.(*ssa.Call); ok && isSleep(call) && !flow.InLoop(call) && nothingAfter(call) {
			return call
		}
	}
	return nil
}

func isSleep(call *ssa.Call) bool {
	if flow.CalleeName(call.Common()) != "time.Sleep" {
		return false
	}
	_, isConst := call.Call.Args[0].(*ssa.Const)
	return isConst
}

// nothingAfter reports whether what follows the sleep uses nothing that a
// goroutine could have done, or only looks at it.
func nothingAfter(sleep *ssa.Call) bool {
	for instr := range flow.Instructions(sleep.Parent()) {
		if !flow.Reaches(sleep, instr) {
			continue
		}
		switch instr := instr.(type) {
		case *ssa.Go, *ssa.Send, *ssa.Select, *ssa.MapUpdate:
			return false
		case *ssa.Call:
			if !harmless(instr) {
				return false
			}
		case *ssa.UnOp:
			if instr.CommaOk || instr.Op.String() == "<-" {
				return false
			}
		}
	}
	return true
}

// harmless reports whether call prints, looks at a value, or is a builtin.
func harmless(call *ssa.Call) bool {
	if flow.Builtin(call.Common()) != "" {
		return true
	}
	fn := flow.CalleeObject(call.Common())
	if fn == nil {
		return false
	}
	if fn.Pkg() == nil {
		return true // (error).Error
	}
	switch fn.Pkg().Path() {
	case "fmt", "log", "log/slog", "sync/atomic", "runtime":
		return true
	}
	return false
}
