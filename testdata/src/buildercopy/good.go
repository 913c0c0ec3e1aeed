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
