package pooluse

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"strconv"
	"strings"
	"sync"
	"unsafe"
)

var guardedBuffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func takeBuffer() *bytes.Buffer {
	b := guardedBuffers.Get().(*bytes.Buffer)
	b.Reset()
	return b
}

// A size that decides whether the buffer goes back makes it no safer.
func giveBuffer(b *bytes.Buffer) {
	if b == nil || b.Cap() > 1<<16 {
		return
	}
	guardedBuffers.Put(b)
}

func encodeShared(v any) ([]byte, error) {
	b := takeBuffer()
	defer giveBuffer(b)
	if err := json.NewEncoder(b).Encode(v); err != nil {
		return nil, err
	}
	return b.Bytes(), nil // want `the result shares the memory of b, which goes back to the pool`
}

func readerShared(v any) (io.Reader, error) {
	b := takeBuffer()
	defer func() {
		if b.Cap() < 1<<20 {
			guardedBuffers.Put(b)
		}
	}()
	if err := json.NewEncoder(b).Encode(v); err != nil {
		return nil, err
	}
	return bytes.NewReader(b.Bytes()), nil // want `the result shares the memory of b, which goes back to the pool`
}

func goroutineShared(f *os.File, s string) {
	b := takeBuffer()
	defer giveBuffer(b) // want `b goes back to the pool while a goroutine may still use it`
	b.WriteString(s)
	go func() { f.Write(b.Bytes()) }()
}

type memo struct{ m map[string][]byte }

func (c *memo) fill(key string, v any) error {
	b := takeBuffer()
	if err := json.NewEncoder(b).Encode(v); err != nil {
		giveBuffer(b)
		return err
	}
	c.m[key] = b.Bytes() // want `the memory of b is handed out, though it goes back to the pool`
	giveBuffer(b)
	return nil
}

func (c *memo) fillForNow(key string, use func(map[string][]byte)) {
	b := takeBuffer()
	b.WriteString(key)
	c.m[key] = b.Bytes()
	use(c.m)
	delete(c.m, key)
	giveBuffer(b)
}

func (c *memo) fillCopied(key string, v any) error {
	b := takeBuffer()
	defer giveBuffer(b)
	if err := json.NewEncoder(b).Encode(v); err != nil {
		return err
	}
	c.m[key] = bytes.Clone(b.Bytes())
	return nil
}

var slicesOfBytes = sync.Pool{New: func() any { b := make([]byte, 0, 64); return &b }}

func name(n byte) string {
	p := slicesOfBytes.Get().(*[]byte)
	b := append((*p)[:0], 'x', n)
	s := *(*string)(unsafe.Pointer(&b))
	*p = b
	slicesOfBytes.Put(p)
	return s // want `the result shares the memory of p, which goes back to the pool`
}

var builders = sync.Pool{New: func() any { return new(strings.Builder) }}

// A builder never writes to what it has written.
func built(ss []string) string {
	sb := builders.Get().(*strings.Builder)
	defer builders.Put(sb)
	sb.Reset()
	for _, s := range ss {
		sb.WriteString(s)
	}
	return sb.String()
}

// Who keeps what is not asked by its size.
func maybeGive(b *bytes.Buffer, keep bool) {
	if !keep {
		guardedBuffers.Put(b)
	}
}

func keeps(v any) ([]byte, error) {
	b := takeBuffer()
	err := json.NewEncoder(b).Encode(v)
	maybeGive(b, err == nil)
	return b.Bytes(), err
}

type message struct {
	subject string
	data    []byte
}

var messages = sync.Pool{New: func() any { return new(message) }}

func (m *message) giveBack() {
	if m == nil {
		return
	}
	m.subject, m.data = "", m.data[:0]
	messages.Put(m)
}

// What went back is nil afterwards.
func next(load func(*message) (bool, error)) (*message, error) {
	m := messages.Get().(*message)
	ok, err := load(m)
	if !ok || err != nil {
		m.giveBack()
		m = nil
	}
	if err == io.EOF {
		m.giveBack()
		return nil, nil
	}
	return m, err
}

type packet struct {
	kind int
	body []byte
}

func packed(v any) (*packet, error) {
	b := takeBuffer()
	defer giveBuffer(b)
	if err := json.NewEncoder(b).Encode(v); err != nil {
		return nil, err
	}
	return &packet{kind: 1, body: b.Bytes()}, nil // want `the result shares the memory of b, which goes back to the pool`
}

func packedCopy(v any) (packet, error) {
	b := takeBuffer()
	defer giveBuffer(b)
	if err := json.NewEncoder(b).Encode(v); err != nil {
		return packet{}, err
	}
	return packet{kind: b.Len(), body: bytes.Clone(b.Bytes())}, nil
}

func hexed(src []byte) []byte {
	p := slicesOfBytes.Get().(*[]byte)
	b := (*p)[:0]
	for _, c := range src {
		b = fmt.Appendf(b, "%02x", c)
	}
	*p = b
	slicesOfBytes.Put(p)
	return b // want `the result shares the memory of p, which goes back to the pool`
}

func hexedText(src []byte) string {
	p := slicesOfBytes.Get().(*[]byte)
	defer slicesOfBytes.Put(p)
	b := (*p)[:0]
	for _, c := range src {
		b = strconv.AppendInt(b, int64(c), 16)
	}
	*p = b
	return string(b)
}

type carrier struct{ buf []byte }

var carriers = sync.Pool{New: func() any { return &carrier{buf: make([]byte, 64)} }}

// The holder goes back without the memory.
func takeOut() []byte {
	h := carriers.Get().(*carrier)
	buf := h.buf
	h.buf = nil
	carriers.Put(h)
	return buf
}

type limitedConn struct {
	net.Conn
	n int
}

var limitedConns sync.Pool

func (c *limitedConn) Close() error {
	err := c.Conn.Close()
	c.Conn = nil
	limitedConns.Put(c)
	return err
}
