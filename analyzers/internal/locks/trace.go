package locks

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

// Decisions returns the steps of a trace that tell which branches path takes
// after the instruction from, at most the last three.
func (m *Model) Decisions(path *flow.Path, from ssa.Instruction) []analysis.RelatedInformation {
	var steps []analysis.RelatedInformation
	for _, d := range path.Decisions {
		if d.If.Block() != from.Block() && !flow.Reaches(from, d.If) {
			continue
		}
		span, text := m.condition(d.If)
		if text == "" {
			continue
		}
		steps = append(steps, report.Step(span, "%s is %t here", text, d.Taken))
	}
	if len(steps) > 3 {
		steps = steps[len(steps)-3:]
	}
	return steps
}

// condition returns the source of the condition of branch, if it is short and
// stands in an if statement.
func (m *Model) condition(branch *ssa.If) (flow.Span, string) {
	for _, n := range m.Flow.Enclosing(branch.Cond.Pos()) {
		cond, ok := n.(ast.Expr)
		if !ok {
			break
		}
		if tv, ok := m.Flow.Info.Types[cond]; ok && tv.Type != nil {
			if basic, ok := tv.Type.Underlying().(*types.Basic); ok && basic.Info()&types.IsBoolean != 0 {
				if text := types.ExprString(cond); len(text) <= 60 {
					return flow.Span{Start: cond.Pos(), Stop: cond.End()}, text
				}
				return flow.Span{}, ""
			}
		}
	}
	return flow.Span{}, ""
}

// CalleeName returns the name of the function that the call at instr runs, for
// messages.
func (m *Model) CalleeName(instr ssa.Instruction) string {
	call, ok := instr.(ssa.CallInstruction)
	if !ok {
		return "a call"
	}
	if fn := flow.CalleeObject(call.Common()); fn != nil {
		return fn.Name()
	}
	if targets := m.Targets(call); len(targets) > 0 {
		return FuncName(targets[0].Fn)
	}
	return "a call"
}

// FuncName returns what a message calls fn.
func FuncName(fn *ssa.Function) string {
	if fn.Parent() != nil {
		return "the function literal"
	}
	return fn.Name()
}

// MayEnd reports whether call may end the goroutine or the process, so that
// what follows it need not happen: a function of the package that panics or
// fails a test on some path, or one of testify's require.
func (m *Model) MayEnd(call ssa.CallInstruction) bool {
	fn := flow.CalleeObject(call.Common())
	if fn == nil {
		return false
	}
	if fn.Pkg() != m.Flow.Types {
		return fn.Pkg() != nil && strings.HasSuffix(fn.Pkg().Path(), "/require")
	}
	m.ending.Do(m.findEnds)
	callees, _ := m.Flow.Callees(call)
	return slices.ContainsFunc(callees, func(c flow.Callee) bool { return m.ends[c.Fn] })
}

// findEnds finds the functions that panic or end the goroutine on some path,
// themselves or in a function that they call at most two calls deep.
func (m *Model) findEnds() {
	m.ends = make(map[*ssa.Function]bool)
	for _, fn := range m.Flow.Functions() {
		for instr := range flow.Instructions(fn) {
			if _, ok := instr.(*ssa.Panic); ok || flow.Ends(instr) {
				m.ends[fn] = true
				break
			}
		}
	}
	for range 2 {
		var more []*ssa.Function
		for fn := range m.ends {
			for _, call := range m.Flow.CallersOf(fn).Calls {
				if _, ok := call.(*ssa.Call); ok {
					more = append(more, call.Parent())
				}
			}
		}
		for _, fn := range more {
			m.ends[fn] = true
		}
	}
}

// TestOwn reports whether l belongs to a variable or literal of a test, so that
// nothing but the test meets it: what a test does to it, it does on purpose.
func (l Lock) TestOwn() bool {
	_, local := l.Path.Root.(*ssa.Alloc)
	return local && !strings.Contains(l.Path.Sel, "*") && deliberate.InTest(l.model.Flow.Fset, l.Fn.Pos())
}
