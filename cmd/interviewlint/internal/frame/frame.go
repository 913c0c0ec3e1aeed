// Package frame shows places in source files the way compilers do: the line,
// and under it a mark below the culprit.
package frame

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"

	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/finding"
)

// A Printer prints frames of source lines.
type Printer struct {
	W       io.Writer
	Color   bool
	Context int // lines to show above and below
	Width   int // of the terminal; 0 if unknown
	// Source returns the text of a file.
	Source func(file string) ([]byte, error)

	lines map[string][][]byte
	font  runewidth.Condition
}

// The styles of text, as the parameters of terminal escape sequences.
const (
	Bold   = "1"
	Red    = "1;31"
	Yellow = "1;33"
	Blue   = "1;34"
	Cyan   = "36"
	Dim    = "2"
)

// Style returns s in a style, if p has colours.
func (p *Printer) Style(style, s string) string {
	if !p.Color || s == "" {
		return s
	}
	return "\x1b[" + style + "m" + s + "\x1b[m"
}

// Clean returns s without what would confuse a terminal or a reader: control
// characters and marks that change the direction of text.
func Clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t', !unicode.IsControl(r) && !unicode.Is(unicode.Bidi_Control, r) && r != utf8.RuneError:
			return r
		}
		return '�'
	}, s)
}

// Gutter returns how wide line numbers get in frames of spans.
func (p *Printer) Gutter(spans ...finding.Span) int {
	last := 0
	for _, s := range spans {
		last = max(last, s.Line+p.Context)
	}
	return len(strconv.Itoa(last))
}

// Frame prints the lines around s. The mark, ^ or -, underlines s. If there is
// no such line, as in a file that has gone, it prints nothing.
func (p *Printer) Frame(s finding.Span, gutter int, mark, style string) {
	lines := p.file(s.File)
	if s.Line < 1 || s.Line > len(lines) {
		return
	}
	first, last := max(1, s.Line-p.Context), min(len(lines), s.Line+p.Context)
	for n := first; n <= last; n++ {
		if n != s.Line {
			p.line(n, gutter, p.cut(p.expand(lines[n-1]), 0))
			continue
		}
		before, marked := p.split(lines[n-1], s)
		skip := p.skip(before, marked)
		p.line(n, gutter, p.cut(p.expand(lines[n-1]), skip))
		indent := strings.Repeat(" ", p.width(before)-skip)
		under := strings.Repeat(mark, max(1, p.room(p.width(marked), p.width(before)-skip)))
		p.row("", gutter, indent+p.Style(style, under))
	}
}

// line prints a numbered line.
func (p *Printer) line(n, gutter int, text string) { p.row(strconv.Itoa(n), gutter, text) }

// row prints text behind the gutter.
func (p *Printer) row(number string, gutter int, text string) {
	row := p.Style(Blue, fmt.Sprintf("%*s |", gutter, number)) + " " + text
	fmt.Fprintln(p.W, strings.TrimRight(row, " "))
}

// file returns the lines of a file.
func (p *Printer) file(name string) [][]byte {
	lines, ok := p.lines[name]
	if !ok {
		if text, err := p.Source(name); err == nil {
			lines = bytes.Split(text, []byte("\n"))
		}
		if p.lines == nil {
			p.lines = make(map[string][][]byte)
		}
		p.lines[name] = lines
	}
	return lines
}

// split returns the text before s in its line, and that of s.
func (p *Printer) split(line []byte, s finding.Span) (before, marked string) {
	line = bytes.TrimRight(line, "\r \t")
	start := min(max(s.Column-1, 0), len(line))
	end := start
	switch {
	case s.EndLine == s.Line:
		end = min(max(s.EndColumn-1, start), len(line))
	case s.EndLine > s.Line:
		end = len(line)
	}
	before = p.expand(line[:start])
	return before, p.expand(line[:end])[len(before):]
}

// tab is how far apart tab stops are.
const tab = 4

// expand returns line with spaces for tabs, and clean.
func (p *Printer) expand(line []byte) string {
	text := Clean(string(bytes.TrimRight(line, "\r")))
	if !strings.Contains(text, "\t") {
		return text
	}
	var b strings.Builder
	at := 0
	for i, part := range strings.Split(text, "\t") {
		if i > 0 {
			n := tab - at%tab
			b.WriteString(strings.Repeat(" ", n))
			at += n
		}
		b.WriteString(part)
		at += p.width(part)
	}
	return b.String()
}

// width returns how many cells s takes up on a terminal.
func (p *Printer) width(s string) int { return p.font.StringWidth(s) }

// most is the number of cells for a line when nothing is known of the terminal.
const most = 160

// cells returns the number of cells that a line may take up.
func (p *Printer) cells() int {
	if p.Width == 0 {
		return most
	}
	return max(40, p.Width-10)
}

// skip returns how many cells of a line to leave out, so that what is marked
// can be seen.
func (p *Printer) skip(before, marked string) int {
	if p.width(before)+min(p.width(marked), p.cells()/2) <= p.cells() {
		return 0
	}
	// At the boundary of a character.
	skip := 0
	for _, r := range before {
		if skip >= p.width(before)-p.cells()/4 {
			break
		}
		skip += p.font.RuneWidth(r)
	}
	return skip
}

// cut returns the part of a line that is shown when skip cells are left out.
func (p *Printer) cut(text string, skip int) string {
	if skip > 0 {
		for i, r := range text {
			if skip <= 0 {
				text = text[i:]
				break
			}
			skip -= p.font.RuneWidth(r)
		}
	}
	return p.font.Truncate(text, p.cells(), "…")
}

// room returns how much of a mark of n cells fits after indent.
func (p *Printer) room(n, indent int) int { return min(n, p.cells()-indent) }
