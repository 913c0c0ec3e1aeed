package assertok

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// madeHere reports whether assert is of a field of an object for which the
// function itself sets the field to a value of the type if it has to make the
// object: those that a pool has are made like that.
func madeHere(assert *ssa.TypeAssert) bool {
	load, ok := assert.X.(*ssa.UnOp)
	if !ok {
		return false
	}
	field, ok := load.X.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	for _, object := range objects(field.X) {
		if alloc, ok := object.(*ssa.Alloc); ok && setsField(alloc, field.Field, assert.AssertedType) {
			return true
		}
	}
	return false
}

// objects returns what the pointer v may be: the edges of a phi, or the values
// that a captured variable is set to.
func objects(v ssa.Value) []ssa.Value {
	switch v := v.(type) {
	case *ssa.Phi:
		return v.Edges
	case *ssa.UnOp:
		var stored []ssa.Value
		if variable, ok := v.X.(*ssa.Alloc); ok {
			for _, ref := range flow.Referrers(variable) {
				if store, ok := ref.(*ssa.Store); ok && store.Addr == ssa.Value(variable) {
					stored = append(stored, store.Val)
				}
			}
		}
		return stored
	}
	return []ssa.Value{v}
}

// setsField reports whether a value of type t is stored in that field of the
// object alloc.
func setsField(alloc *ssa.Alloc, field int, t types.Type) bool {
	for _, ref := range flow.Referrers(alloc) {
		addr, ok := ref.(*ssa.FieldAddr)
		if !ok || addr.Field != field {
			continue
		}
		for _, use := range flow.Referrers(addr) {
			store, ok := use.(*ssa.Store)
			if !ok || store.Addr != ssa.Value(addr) {
				continue
			}
			if conv, ok := store.Val.(*ssa.MakeInterface); ok && types.Identical(conv.X.Type(), t) {
				return true
			}
		}
	}
	return false
}
