package buildercopy

import (
	"bytes"
	"fmt"
	"strings"
)

func page(b strings.Builder) string { // want `the parameter is a copy of a strings.Builder, which panics when written to after the first write`
	b.WriteString("</html>")
	return b.String()
}

func render() string {
	var b strings.Builder
	b.WriteString("<html>")
	return page(b) // want `this call makes a copy of a strings.Builder`
}

type writer struct {
	out strings.Builder
	n   int
}

func (w writer) write(s string) { // want `the parameter is a copy of a strings.Builder`
	w.out.WriteString(s)
}

func assigned() string {
	var b strings.Builder
	b.WriteString("a")
	c := b // want `the assignment makes a copy of a strings.Builder`
	c.WriteString("b")
	return c.String()
}

func field(w *writer) string {
	b := w.out // want `the assignment makes a copy of a strings.Builder`
	b.WriteString("x")
	return b.String()
}

func deref(w *writer) {
	c := *w // want `the assignment makes a copy of a strings.Builder`
	c.out.WriteString("x")
}

func ranged(ws []writer) {
	for _, w := range ws { // want `the range makes a copy of a strings.Builder`
		w.out.WriteString("x")
	}
}

func literal(b *strings.Builder) writer {
	return writer{out: *b} // want `the literal makes a copy of a strings.Builder`
}

func returned() strings.Builder {
	var b strings.Builder
	b.WriteString("x")
	return b // want `this return makes a copy of a strings.Builder`
}

func sent(ch chan writer, w writer) { // want `the parameter is a copy of a strings.Builder`
	ch <- w // want `this send makes a copy of a strings.Builder`
}

func inClosure() func(strings.Builder) {
	return func(b strings.Builder) {} // want `the parameter is a copy`
}

func buffers(b bytes.Buffer) string { // want `the parameter is a copy of a bytes.Buffer, which shares its bytes: the two overwrite each other`
	b.WriteString("x")
	return b.String()
}

func copied(b *bytes.Buffer) string {
	c := *b // want `the assignment makes a copy of a bytes.Buffer`
	c.WriteString("x")
	return c.String()
}

func fromMap(m map[string]strings.Builder, k string) {
	b := m[k] // want `the assignment makes a copy of a strings.Builder`
	b.WriteString("x")
	m[k] = b
}

func printedTo(pages map[string]strings.Builder) {
	for _, b := range pages { // want `the range makes a copy of a strings.Builder`
		fmt.Fprintln(&b, "x")
	}
}
