package locks

import (
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

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
	callees, _ := m.Flow.Callees(call)
	for _, c := range callees {
		for instr := range flow.Instructions(c.Fn) {
			if _, ok := instr.(*ssa.Panic); ok {
				return true
			}
		}
	}
	return false
}
