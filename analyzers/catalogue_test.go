package analyzers

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestCatalogue(t *testing.T) {
	rows := Catalogue()
	if len(rows) != 196 {
		t.Errorf("the catalogue has %d rows, want 196", len(rows))
	}
	text, err := files.ReadFile("catalogue.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if _, ok := parseRow(line); !ok && !strings.HasPrefix(line, "#") {
			t.Errorf("not a row of six columns: %q", line)
		}
	}
	seen := make(map[string]bool)
	chapters := make(map[string]Group)
	for _, row := range rows {
		if seen[row.ID] {
			t.Errorf("%s: there are two rows of this id", row.ID)
		}
		seen[row.ID] = true
		checkRow(t, row)
		prefix, _, _ := strings.Cut(row.ID, "-")
		if other, ok := chapters[prefix]; ok && other != row.Chapter {
			t.Errorf("%s: chapter %q, but other rows of %s are in %q", row.ID, row.Chapter, prefix, other)
		}
		chapters[prefix] = row.Chapter
	}
	if groups := Groups(); len(groups) != len(chapters) || len(slices.Compact(slices.Sorted(slices.Values(groups)))) != len(groups) {
		t.Errorf("the rows are not grouped by chapter: %v", groups)
	}
}

var (
	rowID     = regexp.MustCompile(`^[A-Z]{3}-\d\d$`)
	checkName = regexp.MustCompile(`^[a-z][a-z0-9]+$`)
)

// checkRow reports what is wrong with row by itself.
func checkRow(t *testing.T, row Row) {
	t.Helper()
	if !rowID.MatchString(row.ID) {
		t.Errorf("%q is no row id", row.ID)
	}
	for _, name := range row.Checks {
		if !checkName.MatchString(name) {
			t.Errorf("%s: %q cannot be the name of a check", row.ID, name)
		}
	}
	if row.Title == "" || row.Source == "" || utf8.RuneCountInString(row.Title) > 90 {
		t.Errorf("%s: wants a title of at most 90 letters and a source: %q, %q", row.ID, row.Title, row.Source)
	}
	if !strings.ContainsFunc(row.TitleZH, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		t.Errorf("%s: the title %q is not Chinese", row.ID, row.TitleZH)
	}
}

// TestClaims demands that registry and catalogue agree on who reports what.
func TestClaims(t *testing.T) {
	rows := make(map[string]Row)
	for _, row := range Catalogue() {
		rows[row.ID] = row
	}
	claimed := make(map[string][]string)
	for _, c := range All() {
		for _, id := range c.Pitfalls() {
			row, ok := rows[id]
			if !ok {
				t.Errorf("%s: the catalogue has no row %s", c.Name, id)
				continue
			}
			claimed[id] = append(claimed[id], c.Name)
			if !slices.Contains(row.Checks, c.Name) {
				t.Errorf("%s claims %s, which catalogue.tsv gives to %s: let one follow the other",
					c.Name, id, strings.Join(row.Checks, " and "))
			}
		}
		if len(c.Pitfalls()) == 0 {
			t.Errorf("%s claims no row of the catalogue", c.Name)
		}
	}
	for _, c := range All() {
		for id, row := range rows {
			if slices.Contains(row.Checks, c.Name) && !slices.Contains(claimed[id], c.Name) {
				t.Logf("%s is planned to report %s and does not yet", c.Name, id)
			}
		}
	}
}
