package lockcopy

import (
	"go/types"
)

// lockIn returns the way from t to a lock that a copy of a t copies, such as
// "T contains sync.Mutex", or "". A lock is a type whose pointer, not whose
// value, has methods Lock and Unlock.
func lockIn(t types.Type, seen []types.Type) string {
	if t == nil || len(seen) > 12 {
		return ""
	}
	t = types.Unalias(t)
	for {
		array, ok := t.Underlying().(*types.Array)
		if !ok {
			break
		}
		t = types.Unalias(array.Elem())
	}
	if _, ok := t.(*types.TypeParam); ok {
		return "" // copylock looks at its constraint
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return ""
	}
	name := types.TypeString(t, func(p *types.Package) string { return p.Name() })
	if _, named := t.(*types.Named); !named {
		name = "struct"
	}
	if hasLock(types.NewPointer(t)) && !hasLock(t) {
		return name
	}
	for f := range s.Fields() {
		if inner := lockIn(f.Type(), append(seen, t)); inner != "" {
			return name + " contains " + inner
		}
	}
	return ""
}

// hasLock reports whether the method set of t has Lock and Unlock as a
// sync.Locker does.
func hasLock(t types.Type) bool {
	mset := types.NewMethodSet(t)
	for _, name := range []string{"Lock", "Unlock"} {
		sel := mset.Lookup(nil, name)
		if sel == nil {
			return false
		}
		sig, ok := sel.Type().(*types.Signature)
		if !ok || sig.Params().Len() != 0 || sig.Results().Len() != 0 {
			return false
		}
	}
	return true
}
