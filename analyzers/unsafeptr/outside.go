package unsafeptr

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
	"github.com/interviewlint/interviewlint/analyzers/internal/typestate"
)

// outsideHeap reports whether the function at pos gives its headers no other
// data than what C or the system has allocated: the collector has no say in
// that.
func outsideHeap(p *flow.Package, pos token.Pos) bool {
	outside := false
	for _, fn := range p.Functions() {
		if syntax := fn.Syntax(); syntax == nil || pos < syntax.Pos() || syntax.End() <= pos {
			continue
		}
		for instr := range flow.Instructions(fn) {
			store, ok := instr.(*ssa.Store)
			if !ok || !isHeaderData(store.Addr) {
				continue
			}
			if !allocatedElsewhere(store.Val, 0) {
				return false
			}
			outside = true
		}
	}
	return outside
}

// isHeaderData reports whether addr is of the field Data of a header.
func isHeaderData(addr ssa.Value) bool {
	field, ok := addr.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	f := flow.FieldOf(field)
	return f != nil && f.Name() == "Data" && typ.Is(typ.Deref(field.X.Type()), "reflect", "SliceHeader", "StringHeader")
}

// allocatedElsewhere reports whether the address v is the result of a call of C
// or of the system.
func allocatedElsewhere(v ssa.Value, depth int) bool {
	if depth > 6 {
		return false
	}
	switch v := v.(type) {
	case *ssa.Convert:
		return allocatedElsewhere(v.X, depth+1)
	case *ssa.ChangeType:
		return allocatedElsewhere(v.X, depth+1)
	case *ssa.Extract:
		return allocatedElsewhere(v.Tuple, depth+1)
	case *ssa.Phi:
		for _, edge := range v.Edges {
			if !allocatedElsewhere(edge, depth+1) {
				return false
			}
		}
		return true
	case *ssa.Call:
		fn := flow.CalleeObject(v.Common())
		return typestate.CName(fn) != "" || ofSystem(fn)
	}
	return false
}

// ofSystem reports whether fn makes a system call.
func ofSystem(fn *types.Func) bool {
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	switch path := fn.Pkg().Path(); {
	case path == "syscall", strings.HasPrefix(path, "golang.org/x/sys/"):
		return true
	}
	return false
}
