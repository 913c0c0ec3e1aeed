//go:build go1.21

package maporder

import (
	"fmt"
	"io"
)

func before123(w io.Writer, m map[string]int) {
	for k := range m {
		fmt.Fprintln(w, k) // want `output is written in the order of the map m`
	}
}
