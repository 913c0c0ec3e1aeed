package typestate

import (
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// Profiles maps the functions that start what a process has only one of to
// those that end it.
var Profiles = map[string]string{
	"runtime/pprof.StartCPUProfile": "runtime/pprof.StopCPUProfile",
	"runtime/trace.Start":           "runtime/trace.Stop",
}

// Unended returns an exit of start's function that some path reaches after a
// successful start without a call of the function end, or nil, and whether any
// code of the package calls end at all. Where another function, or a literal, is
// to do so, paths tell nothing.
func Unended(p *flow.Package, start ssa.CallInstruction, end string) (exit ssa.Instruction, ever bool) {
	ever, here := mentioned(p, start.Parent(), end)
	if !here {
		return nil, ever
	}
	path, _ := flow.Find(p, flow.Search[bool]{
		Fn:   start.Parent(),
		From: start,
		Step: func(s bool, e flow.Event, _ *flow.Cursor) (bool, flow.Verdict) {
			switch instr := e.Instr.(type) {
			case *ssa.If:
				if test, ok := flow.NilTestOf(instr.Cond); ok && test.X == ssa.Value(start.Value()) && (e.Branch > 0) != test.NilWhen {
					return s, flow.Prune // it did not start
				}
			case ssa.CallInstruction:
				_, isDefer := instr.(*ssa.Defer)
				if flow.CalleeName(instr.Common()) == end && (!isDefer || e.Deferred) {
					return s, flow.Prune
				}
			case *ssa.Return: // after a panic nobody asks for it
				return s, flow.Found
			}
			return s, flow.Continue
		},
	})
	if path == nil {
		return nil, true
	}
	return path.End, true
}

// mentioned reports whether the named function is used anywhere in the
// package, and whether it is called in fn and nowhere in a literal of it.
func mentioned(p *flow.Package, fn *ssa.Function, name string) (anywhere, here bool) {
	for _, other := range p.Functions() {
		for instr := range flow.Instructions(other) {
			for _, op := range instr.Operands(nil) {
				f, ok := (*op).(*ssa.Function)
				if !ok || f.Object() == nil || f.RelString(nil) != name {
					continue
				}
				anywhere = true
				call, isCall := instr.(ssa.CallInstruction)
				if isCall && call.Common().StaticCallee() == f && other == fn {
					here = true
				} else if other == fn || other.Parent() == fn {
					return true, false // a value or a literal: somebody may call it
				}
			}
		}
	}
	return anywhere, here
}
