package goleak

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

// checkTimers reports goroutines that wait for a timer and for nothing else,
// if other code stops the timer: then its channel never gets a value.
func checkTimers(pass *analysis.Pass, p *flow.Package, done map[token.Pos]bool) {
	waits := make(map[*ssa.UnOp]*ssa.Go)
	var order []*ssa.UnOp
	var stops []stopped
	for _, fn := range p.Functions() {
		for instr := range flow.Instructions(fn) {
			switch instr := instr.(type) {
			case *ssa.Go:
				callees, certainty := p.Callees(instr)
				if certainty != flow.Sure {
					continue
				}
				for op := range flow.Instructions(callees[0].Fn) {
					if recv, ok := op.(*ssa.UnOp); ok && recv.Op == token.ARROW && timerOf(recv.X) != nil && waits[recv] == nil && !drains(recv) {
						waits[recv] = instr
						order = append(order, recv)
					}
				}
			case ssa.CallInstruction:
				if flow.CalleeName(instr.Common()) == "(*time.Timer).Stop" {
					stops = append(stops, stopped{instr, instr.Common().Args[0]})
				}
			case *ssa.MakeClosure: // the method value t.Stop
				if method, ok := instr.Fn.(*ssa.Function).Object().(*types.Func); ok && method.FullName() == "(*time.Timer).Stop" && len(instr.Bindings) == 1 {
					stops = append(stops, stopped{instr, instr.Bindings[0]})
				}
			}
		}
	}
	for _, recv := range order {
		timer := access.Of(timerOf(recv.X))
		for _, stop := range stops {
			at := p.Range(recv)
			if stop.at.Parent() == recv.Parent() || done[at.Pos()] || access.Of(stop.timer) != timer {
				continue
			}
			done[at.Pos()] = true
			report.At(pass, at, "forgotten", "goroutine can block for ever receiving from "+p.Name(timerOf(recv.X))+".C: a stopped timer sends nothing",
				report.Step(p.Range(waits[recv]), "goroutine started here"), report.Step(p.Range(stop.at), "the timer is stopped here"), report.Step(at, "blocks here for ever"))
		}
	}
}

// drains reports whether recv takes the value out of a timer that could not be
// stopped any more: if !t.Stop() { <-t.C }.
func drains(recv *ssa.UnOp) bool {
	block := recv.Block()
	if len(block.Preds) != 1 {
		return false
	}
	pred := block.Preds[0]
	branch, ok := pred.Instrs[len(pred.Instrs)-1].(*ssa.If)
	if !ok || pred.Succs[1] != block {
		return false
	}
	stop, ok := branch.Cond.(*ssa.Call)
	return ok && flow.CalleeName(stop.Common()) == "(*time.Timer).Stop" && access.Of(stop.Call.Args[0]) == access.Of(timerOf(recv.X))
}

// A stopped is a place that stops a timer.
type stopped struct {
	at    ssa.Instruction
	timer ssa.Value
}

// timerOf returns the timer whose channel ch is, or nil.
func timerOf(ch ssa.Value) ssa.Value {
	load, ok := ch.(*ssa.UnOp)
	if !ok {
		return nil
	}
	field, ok := load.X.(*ssa.FieldAddr)
	if !ok || types.TypeString(field.X.Type(), nil) != "*time.Timer" {
		return nil
	}
	return field.X
}
