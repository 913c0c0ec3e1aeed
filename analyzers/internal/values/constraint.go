package values

import "go/types"

// OnlyIntegers reports whether the constraint t admits integers only.
func OnlyIntegers(t types.Type) bool { return only(t, types.IsInteger, 0) }

// OnlyUnsigned reports whether the constraint t admits unsigned integers only.
func OnlyUnsigned(t types.Type) bool { return only(t, types.IsUnsigned, 0) }

// OnlyStrings reports whether the constraint t admits strings only.
func OnlyStrings(t types.Type) bool { return only(t, types.IsString, 0) }

func only(t types.Type, info types.BasicInfo, depth int) bool {
	if depth > 5 {
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&info != 0
	case *types.Interface:
		for e := range u.EmbeddedTypes() {
			if only(e, info, depth+1) {
				return true // the type set is the intersection of all
			}
		}
	case *types.Union:
		for term := range u.Terms() {
			if !only(term.Type(), info, depth+1) {
				return false
			}
		}
		return u.Len() > 0
	}
	return false
}
