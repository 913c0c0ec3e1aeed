package largecopy

type frame [2048]byte

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
