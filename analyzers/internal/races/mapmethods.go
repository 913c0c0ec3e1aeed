package races

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// mapMethod adds the access that call makes of a map by calling a method of its
// type, as of http.Header: one that writes, by what it does or, of another
// package, by its name.
func mapMethod(call ssa.CallInstruction, add func(Access)) {
	common := call.Common()
	fn := flow.CalleeObject(common)
	if fn == nil || fn.Signature().Recv() == nil || common.IsInvoke() || len(common.Args) == 0 {
		return
	}
	if _, ok := fn.Signature().Recv().Type().Underlying().(*types.Map); !ok || !isMap(common.Args[0]) {
		return
	}
	access := Access{Instr: call, Kind: Map, Value: common.Args[0], Verb: "read"}
	if static := common.StaticCallee(); static != nil && len(static.Blocks) > 0 {
		access.Write = writesReceiver(static)
	} else {
		access.Write = writesByName(fn.Name())
	}
	if access.Write {
		access.Verb = "written"
	}
	add(access)
}

// writesReceiver reports whether the method fn of a map assigns or deletes
// entries.
func writesReceiver(fn *ssa.Function) bool {
	for _, ref := range flow.Referrers(fn.Params[0]) {
		switch ref := ref.(type) {
		case *ssa.MapUpdate:
			if ref.Map == ssa.Value(fn.Params[0]) {
				return true
			}
		case *ssa.Call:
			switch flow.Builtin(&ref.Call) {
			case "delete", "clear":
				return true
			}
		}
	}
	return false
}

// writesByName reports whether a method of that name changes a map.
func writesByName(name string) bool {
	for _, verb := range []string{"Set", "Add", "Del", "Put", "Insert", "Remove", "Prune", "Clear", "Update", "Merge"} {
		if strings.HasPrefix(name, verb) {
			return true
		}
	}
	return false
}
