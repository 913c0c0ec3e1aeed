package analyzers

import (
	"embed"
	"strings"
)

// files holds the catalogue, the measured precision and the Chinese page of each check.
//
//go:embed catalogue.tsv precision.tsv */zh.md
var files embed.FS

// A Row is one pitfall of the catalogue.
type Row struct {
	ID      string   // such as "MAP-04"; it never changes
	Chapter Group    // the chapter it belongs to
	Checks  []string // the check that reports it, or is planned to; more than one if they share it
	Source  string   // the section of a seed document that asks about it
	Title   string
	TitleZH string // the title in Chinese
}

// Catalogue returns every pitfall that the seed documents ask about, by chapter.
func Catalogue() []Row {
	text, err := files.ReadFile("catalogue.tsv")
	if err != nil {
		return nil // cannot happen: the file is part of the program
	}
	var rows []Row
	for line := range strings.Lines(string(text)) {
		if row, ok := parseRow(line); ok {
			rows = append(rows, row)
		}
	}
	return rows
}

// parseRow returns the row in line, and whether there is one.
func parseRow(line string) (Row, bool) {
	columns := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
	if strings.HasPrefix(line, "#") || len(columns) != 6 {
		return Row{}, false
	}
	return Row{
		ID:      columns[0],
		Chapter: Group(columns[1]),
		Checks:  strings.Split(columns[2], ","),
		Source:  columns[3],
		Title:   columns[4],
		TitleZH: columns[5],
	}, true
}

// Groups returns the chapters, in the order of the catalogue.
func Groups() []Group {
	var groups []Group
	for _, row := range Catalogue() {
		if len(groups) == 0 || groups[len(groups)-1] != row.Chapter {
			groups = append(groups, row.Chapter)
		}
	}
	return groups
}

// Chinese returns the Chinese page of c in Markdown, or "" if there is none.
func (c *Check) Chinese() string {
	text, err := files.ReadFile(c.Name + "/zh.md")
	if err != nil {
		return ""
	}
	return string(text)
}
