package buildercopy

import (
	"bytes"
	"strings"
)

func pointer(b *strings.Builder) string {
	b.WriteString("x")
	return b.String()
}

func fresh() writer {
	return writer{out: strings.Builder{}, n: 1}
}

func newWriter() *writer {
	w := &writer{}
	w.out.WriteString("x")
	return w
}

func unused() strings.Builder {
	var b strings.Builder
	return b
}

func addresses(ws []*writer) {
	for _, w := range ws {
		w.out.WriteString("x")
	}
	for i := range ws {
		ws[i].n++
	}
}

func passed(b *bytes.Buffer) {
	c := b
	c.Reset()
	pointer(new(strings.Builder))
	_ = len(b.Bytes())
}

func reset(w *writer) {
	w.out = strings.Builder{}
	*w = writer{}
}

func made() bytes.Buffer { return bytes.Buffer{} }

func texts(pages map[string]strings.Builder) map[string]string {
	out := make(map[string]string)
	for name, b := range pages {
		out[name] = b.String()
	}
	return out
}

func collected(names []string) map[string]strings.Builder {
	pages := make(map[string]strings.Builder)
	for _, name := range names {
		var b strings.Builder
		b.WriteString(name)
		pages[name] = b
	}
	return pages
}

func renewed(b *bytes.Buffer, data []byte) {
	*b = *bytes.NewBuffer(data)
}

type lob struct {
	data bytes.Buffer
	size int
}

func (l *lob) load() int { return l.size }

// The buffer goes from one owner to the next.
type session struct {
	out    bytes.Buffer
	states []lob
}

func (s *session) save() {
	s.states = append(s.states, lob{data: s.out})
	s.out = bytes.Buffer{}
}

func (s *session) restore() {
	last := s.states[len(s.states)-1]
	s.out = last.data
}

func lobSize(l lob) int { return l.load() }

func lobValue(v any) *lob {
	l, ok := v.(lob)
	if !ok {
		return nil
	}
	copied := l
	return &copied
}
