package peersize

import (
	"bytes"
	"encoding/binary"
	"io"
	"net/http"
	"strconv"
	"strings"
)

func recv(r io.Reader) ([]byte, error) {
	var n uint32
	if err := binary.Read(r, binary.BigEndian, &n); err != nil {
		return nil, err
	}
	b := make([]byte, n) // want `make takes its size from n, which the peer chooses without a limit`
	_, err := io.ReadFull(r, b)
	return b, err
}

func header(r io.Reader) ([]byte, error) {
	var h [8]byte
	if _, err := io.ReadFull(r, h[:]); err != nil {
		return nil, err
	}
	size := binary.LittleEndian.Uint32(h[4:])
	b := make([]byte, int(size)) // want `make takes its size from size`
	_, err := io.ReadFull(r, b)
	return b, err
}

type frame struct {
	Kind uint16
	Len  uint64
}

func (f *frame) read(r io.Reader) ([]byte, error) {
	var in frame
	if err := binary.Read(r, binary.BigEndian, &in); err != nil {
		return nil, err
	}
	return make([]byte, in.Len), nil // want `make takes its size from in.Len`
}

func varint(r *bytes.Buffer, src io.ByteReader) []uint64 {
	n, _ := binary.ReadUvarint(src)
	return make([]uint64, 0, n) // want `make takes its size from n`
}

func handler(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.FormValue("n"))
	if err != nil {
		return
	}
	io.WriteString(w, strings.Repeat("x", n)) // want `Repeat takes its size from n`
}

func generic[T any](r io.Reader, order binary.ByteOrder) []T {
	b := make([]byte, 4)
	if _, err := io.ReadFull(r, b); err != nil {
		return nil
	}
	return make([]T, order.Uint32(b)) // want `make takes its size from`
}
