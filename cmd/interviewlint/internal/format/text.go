package format

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/finding"
	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/frame"
)

// A Text writes findings for people: each with the code it is about, and with
// its trace as numbered steps.
type Text struct {
	Color   bool
	Context int  // lines of code around each place
	Width   int  // of the terminal; 0 if unknown
	Brief   bool // without summary
}

// Write writes r.
func (t Text) Write(w io.Writer, r *Report) error {
	out := bufio.NewWriter(w)
	p := &frame.Printer{
		W:       out,
		Color:   t.Color,
		Context: t.Context,
		Width:   t.Width,
		Source:  r.source,
	}
	for i := range r.Findings {
		writeFinding(p, &r.Findings[i])
	}
	if !t.Brief {
		writeSummary(p, r)
	}
	return out.Flush()
}

// writeFinding writes f and a blank line.
func writeFinding(p *frame.Printer, f *finding.Finding) {
	style := severityStyle(f.Severity)
	kind := f.Check
	if f.Category != "" {
		kind += ", " + f.Category
	}
	fmt.Fprintf(p.W, "%s %s\n", p.Style(style, f.Severity+":"), p.Style(frame.Bold, frame.Clean(f.Message)+" ("+kind+")"))
	spans := []finding.Span{f.Span}
	for _, rel := range f.Related {
		spans = append(spans, rel.Span)
	}
	gutter := p.Gutter(spans...)
	indent := strings.Repeat(" ", gutter)
	fmt.Fprintf(p.W, "%s%s %s\n", indent, p.Style(frame.Blue, "-->"), place(f.Span))
	p.Frame(f.Span, gutter, "^", style)
	for i, rel := range f.Related {
		number := fmt.Sprintf("%d.", i+1)
		fmt.Fprintf(p.W, "%s%s %s: %s\n", indent, p.Style(frame.Cyan, " "+number), place(rel.Span), frame.Clean(rel.Message))
		if rel.File != f.File || rel.Line != f.Line || rel.Column != f.Column { // not above already
			p.Frame(rel.Span, gutter, "-", frame.Cyan)
		}
	}
	if notes := notesOf(f); notes != "" {
		fmt.Fprintf(p.W, "%s%s %s\n", indent, p.Style(frame.Blue, " ="), p.Style(frame.Dim, notes))
	}
	fmt.Fprintln(p.W)
}

// notesOf returns what else there is to know of f.
func notesOf(f *finding.Finding) string {
	var notes []string
	if len(f.Pitfalls) > 0 {
		notes = append(notes, strings.Join(f.Pitfalls, ", ")+": interviewlint explain "+f.Check)
	}
	if len(f.Fixes) > 0 {
		notes = append(notes, "fix: "+f.Fixes[0].Message)
	}
	return strings.Join(notes, " · ")
}

// severityStyle returns the style of findings of a severity.
func severityStyle(severity string) string {
	switch severity {
	case "error":
		return frame.Red
	case "warning":
		return frame.Yellow
	}
	return frame.Cyan
}

// writeSummary writes how many findings there are of each check, and what it
// took to find them.
func writeSummary(p *frame.Printer, r *Report) {
	counts := make(map[string]int)
	for _, f := range r.Findings {
		counts[f.Check]++
	}
	took := fmt.Sprintf("%s in %v", plural(r.Packages, "package"), r.Elapsed.Round(10*time.Millisecond))
	if r.Cached > 0 {
		took += fmt.Sprintf(" (%d unchanged)", r.Cached)
	}
	fmt.Fprintf(p.W, "%s, %s\n", p.Style(frame.Bold, plural(len(r.Findings), "finding")), took)
	checks := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	for _, check := range checks {
		fmt.Fprintf(p.W, "%6d  %s\n", counts[check], check)
	}
}

// plural returns a number with its noun.
func plural(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}
