package slicearray

import (
	"crypto/sha256"
	"errors"
)

func checked(b []byte) ([4]byte, error) {
	if len(b) < 4 {
		return [4]byte{}, errors.New("short")
	}
	return [4]byte(b), nil
}

func cut(b []byte) [4]byte { return [4]byte(b[:4]) }

func window(b []byte, i int) [4]byte { return [4]byte(b[i : i+4]) }

func made() [4]int { return [4]int(make([]int, 4)) }

func sum(data []byte) [32]byte {
	h := sha256.New()
	h.Write(data)
	return [32]byte(h.Sum(nil))
}

func empty(b []byte) [0]byte { return [0]byte(b) }

func (p *packet) checked() (id [16]byte, ok bool) {
	if len(p.data) != 16 {
		return id, false
	}
	return [16]byte(p.data), true
}

func switched(b []byte) (id [4]byte) {
	switch len(b) {
	case 4:
		return [4]byte(b)
	}
	return id
}

func ofTypeParameter[T [2]int | [3]int](s []int) T {
	return T(s)
}

func pointerOfTypeParameter[P *[2]int | *[3]int](s []int) P {
	return P(s)
}

func askedEnough(b []byte) [8]byte {
	if len(b) > 7 {
		return [8]byte(b)
	}
	return [8]byte{}
}

func askedAgain(b []byte) [8]byte {
	if len(b) == 0 {
		return [8]byte{}
	}
	if len(b) != 8 {
		panic("length")
	}
	return [8]byte(b)
}

func askedForBlocks(b []byte) [16]byte {
	if len(b) == 0 || len(b)%16 != 0 {
		return [16]byte{}
	}
	return [16]byte(b)
}
