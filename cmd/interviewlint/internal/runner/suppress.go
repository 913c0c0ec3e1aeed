package runner

import (
	"bytes"
	"fmt"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/finding"
	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/nolint"
)

// UnusedCheck is the name under which useless directives are reported, be they
// of this kind or of those that the passes honour.
const UnusedCheck = "unuseddirective"

// suppress drops the findings that nolint comments silence, and reports the
// comments that silence nothing.
func (c *collector) suppress(known func(name string) bool) {
	for _, file := range c.pkg.Syntax {
		comments := nolint.Find(c.pkg.Fset, file)
		if len(comments) == 0 {
			continue
		}
		name := c.position(file.Package).Filename
		c.findings = slices.DeleteFunc(c.findings, func(f finding.Finding) bool {
			silenced := false
			for _, comment := range comments {
				if f.File == name && comment.Silences(f.Check, f.Line) {
					silenced = true
				}
			}
			return silenced
		})
		if known == nil {
			continue
		}
		for _, comment := range comments {
			if names := comment.Unused(known); len(names) > 0 {
				c.add(UnusedCheck, c.unused(comment, names))
			}
		}
	}
}

// unused returns a diagnostic about the names in comment.
func (c *collector) unused(comment *nolint.Comment, names []string) analysis.Diagnostic {
	edit := analysis.TextEdit{Pos: comment.Pos(), End: comment.End(), NewText: []byte(comment.Without(names))}
	if len(edit.NewText) == 0 {
		edit.Pos -= token.Pos(c.spaceBefore(comment.Pos()))
	}
	return analysis.Diagnostic{
		Pos:     comment.Pos(),
		End:     comment.End(),
		Message: fmt.Sprintf("this directive silences nothing: %s reports nothing here", strings.Join(names, ",")),
		SuggestedFixes: []analysis.SuggestedFix{{
			Message:   "Remove the directive",
			TextEdits: []analysis.TextEdit{edit},
		}},
	}
}

// spaceBefore returns how many bytes before pos go with what is there: spaces,
// and the line break if nothing else is on its line.
func (c *collector) spaceBefore(pos token.Pos) int {
	tf := c.pkg.Fset.File(pos)
	src := c.source(tf.Name())
	before := src[:min(tf.Offset(pos), len(src))]
	rest := bytes.TrimRight(before, " \t")
	rest = bytes.TrimSuffix(rest, []byte("\n"))
	return len(before) - len(rest)
}
