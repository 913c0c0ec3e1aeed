package sleepjoin

import (
	_ "embed"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
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
	if !model.Relevant() || deliberate.OnTrial(pass) {
		return nil, nil
	}
	reported := make(map[ssa.Instruction]bool)
	for _, s := range model.Spawns() {
		if s.Kind != goroutines.Go || len(s.Bodies) > 0 && !ends(s) || len(s.Bodies) == 0 && s.Inner != nil || idle(s) || serves(s) {
			continue
		}
		sleep := lastSleep(s.In())
		if sleep == nil || reported[sleep] || prepares(pass, s) || handsOn(s, sleep) || passes(pass, s, sleep) || !flow.Reaches(s.Site, sleep) || !model.Region(s).Contains(sleep) {
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
	if deliberate.InTest(pass.Fset, sleep.Pos()) {
		text += ", or use testing/synctest"
	}
	return text
}

// prepares reports whether the function of s helps tests: after it the test
// goes on, and the sleep lets the goroutine begin.
func prepares(pass *analysis.Pass, s *goroutines.Spawn) bool {
	fn := s.In()
	return deliberate.InTest(pass.Fset, s.Site.Pos()) && fn.Parent() == nil && !strings.HasPrefix(fn.Name(), "Test") && !strings.HasPrefix(fn.Name(), "Benchmark")
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

// idle reports whether the goroutine of s does nothing but wait, so that there
// is nothing to be late with.
func idle(s *goroutines.Spawn) bool {
	waits := false
	for _, body := range s.Bodies {
		for instr := range flow.Instructions(body.Fn) {
			switch instr := instr.(type) {
			case *ssa.Store:
				if _, local := instr.Addr.(*ssa.Alloc); !local {
					return false
				}
			case *ssa.UnOp:
				waits = waits || instr.Op == token.ARROW
			case *ssa.Select:
				waits = true
			case *ssa.MapUpdate, *ssa.Send, ssa.CallInstruction:
				return false
			}
		}
	}
	return waits
}

// serves reports whether the goroutine of s serves until the process ends, or
// waits for a signal to it: the sleep is not meant for it.
func serves(s *goroutines.Spawn) bool {
	for _, body := range s.Bodies {
		for instr := range flow.Instructions(body.Fn) {
			switch instr := instr.(type) {
			case *ssa.Call:
				if fn := flow.CalleeObject(instr.Common()); fn != nil && strings.HasSuffix(strings.TrimSuffix(fn.Name(), "TLS"), "Serve") {
					return true
				}
			case *ssa.UnOp:
				if ch, ok := instr.X.Type().Underlying().(*types.Chan); ok && instr.Op == token.ARROW && typ.Is(ch.Elem(), "os", "Signal") {
					return true
				}
			}
		}
	}
	return false
}

// handsOn reports whether the function goes on with the goroutine of s after
// the sleep: it returns what the goroutine works with, or a function that waits
// for it, or the goroutine signals its end to somebody else.
func handsOn(s *goroutines.Spawn, sleep ssa.Instruction) bool {
	for instr := range flow.Instructions(sleep.Parent()) {
		ret, ok := instr.(*ssa.Return)
		if !ok || !flow.Reaches(sleep, ret) {
			continue
		}
		for _, v := range flow.Results(ret) {
			if _, isFunc := v.Type().Underlying().(*types.Signature); isFunc || slices.Contains(s.Site.Common().Args, v) {
				return true
			}
		}
	}
	for _, body := range s.Bodies {
		for instr := range flow.Instructions(body.Fn) {
			if send, ok := instr.(*ssa.Send); ok && ofOutside(send.Chan, sleep.Parent()) {
				return true
			}
		}
	}
	return false
}

// ofOutside reports whether ch is a captured variable of a function around fn.
func ofOutside(ch ssa.Value, fn *ssa.Function) bool {
	for range 8 {
		switch v := ch.(type) {
		case *ssa.UnOp:
			ch = v.X
		case *ssa.FreeVar:
			if v.Parent() == fn {
				return true
			}
			ch = flow.Binding(v)
		default:
			return false
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

// passes reports whether the sleep is in a test that asks nothing of the
// goroutine: it neither looks at anything after the sleep nor checks anything in
// the goroutine, so being late fails nothing.
func passes(pass *analysis.Pass, s *goroutines.Spawn, sleep ssa.Instruction) bool {
	if !deliberate.InTest(pass.Fset, sleep.Pos()) {
		return false
	}
	for instr := range flow.Instructions(sleep.Parent()) {
		switch instr.(type) {
		case *ssa.Call, *ssa.UnOp, *ssa.Lookup:
			if instr != sleep && flow.Reaches(sleep, instr) {
				return false
			}
		}
	}
	return !slices.ContainsFunc(s.Bodies, func(body flow.Callee) bool { return checks(body.Fn) })
}

// checks reports whether fn itself works with a test.
func checks(fn *ssa.Function) bool {
	for instr := range flow.Instructions(fn) {
		if call, ok := instr.(ssa.CallInstruction); ok {
			for _, v := range append(call.Common().Args, call.Common().Value) {
				if strings.HasPrefix(v.Type().String(), "*testing.") || strings.HasPrefix(v.Type().String(), "testing.") {
					return true
				}
			}
		}
	}
	return false
}

// harmless reports whether call prints, looks at a value, or is a builtin.
func harmless(call *ssa.Call) bool {
	if builtin := flow.Builtin(call.Common()); builtin != "" {
		return builtin != "close" // the goroutine runs as long as the sleep
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
