package analyzers

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
)

// Settings choose checks. They are the configuration of the command and of the
// golangci-lint plugin alike.
type Settings struct {
	// Preset is the set to start from: "default" (or empty), "strict" (every
	// check), "plugin" (the default without what golangci-lint's standard
	// linters report) or "none".
	Preset string `json:"preset"`
	// Enable adds checks, by name, by group or by row id.
	Enable []string `json:"enable"`
	// Disable removes checks, by name, by group or by row id, or "all". It is
	// applied before Enable, so that disabling all and enabling some works.
	Disable []string `json:"disable"`
}

// Pitfalls returns the ids of the rows that c reports, sorted.
func (c *Check) Pitfalls() []string {
	var ids []string
	for _, rows := range c.Kinds {
		ids = append(ids, rows...)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// Rows returns the rows that findings of the given category stand for. An
// unknown category, as an adopted pass may have, stands for all rows of c.
func (c *Check) Rows(category string) []string {
	if rows, ok := c.Kinds[category]; ok {
		return rows
	}
	return c.Pitfalls()
}

// Title returns the first line of c's documentation.
func (c *Check) Title() string {
	title, _, _ := strings.Cut(c.Doc, "\n")
	return title
}

// Markdown returns c's documentation as Markdown.
func (c *Check) Markdown() string { return string(docs.Markdown(c.Doc)) }

// Select returns the checks that s chooses, in registry order. A name that is
// neither a check, a group nor a row is an error that names the nearest one.
func Select(s Settings) ([]*Check, error) { return s.Choose(All()) }

// Choose is [Select] among other checks than the registry's. It may modify all.
func (s Settings) Choose(all []*Check) ([]*Check, error) {
	on := make(map[*Check]bool)
	switch s.Preset {
	case "", "default", "strict", "plugin":
		for _, c := range all {
			on[c] = s.Preset == "strict" || c.Default && !(s.Preset == "plugin" && c.Covered)
		}
	case "none":
	default:
		return nil, fmt.Errorf("unknown preset %q: use default, strict, plugin or none", s.Preset)
	}
	for _, name := range s.Disable {
		chosen, err := named(all, name)
		if err != nil {
			return nil, err
		}
		for _, c := range chosen {
			on[c] = false
		}
	}
	for _, name := range s.Enable {
		chosen, err := named(all, name)
		if err != nil {
			return nil, err
		}
		for _, c := range chosen {
			on[c] = true
		}
	}
	return slices.DeleteFunc(all, func(c *Check) bool { return !on[c] }), nil
}

// named returns the checks that name denotes.
func named(all []*Check, name string) ([]*Check, error) {
	var found []*Check
	for _, c := range all {
		if name == "all" || name == c.Name || name == string(c.Group) || slices.Contains(c.Pitfalls(), name) {
			found = append(found, c)
		}
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("unknown check %q%s: run \"interviewlint list\" to see all", name, nearest(all, name))
	}
	return found, nil
}

// nearest returns a hint naming the known name that is closest to name, or "".
func nearest(all []*Check, name string) string {
	known := make(map[string]bool)
	for _, c := range all {
		known[c.Name] = true
		known[string(c.Group)] = true
		for _, id := range c.Pitfalls() {
			known[id] = true
		}
	}
	names := slices.Sorted(maps.Keys(known))
	if len(names) == 0 {
		return ""
	}
	best := slices.MinFunc(names, func(a, b string) int {
		return cmp.Compare(distance(name, a), distance(name, b))
	})
	if distance(name, best) > max(2, len(name)/3) {
		return ""
	}
	return fmt.Sprintf(" (did you mean %q?)", best)
}

// distance returns the Levenshtein distance between a and b in bytes.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}

// Passes returns the analyzers of checks, followed by the one that reports
// directives of no use. A driver runs these.
func Passes(checks []*Check) []*analysis.Analyzer {
	passes := make([]*analysis.Analyzer, 0, len(checks)+1)
	for _, c := range checks {
		passes = append(passes, c.Analyzer)
	}
	return append(passes, directive.Unused(slices.Clone(passes)))
}
