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

func oneLine(w io.Writer, m map[string]int) {
	for k, v := range m { fmt.Fprintln(w, k, v) } // want `output is written in the order of the map m`
}

func readsEntries(w io.Writer, m map[string]int) {
	for k := range m { // each key
		// with its value
		fmt.Fprintln(w, k, m[k], len(m)) // want `output is written in the order of the map m`
	}
}

func comments(w io.Writer, m map[string]int) {
	for k, v := range m { // each key
		// with its value
		fmt.Fprintln(w, k, v) // want `output is written in the order of the map m`
	}
}

// Entries that the loop deletes would be visited.
func deletes(w io.Writer, m map[string]int) {
	for k := range m {
		fmt.Fprintln(w, k) // want `output is written in the order of the map m`
		delete(m, k+"0")
	}
}

func assigns(w io.Writer, m map[string]int) {
	for k := range m {
		fmt.Fprintln(w, k) // want `output is written in the order of the map m`
		m[k]++
	}
}

func hiddenName(w io.Writer, m map[string]int) {
	for m, v := range m {
		fmt.Fprintln(w, m, v) // want `output is written in the order of the map m`
	}
}

func hiddenPackage(w io.Writer, m map[string]int, slices []string) {
	for k := range m {
		fmt.Fprintln(w, k, slices) // want `output is written in the order of the map m`
	}
}

type index struct{ names map[string]int }

func (x *index) print(w io.Writer) {
	for name, n := range x.names {
		fmt.Fprintln(w, name, n) // want `output is written in the order of the map x.names`
	}
}
