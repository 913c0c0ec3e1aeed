package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/term"

	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/format"
)

// An output is a form to write the report in, and where to.
type output struct {
	format string
	file   string // "" for standard output
}

// outputs is a flag that holds a list of FORMAT or FORMAT:FILE, and may be
// repeated.
type outputs []output

// formats are the names that -format takes.
var formats = []string{"text", "line", "json", "sarif", "github", "checkstyle"}

// String returns the list in the form of the flag.
func (o *outputs) String() string {
	all := make([]string, 0, len(*o))
	for _, out := range *o {
		all = append(all, strings.TrimSuffix(out.format+":"+out.file, ":"))
	}
	return strings.Join(all, ",")
}

// Set appends the elements of s.
func (o *outputs) Set(s string) error {
	for spec := range strings.SplitSeq(s, ",") {
		name, file, _ := strings.Cut(strings.TrimSpace(spec), ":")
		if !slices.Contains(formats, name) {
			return fmt.Errorf("use %s", strings.Join(formats, ", "))
		}
		*o = append(*o, output{name, file})
	}
	return nil
}

// writeAll writes the report in every form asked for. Standard output gets one
// in any case: where all outputs are files, the same as by default.
func (s *session) writeAll(report *format.Report) error {
	all := slices.Clone(s.opts.format)
	if s.opts.json {
		all = append(all, output{format: "json"})
	}
	if !slices.ContainsFunc(all, func(o output) bool { return o.file == "" }) {
		name := "line"
		if isTerminal(s.out) {
			name = "text"
		}
		all = append(all, output{format: name})
	}
	for _, o := range all {
		if o.file == "" {
			if err := s.writer(o.format, s.out)(s.out, report); err != nil {
				return err
			}
			continue
		}
		if !filepath.IsAbs(o.file) {
			o.file = filepath.Join(s.dir, o.file)
		}
		f, err := os.Create(o.file)
		if err != nil {
			return usageError{fmt.Errorf("-format: %w", err)}
		}
		err = s.writer(o.format, f)(f, report)
		if err := cmp.Or(err, f.Close()); err != nil {
			return fmt.Errorf("-format: %w", err)
		}
	}
	return nil
}

// writer returns what writes a report in the named form to w.
func (s *session) writer(name string, w io.Writer) func(io.Writer, *format.Report) error {
	switch name {
	case "json":
		return format.JSON
	case "sarif":
		return format.SARIF
	case "github":
		return format.GitHub
	case "checkstyle":
		return format.Checkstyle
	case "text":
		text := format.Text{Color: s.colored(w), Context: s.opts.context}
		if f, ok := w.(*os.File); ok && isTerminal(w) {
			if width, _, err := term.GetSize(int(f.Fd())); err == nil {
				text.Width = width
			}
		}
		return text.Write
	}
	return format.Line
}

// colored reports whether to write colours to w, by the customs of terminals.
func (s *session) colored(w io.Writer) bool {
	switch s.opts.color {
	case "always":
		return true
	case "never":
		return false
	}
	switch {
	case os.Getenv("NO_COLOR") != "":
		return false
	case os.Getenv("CLICOLOR_FORCE") != "" && os.Getenv("CLICOLOR_FORCE") != "0":
		return true
	case os.Getenv("CLICOLOR") == "0" || os.Getenv("TERM") == "dumb":
		return false
	}
	return isTerminal(w)
}

// isTerminal reports whether w is a terminal.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
