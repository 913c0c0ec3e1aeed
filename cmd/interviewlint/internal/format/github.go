package format

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/finding"
)

// GitHub writes the commands by which a step of GitHub Actions annotates code.
func GitHub(w io.Writer, r *Report) error {
	out := bufio.NewWriter(w)
	for _, f := range r.Findings {
		level := f.Severity
		if level == "note" {
			level = "notice"
		}
		lines := []string{f.Message}
		for i, rel := range f.Related {
			lines = append(lines, fmt.Sprintf("%d. %s: %s", i+1, place(rel.Span), rel.Message))
		}
		annotate(out, level, f.Span, "interviewlint "+f.Check, strings.Join(lines, "\n"))
	}
	for _, p := range r.Problems {
		annotate(out, "error", finding.Span{File: p.File, Line: p.Line, Column: p.Column}, "interviewlint", p.Message)
	}
	return out.Flush()
}

var (
	escapeData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	escapeProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func annotate(out io.Writer, level string, at finding.Span, title, message string) {
	var properties []string
	add := func(name, value string) { properties = append(properties, name+"="+escapeProperty.Replace(value)) }
	number := func(name string, n int) {
		if n > 0 {
			add(name, fmt.Sprint(n))
		}
	}
	if at.File != "" {
		add("file", at.File)
		number("line", at.Line)
		number("endLine", at.EndLine)
		number("col", at.Column)
		if at.EndLine == at.Line {
			number("endColumn", at.EndColumn)
		}
	}
	add("title", title)
	fmt.Fprintf(out, "::%s %s::%s\n", level, strings.Join(properties, ","), escapeData.Replace(message))
}
