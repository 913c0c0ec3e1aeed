package locks

import (
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

// Chain returns the steps of a trace that lead to the lock operation of a: one
// for each call, and the operation itself, called verb ("locks again").
func (m *Model) Chain(a *Acquisition, verb string) []analysis.RelatedInformation {
	var steps []analysis.RelatedInformation
	for ; a.Via != nil; a = a.Via {
		steps = append(steps, report.Step(m.Flow.Range(a.Call), "calls %s here", m.targetName(a.Call, a.Callee)))
	}
	return append(steps, report.Step(m.Flow.Range(a.Call), "%s here", verb))
}

// targetName returns what a message calls the function fn that call runs: by
// its own name, or as an argument of the function called.
func (m *Model) targetName(call ssa.CallInstruction, fn *ssa.Function) string {
	name := FuncName(fn)
	if s := m.sites[call]; s != nil {
		for _, t := range s.targets {
			if t.Fn == fn && !s.callback {
				return name
			}
		}
		if s.callback || len(s.targets) > 0 {
			return m.CalleeName(call) + ", which calls " + name + ","
		}
	}
	return name
}

// A Reentry is a lock that a callee holds while it calls a function that the
// caller hands to it, and that this function acquires again.
type Reentry struct {
	Held     Held // in terms of the caller
	Holder   *ssa.Function
	Invoke   *Invocation
	Function *ssa.Function
	Again    *Acquisition
}

// Reentries returns the locks that call acquires again in a function that it
// hands to its callee.
func (m *Model) Reentries(call ssa.CallInstruction) []Reentry {
	m.solve()
	s := m.sites[call]
	if s == nil {
		return nil
	}
	var list []Reentry
	for _, t := range m.targets(s) {
		if t.through == nil || !t.sure {
			continue
		}
		for _, outer := range s.targets {
			if t.through.Param >= len(outer.Args) {
				continue
			}
			for _, h := range m.translateHeld(t.through.Held, outer.Callee) {
				if _, param := outer.Args[t.through.Param].(*ssa.Parameter); param {
					continue
				}
				for _, a := range m.within(call.Parent(), t, h) {
					list = append(list, Reentry{Held: h, Holder: outer.Fn, Invoke: t.through, Function: t.Fn, Again: a})
				}
			}
		}
	}
	return list
}

// within returns the acquisitions of the lock h in the function of t, called in
// fn.
func (m *Model) within(fn *ssa.Function, t target, h Held) []*Acquisition {
	var list []*Acquisition
	for _, a := range m.summaryOf(t.Fn).Acquires {
		if a.Dropped || a.OutOfReach || !a.Sure {
			continue
		}
		if _, ok := condsHold(a.Conds, t); !ok {
			continue
		}
		if p, ok := m.translate(a.Path, t.Callee); ok && p == h.Path {
			list = append(list, a)
		}
	}
	return list
}
