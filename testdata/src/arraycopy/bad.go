package arraycopy

type frame [2048]byte

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

func checksum(f frame) (n int) { // want `the parameter copies 2048 bytes at each call: pass a pointer`
	for i := range f {
		n += int(f[i])
	}
	return n
}

func (f frame) size() int { return len(f) } // want `the receiver copies 2048 bytes`

func zero() (f frame) { return } // want `the result copies 2048 bytes`

func each(fs []frame) (n int) {
	for _, f := range fs { // want `the loop copies 2048 bytes into f at each step: use the index`
		n += int(f[0])
	}
	return n
}

var table [512]int

func sum() (n int) {
	for _, v := range table { // want `the loop copies the array of 4096 bytes first: range over its address`
		n += v
	}
	return n
}
