package pooluse

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
)

var bufs = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func render(v any) []byte {
	b := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(b)
	b.Reset()
	fmt.Fprintf(b, "%+v", v)
	return b.Bytes() // want `the result shares the memory of b, which goes back to the pool`
}

func returnedAfterPut(v any) []byte {
	b := bufs.Get().(*bytes.Buffer)
	b.Reset()
	fmt.Fprint(b, v)
	out := b.Bytes()
	bufs.Put(b)
	return out // want `the result shares the memory of b`
}

func usedAfterPut(v any) string {
	b := bufs.Get().(*bytes.Buffer)
	b.Reset()
	fmt.Fprint(b, v)
	bufs.Put(b)
	return b.String() // want `b is used after it went back to the pool`
}

func usedOnOnePath(v any, early bool) int {
	b := bufs.Get().(*bytes.Buffer)
	b.Reset()
	if early {
		bufs.Put(b)
	}
	n, _ := fmt.Fprint(b, v) // want `b is used after it went back to the pool`
	return n
}

func twice(v any) {
	b := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(b) // want `b is put into the pool twice, so two goroutines may get it`
	b.Reset()
	if _, err := fmt.Fprint(b, v); err != nil {
		bufs.Put(b)
		return
	}
}

func getBuf() *bytes.Buffer {
	b := bufs.Get().(*bytes.Buffer)
	b.Reset()
	return b
}

func putBuf(b *bytes.Buffer) { bufs.Put(b) }

func throughHelpers(v any) []byte {
	b := getBuf()
	defer putBuf(b)
	fmt.Fprint(b, v)
	return b.Bytes() // want `the result shares the memory of b`
}

func inLiteral(v any) []byte {
	b := getBuf()
	defer func() { bufs.Put(b) }()
	fmt.Fprint(b, v)
	return bytes.TrimSpace(b.Bytes()) // want `the result shares the memory of b`
}

func sent(v any, out chan<- []byte) {
	b := getBuf()
	defer putBuf(b)
	fmt.Fprint(b, v)
	out <- b.Bytes() // want `the memory of b is handed out, though it goes back to the pool`
}

type cache struct{ last []byte }

func (c *cache) store(v any) {
	b := getBuf()
	defer putBuf(b)
	fmt.Fprint(b, v)
	c.last = b.Bytes() // want `the memory of b is handed out`
}

var chunks = sync.Pool{New: func() any { s := make([]byte, 0, 4096); return &s }}

func chunk(r io.Reader) ([]byte, error) {
	p := chunks.Get().(*[]byte)
	defer chunks.Put(p)
	n, err := r.Read((*p)[:cap(*p)])
	return (*p)[:n], err // want `the result shares the memory of p`
}

type state struct {
	buf []byte
	sb  strings.Builder
}

var states = sync.Pool{New: func() any { return new(state) }}

func (s *state) reset() { s.buf = s.buf[:0] }

func field(x byte) []byte {
	s := states.Get().(*state)
	s.reset()
	s.buf = append(s.buf, x)
	out := s.buf
	states.Put(s)
	return out // want `the result shares the memory of s`
}

type user struct {
	Name string
	Tags []string
}

var users = sync.Pool{New: func() any { return new(user) }}

func decode(b []byte) (string, error) {
	u := users.Get().(*user) // want `u still holds what its last user left: nothing resets it`
	defer users.Put(u)
	if err := json.Unmarshal(b, u); err != nil {
		return "", err
	}
	return u.Name, nil
}

var dirty = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func format(v any) string {
	b := dirty.Get().(*bytes.Buffer) // want `b still holds what its last user left`
	defer dirty.Put(b)
	fmt.Fprint(b, v)
	return b.String()
}

var slices = sync.Pool{New: func() any { return make([]byte, 0, 64) }}

func with(f func([]byte)) {
	b := slices.Get().([]byte)
	f(b[:0])
	slices.Put(b) // want `Put of a \[\]byte allocates a copy of its header each time: pool pointers`
}

var conns = sync.Pool{New: func() any {
	c, _ := net.Dial("tcp", "db:5432")
	return c
}}

func send(b []byte) error {
	c := conns.Get().(*net.TCPConn)
	defer conns.Put(c) // want `the pool drops \*net.TCPConn at a garbage collection without closing it`
	_, err := c.Write(b)
	return err
}

func asInterface(b []byte) error {
	c := conns.Get().(net.Conn)
	defer conns.Put(c) // want `the pool drops net.Conn at a garbage collection without closing it`
	_, err := c.Write(b)
	return err
}

var empty sync.Pool

func get() *user {
	return empty.Get().(*user) // want `Get returns nil for an empty pool without New, and the assertion panics`
}

type server struct {
	pool sync.Pool
}

func (s *server) get() *user {
	u := s.pool.Get().(*user) // want `Get returns nil for an empty pool without New`
	return u
}

var big = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func handle(r io.Reader) error {
	b := big.Get().(*bytes.Buffer)
	b.Reset()
	defer big.Put(b) // want `b goes back to the pool however large it has grown`
	_, err := b.ReadFrom(r)
	return err
}

var shared = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func whileGoroutineRuns(s string, w io.Writer) {
	b := shared.Get().(*bytes.Buffer)
	b.Reset()
	b.WriteString(s)
	go func() { w.Write(b.Bytes()) }()
	shared.Put(b) // want `b goes back to the pool while a goroutine may still use it`
}
