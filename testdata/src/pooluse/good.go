package pooluse

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"sync"
	"time"
)

var clean = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func cloned(v any) []byte {
	b := clean.Get().(*bytes.Buffer)
	defer clean.Put(b)
	b.Reset()
	fmt.Fprint(b, v)
	return bytes.Clone(b.Bytes())
}

func copied(v any) string {
	b := clean.Get().(*bytes.Buffer)
	defer clean.Put(b)
	b.Reset()
	fmt.Fprint(b, v)
	return b.String()
}

func appended(dst []byte, v any) []byte {
	b := clean.Get().(*bytes.Buffer)
	b.Reset()
	fmt.Fprint(b, v)
	dst = append(dst, b.Bytes()...)
	clean.Put(b)
	return dst
}

func written(w io.Writer, v any) error {
	b := clean.Get().(*bytes.Buffer)
	defer clean.Put(b)
	b.Reset()
	fmt.Fprint(b, v)
	_, err := w.Write(b.Bytes())
	return err
}

func conditionalPut(v any) []byte {
	b := clean.Get().(*bytes.Buffer)
	b.Reset()
	if v == nil {
		clean.Put(b)
		return nil
	}
	fmt.Fprint(b, v)
	return b.Bytes()
}

func inLoop(vs []any) (n int) {
	for _, v := range vs {
		b := clean.Get().(*bytes.Buffer)
		b.Reset()
		m, _ := fmt.Fprint(b, v)
		n += m
		clean.Put(b)
	}
	return n
}

var people = sync.Pool{New: func() any { return new(user) }}

func zeroed(b []byte) (string, error) {
	u := people.Get().(*user)
	defer people.Put(u)
	*u = user{}
	if err := json.Unmarshal(b, u); err != nil {
		return "", err
	}
	return u.Name, nil
}

var lazy = sync.Pool{New: func() any { return new(user) }}

func resetBeforePut(b []byte) (string, error) {
	u := lazy.Get().(*user)
	defer func() {
		*u = user{}
		lazy.Put(u)
	}()
	if err := json.Unmarshal(b, u); err != nil {
		return "", err
	}
	return u.Name, nil
}

var resetByHelper = sync.Pool{New: func() any { return new(user) }}

func release(u *user) {
	u.Name, u.Tags = "", u.Tags[:0]
	resetByHelper.Put(u)
}

func helped(b []byte) error {
	u := resetByHelper.Get().(*user)
	defer release(u)
	return json.Unmarshal(b, u)
}

var optional sync.Pool

func orNew() *user {
	if u, ok := optional.Get().(*user); ok {
		return u
	}
	return new(user)
}

func nilChecked() *user {
	if v := optional.Get(); v != nil {
		return v.(*user)
	}
	return new(user)
}

type holder struct{ pool sync.Pool }

func newHolder() *holder {
	h := &holder{}
	h.pool.New = func() any { return new(user) }
	return h
}

func (h *holder) get() *user { return h.pool.Get().(*user) }

type literal struct{ pool *sync.Pool }

func newLiteral() *literal {
	return &literal{pool: &sync.Pool{New: func() any { return new(user) }}}
}

func (l *literal) get() *user { return l.pool.Get().(*user) }

var zips = sync.Pool{New: func() any { return gzip.NewWriter(nil) }}

func zip(w io.Writer, b []byte) error {
	z := zips.Get().(*gzip.Writer)
	defer zips.Put(z)
	z.Reset(w)
	if _, err := z.Write(b); err != nil {
		return err
	}
	return z.Close()
}

var capped = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func cappedPut(r io.Reader) error {
	b := capped.Get().(*bytes.Buffer)
	b.Reset()
	defer func() {
		if b.Cap() <= 64<<10 {
			capped.Put(b)
		}
	}()
	_, err := b.ReadFrom(r)
	return err
}

func limited(r io.Reader) error {
	b := clean.Get().(*bytes.Buffer)
	defer clean.Put(b)
	b.Reset()
	_, err := b.ReadFrom(io.LimitReader(r, 1<<20))
	return err
}

func wrapped() (*bytes.Buffer, func()) {
	b := clean.Get().(*bytes.Buffer)
	b.Reset()
	return b, func() { clean.Put(b) }
}

type perName struct{ pools map[string]*sync.Pool }

func (p *perName) get(name string) *user { return p.pools[name].Get().(*user) }

var pointers = sync.Pool{New: func() any { return new([]byte) }}

func pointer(n int) int {
	p := pointers.Get().(*[]byte)
	b := append((*p)[:0], make([]byte, n)...)
	*p = b
	pointers.Put(p)
	return n
}

var waited = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// The goroutine is done before.
func goroutineWaitedFor(s string, w io.Writer) {
	b := waited.Get().(*bytes.Buffer)
	b.Reset()
	b.WriteString(s)
	done := make(chan bool)
	go func() {
		defer close(done)
		w.Write(b.Bytes())
	}()
	<-done
	waited.Put(b)
}

// The goroutine puts it back itself.
func goroutinePuts(s string, w io.Writer) {
	b := waited.Get().(*bytes.Buffer)
	b.Reset()
	b.WriteString(s)
	go func() {
		w.Write(b.Bytes())
		waited.Put(b)
	}()
}

// The caller looks at the error first.
func failedWith(v any) (b *bytes.Buffer, n int, err error) {
	b = waited.Get().(*bytes.Buffer)
	b.Reset()
	if err = json.NewEncoder(b).Encode(v); err != nil {
		waited.Put(b)
		return
	}
	return b, b.Len(), nil
}

// The memory belongs to dst: the buffer gets its own back before it is released.
type answer struct{ body *text }

type text struct{ b []byte }

var answers = sync.Pool{New: func() any { return &answer{body: &text{}} }}

func (a *answer) buffer() *text { return a.body }

func (a *answer) bytes() []byte { return a.body.b }

func fetched(dst []byte, fill func(*answer)) []byte {
	a := answers.Get().(*answer)
	buf := a.buffer()
	old := buf.b
	buf.b = dst
	fill(a)
	body := a.bytes()
	buf.b = old
	answers.Put(a)
	return body
}

func acquireTimer(d time.Duration) *time.Timer {
	if t, ok := timers.Get().(*time.Timer); ok {
		t.Reset(d)
		return t
	}
	return time.NewTimer(d)
}

func releaseTimer(t *time.Timer) {
	t.Stop()
	timers.Put(t)
}

var timers sync.Pool
