package format

import (
	"encoding/json"
	"io"

	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/finding"
)

// JSON writes r as one object. What it contains only grows within a version.
func JSON(w io.Writer, r *Report) error {
	out := struct {
		Version  int               `json:"version"`
		Findings []finding.Finding `json:"findings"`
		Errors   []finding.Problem `json:"errors"`
	}{1, make([]finding.Finding, 0, len(r.Findings)), append([]finding.Problem{}, r.Problems...)}
	for _, f := range r.Findings {
		// Lists are never null.
		f.Pitfalls = append([]string{}, f.Pitfalls...)
		f.Related = append([]finding.Related{}, f.Related...)
		f.Fixes = append([]finding.Fix{}, f.Fixes...)
		out.Findings = append(out.Findings, f)
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(out)
}
