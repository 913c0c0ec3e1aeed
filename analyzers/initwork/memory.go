package initwork

import (
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// intoMemory reports whether err is the error of a write to memory, which does
// not fail: to a buffer, or to a writer on top of one.
func intoMemory(err ssa.Value) bool {
	if e, ok := err.(*ssa.Extract); ok {
		err = e.Tuple
	}
	call, ok := err.(*ssa.Call)
	if !ok || len(call.Call.Args) == 0 || !strings.Contains(flow.CalleeName(call.Common()), ").Write") {
		return false
	}
	to := call.Call.Args[0]
	if made, ok := to.(*ssa.Call); ok {
		switch flow.CalleeName(made.Common()) {
		case "encoding/csv.NewWriter", "bufio.NewWriter":
			to = made.Call.Args[0]
		}
	}
	if conv, ok := to.(*ssa.MakeInterface); ok {
		to = conv.X
	}
	switch to.Type().String() {
	case "*bytes.Buffer", "*strings.Builder":
		return true
	}
	return false
}
