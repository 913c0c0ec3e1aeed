package maporder

import (
	"fmt"
	"io"
	"strings" // for the names
)

func twoLoops(w io.Writer, m, other map[string]int) {
	for k := range m {
		fmt.Fprintln(w, strings.ToUpper(k)) // want `output is written in the order of the map m`
	}
	for k := range other {
		fmt.Fprintln(w, k) // want `output is written in the order of the map other`
	}
}
