package flow

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// sorts are the functions that rearrange their first argument.
var sorts = map[string]bool{
	"sort.Ints": true, "sort.Strings": true, "sort.Float64s": true, "sort.Slice": true, "sort.SliceStable": true,
	"sort.Sort": true, "sort.Stable": true,
	"slices.Sort": true, "slices.SortFunc": true, "slices.SortStableFunc": true, "slices.Reverse": true,
}

// Sorts returns the slice that a call sorts or reverses in place, or nil.
func Sorts(common *ssa.CallCommon) ssa.Value {
	if !sorts[CalleeName(common)] || len(common.Args) == 0 {
		return nil
	}
	v := common.Args[0]
	for {
		switch x := v.(type) {
		case *ssa.MakeInterface:
			v = x.X
			continue
		case *ssa.ChangeType:
			v = x.X
			continue
		case *ssa.Call:
			if CalleeName(&x.Call) == "sort.Reverse" {
				v = x.Call.Args[0]
				continue
			}
		}
		break
	}
	if _, ok := v.Type().Underlying().(*types.Slice); ok {
		return v
	}
	return nil
}
