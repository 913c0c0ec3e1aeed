package maporder

import (
	"fmt"
	"io"
	"maps"
	"slices"
)

func ordered(w io.Writer, m map[string]int) {
	for k, v := range m {
		fmt.Fprintln(w, k, v) // want `output is written in the order of the map m`
	}
}

func keysOnly(w io.Writer, m map[int]bool) {
	for k := range m {
		fmt.Fprintln(w, k) // want `output is written in the order of the map m`
	}
}

// Keys that are not ordered get no fix.
func unorderedKeys(w io.Writer, m map[[2]int]bool) {
	for k := range m {
		fmt.Fprintln(w, k) // want `output is written in the order of the map m`
	}
}

func already(w io.Writer, m map[string]int) {
	for _, k := range slices.Sorted(maps.Keys(m)) {
		fmt.Fprintln(w, k)
	}
}

func anyKey(m map[string]bool) string {
	keys := slices.Collect(maps.Keys(m)) // want `the slice keys is filled and indexed in the order of the map m`
	return keys[0]
}
