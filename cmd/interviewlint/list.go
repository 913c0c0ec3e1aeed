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
func list(args []string, std streams) (int, error) {
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
		return exitClean, listJSON(std.out)
	}
	w := tabwriter.NewWriter(std.out, 0, 0, 2, ' ', 0)
	for _, c := range analyzers.All() {
		on := "default"
		if !c.Default {
			on = "strict"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", c.Name, c.Group, c.Severity, on, strings.Join(c.Pitfalls(), ","), c.Title())
	}
	return exitClean, w.Flush()
}

// listJSON writes the table of checks for programs.
func listJSON(w io.Writer) error {
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
	}
	rows := []row{}
	for _, c := range analyzers.All() {
		rows = append(rows, row{c.Name, c.Title(), c.Group, c.Severity, c.Since, c.Default, c.Fix, c.Pitfalls(), c.URL})
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(rows)
}

// explain writes the documentation of a check.
func explain(args []string, std streams) (int, error) {
	flags := flag.NewFlagSet("explain", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	rest, err := parseMixed(flags, args)
	if err != nil {
		return 0, err
	}
	if len(rest) != 1 {
		return 0, usageError{fmt.Errorf("explain takes one check or row")}
	}
	checks, err := analyzers.Select(analyzers.Settings{Preset: "none", Enable: rest})
	if err != nil {
		return 0, usageError{err}
	}
	for _, c := range checks {
		fmt.Fprintf(std.out, "%s: %s\n", c.Name, c.Doc)
	}
	return exitClean, nil
}
