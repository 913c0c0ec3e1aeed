package values

import "golang.org/x/tools/go/ssa"

// FlowsInto reports whether all that is made of v is stored at addresses for
// which in holds: x in a[i] += x, say, or in a swap.
func FlowsInto(v ssa.Value, in func(addr ssa.Value) bool) bool { return flowsInto(v, in, 0) }

func flowsInto(v ssa.Value, in func(ssa.Value) bool, depth int) bool {
	refs := v.Referrers()
	if depth > 4 || refs == nil {
		return false
	}
	for _, ref := range *refs {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.Store:
			if ref.Val != v || !in(ref.Addr) {
				return false
			}
		case *ssa.BinOp:
			if !flowsInto(ref, in, depth+1) {
				return false
			}
		case *ssa.Convert:
			if !flowsInto(ref, in, depth+1) {
				return false
			}
		default:
			return false
		}
	}
	return true
}
