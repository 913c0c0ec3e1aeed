package mapslice

import (
	"maps"
	"slices"
)

func values(m map[string]frame) []frame {
	all := slices.Collect(maps.Values(m)) // want `the slice all is filled and returned unsorted`
	return all
}
