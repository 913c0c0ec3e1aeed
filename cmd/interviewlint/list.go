package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/interviewlint/interviewlint/analyzers"
)

// list writes the table of checks.
func (c *command) list(args []string) (int, error) {
	flags := flag.NewFlagSet("list", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	asJSON := flags.Bool("json", false, "")
	rest, err := parseMixed(flags, args)
	if err != nil {
		return 0, err
	}
	if len(rest) > 0 {
		return 0, usageError{fmt.Errorf("list takes no arguments, got %q", rest[0])}
	}
	if *asJSON {
		return exitClean, c.listJSON()
	}
	w := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
	for _, check := range c.checks {
		on := "default"
		if !check.Default {
			on = "strict"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", check.Name, check.Group, check.Severity, on, strings.Join(check.Pitfalls(), ","), check.Title())
	}
	return exitClean, w.Flush()
}

// A precision is the JSON form of [analyzers.Precision].
type precision struct {
	True     int `json:"true"`
	Findings int `json:"findings"`
}

// listJSON writes the table of checks for programs.
func (c *command) listJSON() error {
	type row struct {
		Name     string             `json:"name"`
		Title    string             `json:"title"`
		Group    analyzers.Group    `json:"group"`
		Severity analyzers.Severity `json:"severity"`
		Since    string             `json:"since"`
		Default  bool               `json:"default"`
		Fix      bool               `json:"fix"`
		Pitfalls []string           `json:"pitfalls"`
		URL      string             `json:"url"`
		// Precision is how many findings in real code were true.
		Precision precision `json:"precision"`
	}
	rows := make([]row, 0, len(c.checks))
	for _, check := range c.checks {
		rows = append(rows, row{check.Name, check.Title(), check.Group, check.Severity, check.Since, check.Default, check.Fix, check.Pitfalls(), check.URL, precision(check.Precision())})
	}
	enc := json.NewEncoder(c.out)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(rows)
}
