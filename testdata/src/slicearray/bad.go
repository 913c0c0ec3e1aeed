package slicearray

func header(b []byte) [4]byte {
	return [4]byte(b) // want `the conversion to an array panics if b has fewer than 4 elements`
}

func pointer(b []byte) *[8]byte {
	return (*[8]byte)(b) // want `panics if b has fewer than 8 elements`
}

func rest(b []byte) [4]byte {
	return [4]byte(b[1:]) // want `fewer than 4 elements`
}

type packet struct{ data []byte }

func (p *packet) id() [16]byte {
	return [16]byte(p.data) // want `panics if p.data has fewer than 16 elements`
}

func onOnePath(b []byte, long bool) (id [4]byte) {
	if long {
		id = [4]byte(b) // want `panics if b has fewer`
	}
	return id
}

func tooShort() [4]int {
	s := make([]int, 3)
	return [4]int(s) // want `panics if s has fewer than 4 elements`
}

func closure(b []byte) func() [4]byte {
	return func() [4]byte {
		return [4]byte(b) // want `fewer than 4 elements`
	}
}

func generic[E any](s []E) [2]E {
	return [2]E(s) // want `panics if s has fewer than 2 elements`
}

func askedTooLittle(b []byte) (id [8]byte, ok bool) {
	if len(b) < 4 {
		return id, false
	}
	return [8]byte(b), true // want `panics if b has fewer than 8 elements`
}

func askedForEmpty(b []byte) [16]byte {
	if len(b) == 0 {
		return [16]byte{}
	}
	return [16]byte(b) // want `panics if b has fewer than 16 elements`
}
