package maprange

import "testing"

func TestGrow(t *testing.T) {
	m := map[int]int{1: 1}
	for k := range m {
		m[k+1] = k
		if len(m) > 100 {
			return
		}
	}
}
