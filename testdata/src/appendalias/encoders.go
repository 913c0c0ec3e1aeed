package appendalias

import (
	"bytes"
	"slices"
)

type lineEncoder struct{ buf bytes.Buffer }

func (e *lineEncoder) line(s string) []byte {
	e.buf.Reset()
	e.buf.WriteString(s)
	return e.buf.Bytes()
}

func sameLine(e *lineEncoder, a, b string) bool {
	first := e.line(a) // want `the slice of .* is still used when .* overwrites it`
	second := e.line(b)
	return bytes.Equal(first, second)
}

func allLines(e *lineEncoder, in []string) (out [][]byte) {
	for _, s := range in {
		out = append(out, e.line(s)) // want `the slice of .* is still used when .* overwrites it`
	}
	return out
}

type bytePacker struct{ out *bytes.Buffer }

func (p *bytePacker) pack(n byte) []byte {
	p.out.Truncate(0)
	p.out.WriteByte(n)
	return p.out.Bytes()
}

func (p *bytePacker) pair() ([]byte, []byte) {
	a := p.pack(1) // want `the slice of .* is still used when .* overwrites it`
	b := p.pack(2)
	return a, b
}

func (p *bytePacker) sent(write func([]byte)) {
	write(p.pack(1))
	write(p.pack(2))
}

func (p *bytePacker) cloned() ([]byte, []byte) {
	a := slices.Clone(p.pack(1))
	b := slices.Clone(p.pack(2))
	return a, b
}

type freshEncoder struct{ buf bytes.Buffer }

func (f *freshEncoder) line(s string) []byte {
	f.buf = bytes.Buffer{}
	f.buf.WriteString(s)
	return f.buf.Bytes()
}

func freshLines(f *freshEncoder) ([]byte, []byte) { return f.line("a"), f.line("b") }
