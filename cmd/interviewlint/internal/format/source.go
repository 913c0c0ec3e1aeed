package format

import (
	"bytes"
	"os"
	"path/filepath"
	"unicode/utf16"
	"unicode/utf8"
)

// source returns the text of a file that r names.
func (r *Report) source(file string) ([]byte, error) {
	if !filepath.IsAbs(file) {
		file = filepath.Join(r.Dir, filepath.FromSlash(file))
	}
	return os.ReadFile(file)
}

// A columns converts columns from bytes to UTF-16 code units, which SARIF and
// editors count.
type columns struct {
	report *Report
	lines  map[string][][]byte
}

// utf16 returns the column for a byte column. A file that cannot be read has
// them alike.
func (c *columns) utf16(file string, line, column int) int {
	lines, ok := c.lines[file]
	if !ok {
		if text, err := c.report.source(file); err == nil {
			lines = bytes.Split(text, []byte("\n"))
		}
		if c.lines == nil {
			c.lines = make(map[string][][]byte)
		}
		c.lines[file] = lines
	}
	if line < 1 || line > len(lines) || column < 1 {
		return column
	}
	text := lines[line-1]
	units := 1
	for rest := text[:min(column-1, len(text))]; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		units += max(1, utf16.RuneLen(r))
		rest = rest[size:]
	}
	return units
}
