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
func Select(s Settings) ([]*Check, error) { return Choose(All(), s) }

// Choose returns those of all that layers of settings choose. The last preset
// counts; then each layer disables and enables on top of those before.
func Choose(all []*Check, layers ...Settings) ([]*Check, error) {
	preset := ""
	for _, s := range layers {
		preset = cmp.Or(s.Preset, preset)
	}
	on := make(map[*Check]bool)
	switch preset {
	case "", "default", "strict", "plugin":
		for _, c := range all {
			on[c] = preset == "strict" || c.Default && !(preset == "plugin" && c.Covered)
		}
	case "none":
	default:
		return nil, fmt.Errorf("unknown preset %q: use default, strict, plugin or none", preset)
	}
	set := func(names []string, value bool) error {
		for _, name := range names {
			chosen, err := Named(all, name)
			if err != nil {
				return err
			}
			for _, c := range chosen {
				on[c] = value
			}
		}
		return nil
	}
	for _, s := range layers {
		if err := set(s.Disable, false); err != nil {
			return nil, err
		}
		if err := set(s.Enable, true); err != nil {
			return nil, err
		}
	}
	var chosen []*Check
	for _, c := range all {
		if on[c] {
			chosen = append(chosen, c)
		}
	}
	return chosen, nil
}

// Named returns those of all that name denotes: a check, those of a group or
// of a row, or all.
func Named(all []*Check, name string) ([]*Check, error) {
	var found []*Check
	known := make(map[string]bool)
	for _, c := range all {
		if name == "all" || name == c.Name || name == string(c.Group) || slices.Contains(c.Pitfalls(), name) {
			found = append(found, c)
		}
		known[c.Name] = true
		known[string(c.Group)] = true
		for _, id := range c.Pitfalls() {
			known[id] = true
		}
	}
	if len(found) == 0 {
		hint := Nearest(name, slices.Sorted(maps.Keys(known)))
		return nil, fmt.Errorf("unknown check %q%s: run \"interviewlint list\" to see all", name, hint)
	}
	return found, nil
}

// Nearest returns a hint that names the one of known that name may have been
// meant to be, or "" if there is none.
func Nearest(name string, known []string) string {
	if len(known) == 0 {
		return ""
	}
	best := slices.MinFunc(known, func(a, b string) int {
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
