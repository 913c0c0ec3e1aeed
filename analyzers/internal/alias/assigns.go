package alias

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// An assigns tells which functions of a package assign which variables, also
// by what they call. It is asked for few classes: the functions that reach an
// assignment are found for each from the assignments backwards.
type assigns struct {
	direct  map[access.Class][]*ssa.Function
	callers map[*ssa.Function][]*ssa.Function
	reached map[access.Class]map[*ssa.Function]bool
}

func (m *Model) buildAssigns() *assigns {
	a := &assigns{
		direct:  make(map[access.Class][]*ssa.Function),
		callers: make(map[*ssa.Function][]*ssa.Function),
		reached: make(map[access.Class]map[*ssa.Function]bool),
	}
	for _, fn := range m.Functions() {
		for instr := range flow.Instructions(fn) {
			switch instr := instr.(type) {
			case *ssa.Store:
				if class := access.ClassOf(instr.Addr); !class.IsZero() {
					a.direct[class] = append(a.direct[class], fn)
				}
			case ssa.CallInstruction:
				if instr.Common().IsInvoke() {
					continue
				}
				callees, _ := m.Callees(instr)
				for _, callee := range callees {
					a.callers[callee.Fn] = append(a.callers[callee.Fn], fn)
				}
			}
		}
	}
	return a
}

// of returns the functions that assign a variable of class, or call such a
// function.
func (a *assigns) of(class access.Class) map[*ssa.Function]bool {
	if set, ok := a.reached[class]; ok {
		return set
	}
	var set map[*ssa.Function]bool
	for work := slices.Clone(a.direct[class]); len(work) > 0; {
		fn := work[len(work)-1]
		work = work[:len(work)-1]
		if set[fn] {
			continue
		}
		if set == nil {
			set = make(map[*ssa.Function]bool)
		}
		set[fn] = true
		work = append(work, a.callers[fn]...)
	}
	a.reached[class] = set
	return set
}

// assignsBelow reports whether a function that call may call assigns a variable
// of class.
func (m *Model) assignsBelow(call *ssa.Call, class access.Class) bool {
	if call.Call.IsInvoke() {
		return false
	}
	if m.assigns == nil {
		m.assigns = m.buildAssigns()
	}
	set := m.assigns.of(class)
	if len(set) == 0 {
		return false
	}
	callees, known := m.callees[call]
	if !known {
		callees, _ = m.Callees(call)
		m.callees[call] = callees
	}
	for _, callee := range callees {
		if set[callee.Fn] {
			return true
		}
	}
	return false
}
