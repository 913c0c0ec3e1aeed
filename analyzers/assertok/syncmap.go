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
	for _, call := range s.syncMapStores() {
		if access.ClassOf(call.Call.Args[0]) != class || isConst(call.Call.Args[1]) {
			continue
		}
		if t := typeStored(call.Call.Args[2]); t != nil && !mayBe(t, want) {
			return fmt.Sprintf("the map holds values of type %s too", types.TypeString(t, types.RelativeTo(s.flow.Types))),
				[]analysis.RelatedInformation{report.Step(s.flow.Range(call), "stored here")}
		}
	}
	return "", nil
}

// syncMapStores returns the calls that store values in a sync.Map.
func (s *sources) syncMapStores() []*ssa.Call {
	if s.stores == nil {
		s.stores = make([]*ssa.Call, 0)
		for _, fn := range s.flow.Functions() {
			for instr := range flow.Instructions(fn) {
				if call, ok := instr.(*ssa.Call); ok && storesInMap(call) {
					s.stores = append(s.stores, call)
				}
			}
		}
	}
	return s.stores
}

// typeStored returns the type of the value that is converted to an interface as
// v, or nil.
func typeStored(v ssa.Value) types.Type {
	switch v := v.(type) {
	case *ssa.MakeInterface:
		return v.X.Type()
	case *ssa.ChangeInterface:
		return v.X.Type()
	}
	return nil
}

// mayBe reports whether a value of type t, which may be an interface, may be a
// want.
func mayBe(t, want types.Type) bool {
	if iface, ok := t.Underlying().(*types.Interface); ok {
		return types.IsInterface(want) || types.Implements(want, iface)
	}
	return holds(t, want)
}

// storesInMap reports whether call stores a value in a sync.Map.
func storesInMap(call *ssa.Call) bool {
	switch flow.CalleeName(call.Common()) {
	case "(*sync.Map).Store", "(*sync.Map).LoadOrStore", "(*sync.Map).Swap":
		return true
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
