package format

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/finding"
)

// Line writes one line for each finding, as compilers do, followed by its
// trace, indented.
func Line(w io.Writer, r *Report) error {
	out := bufio.NewWriter(w)
	for _, f := range r.Findings {
		fmt.Fprintf(out, "%s: %s (%s)\n", place(f.Span), f.Message, f.Check)
		for _, rel := range f.Related {
			fmt.Fprintf(out, "\t%s: %s\n", place(rel.Span), rel.Message)
		}
	}
	return out.Flush()
}

// oneLine joins the lines of a message, which the go command indents.
var oneLine = strings.NewReplacer("\n\t", " ", "\n", "; ")

// Problems writes one line for each problem.
func Problems(w io.Writer, problems []finding.Problem) error {
	out := bufio.NewWriter(w)
	for _, p := range problems {
		if p.File != "" {
			fmt.Fprintf(out, "%s: ", place(finding.Span{File: p.File, Line: p.Line, Column: p.Column}))
		}
		fmt.Fprintln(out, oneLine.Replace(p.Message))
	}
	return out.Flush()
}

// place returns file:line:column as far as known.
func place(s finding.Span) string {
	switch {
	case s.Line == 0:
		return s.File
	case s.Column == 0:
		return fmt.Sprintf("%s:%d", s.File, s.Line)
	}
	return fmt.Sprintf("%s:%d:%d", s.File, s.Line, s.Column)
}
