package mapslice

import (
	"maps"
	"slices"
)

func values(m map[string]frame) []frame {
	all := slices.Collect(maps.Values(m)) // want `the slice all is filled and returned unsorted`
	return all
}

func sortable(m map[string]int) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k) // want `the slice keys is filled and returned unsorted`
	}
	return keys
}
