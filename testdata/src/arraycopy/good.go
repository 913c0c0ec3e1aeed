package arraycopy

import (
	"encoding/binary"
	"sort"
)

func pointer(a *[4]int) { a[0] = 0 }

func scratch(a [4]int) int {
	a[0] = 0
	return a[0] + a[1]
}

func returned(a [4]int) [4]int {
	a[0] = 0
	return a
}

func sliced(a [4]int) []int {
	a[0] = 0
	return a[:]
}

func bubble(a [4]int) int {
	for i := range a {
		if i > 0 && a[i] < a[i-1] {
			a[i], a[i-1] = a[i-1], a[i]
		}
	}
	return a[3]
}

func closure(a [4]int) func() int {
	a[0] = 1
	return func() int { return a[0] }
}

func slices(s []int) { s[0] = 1 }

func local() {
	var a [4]int
	a[0] = 1
}

func shuffled(g *grid) int {
	cells := g.cells
	cells[0], cells[8] = cells[8], cells[0]
	return cells[4] + cells[0]
}

func key(k [16]byte, src []byte) string {
	copy(k[:], src)
	return string(k[:])
}

func literal() {
	a := [4]int{1, 2}
	a[0] = 3
}

func cumulated(a [4]int) int {
	for i := 1; i < len(a); i++ {
		a[i] += a[i-1]
	}
	return a[3]
}

func literalThatReads(a [4]byte) (n int) {
	sum := func() {
		for _, b := range a {
			n += int(b)
		}
	}
	a[0] = 1
	sum()
	return n
}

func literalThatAssigns(a [4]byte) [4]byte {
	func() { a[1] = 2 }()
	return a
}

func literalThatReplaces(a [4]byte) {
	func() { a = [4]byte{} }()
	a[1] = 2
}

func median(a [5]int) int {
	sort.Ints(a[:])
	return a[2]
}

func encoded(b [8]byte, n uint64) [8]byte {
	binary.BigEndian.PutUint64(b[:], n)
	return b
}
