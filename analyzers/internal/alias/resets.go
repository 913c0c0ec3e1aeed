package alias

import (
	"go/token"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
)

// resets are the instructions that compute anew what positions depend on.
type resets struct {
	at      map[ssa.Instruction]bool // each time
	again   map[ssa.Instruction]bool // if the variable or entry they load has changed
	loads   []*ssa.UnOp
	lookups []*ssa.Lookup
}

func (m *Model) resets(vs []ssa.Value) *resets {
	r := &resets{at: make(map[ssa.Instruction]bool), again: make(map[ssa.Instruction]bool)}
	for _, v := range vs {
		r.pin(v)
	}
	return r
}

// pin adds what computes v anew.
func (r *resets) pin(v ssa.Value) {
	if lookup := lookupOf(v); lookup != nil {
		if !r.again[lookup] {
			r.again[lookup] = true
			r.lookups = append(r.lookups, lookup)
			r.pin(lookup.X)
			r.pin(lookup.Index)
		}
		return
	}
	switch v := v.(type) {
	case *ssa.UnOp:
		if v.Op == token.MUL && !strings.ContainsAny(access.Of(v).Sel, "@?") {
			if !r.again[v] {
				r.again[v] = true
				r.loads = append(r.loads, v)
				r.pinAddr(v.X)
			}
			return
		}
		r.at[v] = true
	case *ssa.Phi:
		r.at[firstReal(v.Block())] = true
	case ssa.Instruction:
		r.at[v] = true
	}
}

// pinAddr adds what makes addr the address of another variable.
func (r *resets) pinAddr(addr ssa.Value) {
	switch addr := addr.(type) {
	case *ssa.FieldAddr:
		r.pinAddr(addr.X)
	case *ssa.IndexAddr:
		r.pinAddr(addr.X)
	case *ssa.Alloc:
	default:
		r.pin(addr)
	}
}

// changes reports whether instr may change a variable or entry that is loaded.
func (r *resets) changes(m *Model, instr ssa.Instruction) bool {
	for _, load := range r.loads {
		if m.MayStore(instr, load.X) {
			return true
		}
	}
	for _, lookup := range r.lookups {
		if m.updates(instr, lookup) {
			return true
		}
	}
	return false
}
