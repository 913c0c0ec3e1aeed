package assertok

import (
	"fmt"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

// otherStored returns why x, loaded from a sync.Map of the package, may be of
// another type than want: the package stores such a value too, under a key that
// may be any.
func (s *sources) otherStored(x ssa.Value, want types.Type) (string, []analysis.RelatedInformation) {
	e, ok := x.(*ssa.Extract)
	if !ok || e.Index != 0 {
		return "", nil
	}
	load, ok := e.Tuple.(*ssa.Call)
	if !ok || flow.CalleeName(load.Common()) != "(*sync.Map).Load" || isConst(load.Call.Args[1]) {
		return "", nil
	}
	class := access.ClassOf(load.Call.Args[0])
	if class.IsZero() {
		return "", nil
	}
	for _, fn := range s.flow.Functions() {
		for instr := range flow.Instructions(fn) {
			call, ok := instr.(*ssa.Call)
			if !ok || !storesInto(call, class) || isConst(call.Call.Args[1]) {
				continue
			}
			if conv, ok := call.Call.Args[2].(*ssa.MakeInterface); ok && !holds(conv.X.Type(), want) {
				return fmt.Sprintf("the map holds values of type %s too", types.TypeString(conv.X.Type(), types.RelativeTo(s.flow.Types))),
					[]analysis.RelatedInformation{report.Step(s.flow.Range(call), "stored here")}
			}
		}
	}
	return "", nil
}

// storesInto reports whether call stores a value in a sync.Map of the class.
func storesInto(call *ssa.Call, class access.Class) bool {
	switch flow.CalleeName(call.Common()) {
	case "(*sync.Map).Store", "(*sync.Map).LoadOrStore", "(*sync.Map).Swap":
		return access.ClassOf(call.Call.Args[0]) == class
	}
	return false
}

// isConst reports whether the key v is a constant, which may stand for a value
// of its own kind.
func isConst(v ssa.Value) bool {
	if conv, ok := v.(*ssa.MakeInterface); ok {
		v = conv.X
	}
	_, ok := v.(*ssa.Const)
	return ok
}
