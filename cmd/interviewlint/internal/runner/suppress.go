package runner

import (
	"fmt"
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
		comments := nolint.Find(file, c.position)
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
	return analysis.Diagnostic{
		Pos:     comment.Pos(),
		End:     comment.End(),
		Message: fmt.Sprintf("this directive silences nothing: %s reports nothing here", strings.Join(names, ",")),
		SuggestedFixes: []analysis.SuggestedFix{{
			Message:   "Remove the directive",
			TextEdits: []analysis.TextEdit{{Pos: comment.Pos(), End: comment.End(), NewText: []byte(comment.Without(names))}},
		}},
	}
}
