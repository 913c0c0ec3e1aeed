package looptimer

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/typestate"
)

// checkFunctions reports, in a file of Go before 1.23, tickers that are not
// stopped and timers that are reset without being drained.
func checkFunctions(pass *analysis.Pass, file *ast.File, isTest bool) {
	p := flow.Of(pass)
	tracker := typestate.New(p, typestate.Tickers, nil)
	for _, fn := range p.Functions() {
		if fn.Pos() < file.FileStart || fn.Pos() >= file.FileEnd {
			continue
		}
		for _, ticker := range tracker.Resources(fn) {
			if leak := tracker.Leak(ticker); leak != nil && !isTest {
				report.At(pass, p.Range(ticker.Call), "unstopped", "the ticker is not stopped on some path: before Go 1.23 it is never collected",
					report.Step(p.Range(ticker.Call), "started here"), report.Step(p.Range(leak.Path.End), "left running here"))
			}
		}
		for instr := range flow.Instructions(fn) {
			if call, ok := instr.(*ssa.Call); ok && flow.CalleeName(call.Common()) == "(*time.Timer).Reset" && undrained(p, call) {
				report.At(pass, p.Range(call), "undrained", "the timer may have fired: before Go 1.23 the old tick is still in its channel")
			}
		}
	}
}

// undrained reports whether reset is reached on a path on which the timer was
// neither stopped in time nor its channel received from, in a function that
// shows it knows of the danger: it looks at the channel or at the result of
// Stop.
func undrained(p *flow.Package, reset *ssa.Call) bool {
	fn := reset.Parent()
	timer := access.Of(reset.Common().Args[0])
	if pooled(timer.Root) || !showsFiring(fn, timer) {
		return false
	}
	path, known := flow.Find(p, flow.Search[bool]{
		Fn: fn,
		Step: func(safe bool, e flow.Event, _ *flow.Cursor) (bool, flow.Verdict) {
			if e.Instr == ssa.Instruction(reset) {
				if safe {
					return safe, flow.Prune
				}
				return safe, flow.Found
			}
			switch instr := e.Instr.(type) {
			case *ssa.UnOp:
				safe = safe || instr.Op == token.ARROW && isChannelOf(instr.X, timer)
			case *ssa.Select:
				for _, st := range instr.States {
					safe = safe || isChannelOf(st.Chan, timer)
				}
			case *ssa.If:
				safe = safe || stoppedWhen(instr.Cond, timer, e.Branch > 0)
			case *ssa.Call:
				if name := flow.CalleeName(instr.Common()); name == "time.NewTimer" && access.Of(instr) == timer {
					safe = true
				}
			}
			return safe, flow.Continue
		},
	})
	return known && path != nil
}

// pooled reports whether v comes from a pool: in which state its timers are is
// up to those who have put them back.
func pooled(v ssa.Value) bool {
	for {
		switch x := v.(type) {
		case *ssa.Extract:
			v = x.Tuple
		case *ssa.TypeAssert:
			v = x.X
		case *ssa.Call:
			return flow.CalleeName(x.Common()) == "(*sync.Pool).Get"
		default:
			return false
		}
	}
}

// showsFiring reports whether fn receives from the channel of timer or asks
// whether Stop came in time.
func showsFiring(fn *ssa.Function, timer access.Path) bool {
	for instr := range flow.Instructions(fn) {
		switch instr := instr.(type) {
		case *ssa.FieldAddr:
			if f := flow.FieldOf(instr); f != nil && f.Name() == "C" && access.Of(instr.X) == timer {
				return true
			}
		case *ssa.Call:
			if isStop(instr, timer) && len(*instr.Referrers()) > 0 {
				return true
			}
		}
	}
	return false
}

func isStop(call *ssa.Call, timer access.Path) bool {
	return flow.CalleeName(call.Common()) == "(*time.Timer).Stop" && access.Of(call.Common().Args[0]) == timer
}

// isChannelOf reports whether ch is the channel of timer.
func isChannelOf(ch ssa.Value, timer access.Path) bool {
	load, ok := ch.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return false
	}
	addr, ok := load.X.(*ssa.FieldAddr)
	return ok && access.Of(addr.X) == timer
}

// stoppedWhen reports whether cond having the given value means that Stop came
// in time.
func stoppedWhen(cond ssa.Value, timer access.Path, value bool) bool {
	for {
		not, ok := cond.(*ssa.UnOp)
		if !ok || not.Op != token.NOT {
			break
		}
		cond, value = not.X, !value
	}
	call, ok := cond.(*ssa.Call)
	return ok && value && isStop(call, timer)
}
