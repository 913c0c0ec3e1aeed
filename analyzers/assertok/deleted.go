package assertok

import (
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

// informers is the package of client-go that tells of changes in a cluster.
const informers = "k8s.io/client-go/tools/cache"

// deleted reports whether v is the object that an informer hands to a function
// registered for deletions, or for all changes. It is a tombstone instead where
// the deletion itself has been missed.
func (s *sources) deleted(v ssa.Value) bool {
	param, ok := v.(*ssa.Parameter)
	if !ok || !syntax.Imports(s.flow.Types, informers) {
		return false
	}
	if s.deleters == nil {
		s.deleters = make(map[*ssa.Function]bool)
		for _, fn := range s.flow.Functions() {
			for instr := range flow.Instructions(fn) {
				if store, ok := instr.(*ssa.Store); ok && registers(store.Addr) {
					callees, _ := s.flow.ValueCallees(store.Val, nil)
					for _, c := range callees {
						s.deleters[c.Fn] = true
					}
				}
			}
		}
	}
	return s.deleters[param.Parent()]
}

// registers reports whether what is stored at addr is called with deleted
// objects.
func registers(addr ssa.Value) bool {
	fa, ok := addr.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	f := flow.FieldOf(fa)
	return f != nil && f.Pkg() != nil && f.Pkg().Path() == informers && (f.Name() == "DeleteFunc" || f.Name() == "FilterFunc")
}
