package nilness

import (
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// GivesUp reports whether instr calls a function of another package, or one
// that is not known, whose name says that it does not return.
func GivesUp(instr ssa.Instruction) bool {
	call, ok := instr.(*ssa.Call)
	if !ok || call.Call.Signature().Results().Len() > 0 {
		return false
	}
	name := ""
	if fn := flow.CalleeObject(&call.Call); fn != nil {
		name = fn.Name()
	} else if load, ok := call.Call.Value.(*ssa.UnOp); ok {
		if g, ok := load.X.(*ssa.Global); ok {
			name = g.Name()
		}
	}
	name = strings.ToLower(name)
	for _, word := range []string{"fatal", "panic", "exit", "abort", "die", "fail", "skip", "throw", "unreachable", "assert", "require", "must", "notnil", "noerror", "bug"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}
