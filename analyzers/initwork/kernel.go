package initwork

import (
	"go/constant"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// asksKernel reports whether call opens a file below /proc or /sys: the kernel
// answers from memory.
func (w *walker) asksKernel(call ssa.CallInstruction) bool {
	args := call.Common().Args
	if len(args) == 0 {
		return false
	}
	path := args[0]
	if load, ok := path.(*ssa.UnOp); ok { // a variable of the package, assigned once
		values, complete := w.flow.Stored(load.X)
		if !complete || len(values) != 1 {
			return false
		}
		path = values[0]
	}
	switch v := path.(type) {
	case *ssa.BinOp: // "/proc/" + name
		path = v.X
	case *ssa.Call:
		if flow.CalleeName(v.Common()) == "fmt.Sprintf" {
			path = v.Call.Args[0]
		}
	}
	k, ok := path.(*ssa.Const)
	if !ok || k.Value == nil || k.Value.Kind() != constant.String {
		return false
	}
	text := constant.StringVal(k.Value)
	return strings.HasPrefix(text, "/proc/") || strings.HasPrefix(text, "/sys/")
}
