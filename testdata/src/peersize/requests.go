package peersize

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"net/http"
	"strconv"
)

func announced(w http.ResponseWriter, r *http.Request) {
	b := make([]byte, r.ContentLength) // want `make takes its size from r.ContentLength, which the peer chooses without a limit`
	io.ReadFull(r.Body, b)
}

// That there is something does not tell how much.
func announcedNotEmpty(w http.ResponseWriter, r *http.Request) {
	n := int(r.ContentLength)
	if n <= 0 {
		return
	}
	io.ReadFull(r.Body, make([]byte, n)) // want `make takes its size from r.ContentLength`
}

func announcedChecked(w http.ResponseWriter, r *http.Request) {
	if r.ContentLength < 0 || r.ContentLength > 1<<20 {
		w.WriteHeader(http.StatusRequestEntityTooLarge)
		return
	}
	io.ReadFull(r.Body, make([]byte, r.ContentLength))
}

func paged(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.URL.Query().Get("limit"))
	if err != nil {
		n = 20
	}
	_ = make([]string, n) // want `make takes its size from n`
}

func pagedClamped(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.URL.Query().Get("limit"))
	if err != nil || n > 100 {
		n = 100
	}
	_ = make([]string, 0, max(n, 0))
}

type codec struct{ r *bufio.Reader }

func (c *codec) size() (int, error) {
	var h [4]byte
	if _, err := io.ReadFull(c.r, h[:]); err != nil {
		return 0, err
	}
	return int(binary.LittleEndian.Uint32(h[:])), nil
}

func (c *codec) frame() ([]byte, error) {
	n, err := c.size()
	if err != nil {
		return nil, err
	}
	return make([]byte, n), nil // want `make takes its size from n`
}

func (c *codec) checkedSize() (int, error) {
	n, err := c.header()
	if err == nil && n > 1<<20 {
		err = errors.New("too large")
	}
	return n, err
}

func (c *codec) header() (int, error) {
	var h [4]byte
	_, err := io.ReadFull(c.r, h[:])
	if n := sizeOf(h[:]); n <= 1<<20 {
		return n, err
	}
	return 0, errors.New("too large")
}

func sizeOf(b []byte) int { return int(binary.BigEndian.Uint32(b)) }

func (c *codec) short() ([]byte, error) {
	h := make([]byte, 4)
	if _, err := io.ReadFull(c.r, h); err != nil {
		return nil, err
	}
	return make([]byte, sizeOf(h)), nil // want `make takes its size from`
}

func (c *codec) frameChecked() ([]byte, error) {
	n, err := c.checkedSize()
	if err != nil {
		return nil, err
	}
	return make([]byte, n), nil
}

func whole(w http.ResponseWriter, r *http.Request) {
	b, err := io.ReadAll(r.Body) // want `ReadAll takes the whole body of a request into memory, however large the client makes it`
	if err != nil {
		return
	}
	w.Write(b)
}

type api struct{}

func (a *api) read(r *http.Request) ([]byte, error) {
	var b bytes.Buffer
	_, err := b.ReadFrom(r.Body) // want `ReadFrom takes the whole body of a request into memory`
	return b.Bytes(), err
}

func (a *api) put(w http.ResponseWriter, r *http.Request) {
	b, _ := a.read(r)
	w.Write(b)
}

func limitedBody(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
	b, _ := io.ReadAll(r.Body)
	w.Write(b)
}

func (a *api) readOwn(r *http.Request) ([]byte, error) { return io.ReadAll(r.Body) }

func (a *api) limitedPut(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
	b, _ := a.readOwn(r)
	w.Write(b)
}

// A client reads the body of its own request.
func sign(r *http.Request) ([]byte, error) { return io.ReadAll(r.Body) }
