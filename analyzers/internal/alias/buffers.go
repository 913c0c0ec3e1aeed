package alias

import (
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// resetBuffer reports whether bytes, a call in fn, returns the bytes of a
// bytes.Buffer in a field of fn's receiver that fn has emptied before, to fill it
// anew.
func (m *Model) resetBuffer(fn *ssa.Function, bytes *ssa.Call) bool {
	if fn.Signature.Recv() == nil || len(fn.Params) == 0 || flow.CalleeName(&bytes.Call) != "(*bytes.Buffer).Bytes" {
		return false
	}
	path := access.Of(bytes.Call.Args[0])
	if path.Root != ssa.Value(fn.Params[0]) || path.Sel == "" {
		return false
	}
	for instr := range flow.Instructions(fn) {
		call, ok := instr.(*ssa.Call)
		if !ok || !flow.Dominates(call, bytes) {
			continue
		}
		switch flow.CalleeName(&call.Call) {
		case "(*bytes.Buffer).Reset", "(*bytes.Buffer).Truncate":
			if access.Of(call.Call.Args[0]) == path {
				return true
			}
		}
	}
	return false
}
