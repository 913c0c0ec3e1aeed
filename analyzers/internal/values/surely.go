package values

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// SurelyOf reports whether v, an interface value, is of type t wherever it is
// known to come from: a conversion, another interface that includes t, or a
// sync.Map of the package in which nothing else is stored.
func SurelyOf(p *flow.Package, v ssa.Value, t types.Type) bool {
	return surelyOf(p, v, t, make(map[ssa.Value]bool))
}

func surelyOf(p *flow.Package, v ssa.Value, t types.Type, seen map[ssa.Value]bool) bool {
	if seen[v] {
		return true // a loop adds nothing
	}
	if len(seen) > 32 {
		return false
	}
	seen[v] = true
	switch v := v.(type) {
	case *ssa.MakeInterface:
		return is(v.X.Type(), t)
	case *ssa.ChangeInterface:
		return is(v.X.Type(), t) || surelyOf(p, v.X, t, seen)
	case *ssa.Phi:
		for _, edge := range v.Edges {
			if !surelyOf(p, edge, t, seen) {
				return false
			}
		}
		return true
	case *ssa.Extract:
		call, ok := v.Tuple.(*ssa.Call)
		if !ok || v.Index != 0 {
			return false
		}
		switch flow.CalleeName(call.Common()) {
		case "(*sync.Map).Load", "(*sync.Map).LoadOrStore":
			return holdsOnly(p, access.ClassOf(call.Call.Args[0]), t, seen)
		}
	}
	return false
}

// holdsOnly reports whether the package stores nothing but values of type t in
// the maps of class, and stores some.
func holdsOnly(p *flow.Package, class access.Class, t types.Type, seen map[ssa.Value]bool) bool {
	stores := 0
	if class.IsZero() {
		return false
	}
	for _, fn := range p.Functions() {
		for instr := range flow.Instructions(fn) {
			call, ok := instr.(*ssa.Call)
			if !ok || !storesInMap(call) || access.ClassOf(call.Call.Args[0]) != class {
				continue
			}
			stores++
			if !surelyOf(p, call.Call.Args[2], t, seen) {
				return false
			}
		}
	}
	return stores > 0
}

// storesInMap reports whether call stores a value in a sync.Map.
func storesInMap(call *ssa.Call) bool {
	switch flow.CalleeName(call.Common()) {
	case "(*sync.Map).Store", "(*sync.Map).LoadOrStore":
		return true
	}
	return false
}

// is reports whether each value of type from, which may be an interface, is a t.
func is(from, t types.Type) bool {
	if iface, ok := t.Underlying().(*types.Interface); ok {
		return types.Implements(from, iface)
	}
	return types.Identical(from, t)
}
