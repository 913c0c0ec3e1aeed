package arraycopy

import (
	"encoding/binary"
	"sort"
)

func zeroFirst(a [4]int) {
	a[0] = 0 // want `assignment to an element of a changes the callee's copy of the array only`
}

func inLoop(a [4]int) {
	for i := range a {
		a[i] = 0 // want `changes the callee's copy`
	}
}

func onOnePath(a [4]int, on bool) int {
	n := a[1]
	if on {
		a[0] = 1 // want `changes the callee's copy`
	}
	return n
}

type board [9]int

func (b board) set(i, v int) {
	b[i] = v // want `assignment to an element of b changes`
}

func field(ps [2]struct{ x int }) {
	ps[0].x = 1 // want `changes the callee's copy`
}

func generic[E any](a [2]E, e E) {
	a[0] = e // want `changes the callee's copy`
}

type grid struct{ cells [9]int }

func (g *grid) clear() {
	cells := g.cells
	for i := range cells {
		cells[i] = 0 // want `assignment to an element of cells changes a copy of the array only`
	}
}

func filled(key [16]byte, src []byte) {
	copy(key[:], src) // want `copy changes the callee's copy of the array key only`
}

type matrix [3][3]float64

func scale(m matrix, f float64) {
	for i := range m {
		for j := range m[i] {
			m[i][j] *= f // want `changes the callee's copy`
		}
	}
}

func throughLiteral(a [4]byte) {
	wipe := func() {
		for i := range a {
			a[i] = 0 // want `assignment to an element of a changes the callee's copy of the array only`
		}
	}
	wipe()
}

func sorted(a [5]int) {
	sort.Ints(a[:]) // want `Ints changes the callee's copy of the array a only`
}

func stamped(b [8]byte, n uint64) {
	binary.BigEndian.PutUint64(b[:], n) // want `PutUint64 changes the callee's copy of the array b only`
}
