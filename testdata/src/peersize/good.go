package peersize

import (
	"encoding/binary"
	"errors"
	"io"
)

const limit = 1 << 20

func checked(r io.Reader) ([]byte, error) {
	var n uint32
	if err := binary.Read(r, binary.BigEndian, &n); err != nil {
		return nil, err
	}
	if n > limit {
		return nil, errors.New("too large")
	}
	b := make([]byte, n)
	_, err := io.ReadFull(r, b)
	return b, err
}

func small(r io.Reader) ([]byte, error) {
	var n uint16
	if err := binary.Read(r, binary.BigEndian, &n); err != nil {
		return nil, err
	}
	return make([]byte, n), nil
}

func capped(r io.Reader) []byte {
	b := make([]byte, 4)
	io.ReadFull(r, b)
	return make([]byte, 0, min(binary.BigEndian.Uint32(b), limit))
}

func inMemory(data []byte) []byte {
	n := binary.BigEndian.Uint32(data)
	return make([]byte, n)
}

func checkedAfterConversion(r io.Reader) ([]byte, error) {
	b := make([]byte, 8)
	if _, err := io.ReadFull(r, b); err != nil {
		return nil, err
	}
	n := int(binary.BigEndian.Uint64(b))
	if n < 0 || n > limit {
		return nil, errors.New("size")
	}
	return make([]byte, n+4), nil
}

func own(n int) []byte { return make([]byte, n) }
