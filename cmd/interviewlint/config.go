package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/interviewlint/interviewlint/analyzers"
	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/config"
)

// readConfig returns the configuration that applies: that of the file named by
// -config, or of the nearest one at or above the working directory. Without
// any it is empty.
func (c *command) readConfig(opts *options, dir string) (*config.Config, error) {
	file := opts.config
	switch {
	case file == "off":
		return new(config.Config), nil
	case file == "":
		if file = config.Find(dir); file == "" {
			return new(config.Config), nil
		}
	case !filepath.IsAbs(file):
		file = filepath.Join(dir, file)
	}
	found, err := config.Read(file, c.checks)
	if err != nil {
		return nil, usageError{err}
	}
	if found.Generated != nil && !opts.given["generated"] {
		opts.generated = *found.Generated
	}
	if found.Tests != nil && !opts.given["test"] {
		opts.tests = *found.Tests
	}
	return found, nil
}

// showConfig writes the effective configuration, with where each part of it
// comes from, or the schema of the file.
func (c *command) showConfig(args []string) (int, error) {
	if len(args) == 1 && strings.TrimLeft(args[0], "-") == "schema" {
		return exitClean, writeSchema(c.out, c.checks)
	}
	opts, rest, err := parseOptions(c.checks, args)
	if err != nil {
		return 0, err
	}
	if len(rest) > 0 {
		return 0, usageError{fmt.Errorf("config takes only flags, got %q", rest[0])}
	}
	s, err := c.newSession(opts, nil)
	if err != nil {
		return 0, err
	}
	s.printConfig()
	return exitClean, nil
}

// printConfig writes the configuration as YAML, with comments.
func (s *session) printConfig() {
	file := s.config.File
	if rel, err := filepath.Rel(s.dir, file); err == nil && file != "" {
		file = filepath.ToSlash(rel)
	}
	print := func(key, flagName string, value any) {
		source := "default"
		if s.config.Line(key) > 0 {
			source = fmt.Sprintf("%s:%d", file, s.config.Line(key))
		}
		if s.opts.given[flagName] {
			if list := key == "enable" || key == "disable"; list && source != "default" {
				source += " and -" + flagName
			} else {
				source = "-" + flagName
			}
		}
		text, err := json.Marshal(value) // which is YAML, too
		if err != nil {
			text = []byte(fmt.Sprint(value))
		}
		fmt.Fprintf(s.out, "%s: %s # %s\n", key, text, source)
	}
	preset := "default"
	enable, disable := []string{}, []string{}
	for _, layer := range s.layers() {
		if layer.Preset != "" {
			preset = layer.Preset
		}
		enable = append(enable, layer.Enable...)
		disable = append(disable, layer.Disable...)
	}
	print("preset", "preset", preset)
	print("enable", "enable", enable)
	print("disable", "disable", disable)
	if len(s.config.Severity) > 0 {
		print("severity", "", s.config.Severity)
	}
	options := make(map[string]map[string]string)
	for _, check := range s.checks {
		check.Flags.VisitAll(func(f *flag.Flag) {
			if f.Value.String() != f.DefValue {
				if options[check.Name] == nil {
					options[check.Name] = make(map[string]string)
				}
				options[check.Name][f.Name] = f.Value.String()
			}
		})
	}
	if len(options) > 0 {
		print("options", "", options)
	}
	if len(s.config.Exclude) > 0 {
		print("exclude", "", s.config.Exclude)
	}
	if file := s.baselineFile(); file != "" {
		print("baseline", "baseline", file)
	}
	print("generated", "generated", s.opts.generated)
	print("tests", "test", s.opts.tests)
	names := make([]string, 0, len(s.chosen))
	for _, check := range s.chosen {
		names = append(names, check.Name)
	}
	fmt.Fprintf(s.out, "# %s run: %s\n", count(len(names), "check"), strings.Join(names, ", "))
}

// count returns a number with its noun.
func count(n int, noun string) string {
	if n != 1 {
		noun = strings.TrimSuffix(noun+"s", "ys")
		if !strings.HasSuffix(noun, "s") {
			noun += "ies"
		}
	}
	return fmt.Sprintf("%d %s", n, noun)
}

// writeSchema writes the JSON schema of configuration files, by which editors
// complete and check them.
func writeSchema(w io.Writer, checks []*analyzers.Check) error {
	names := map[string]bool{"all": true}
	options := make(map[string]any)
	for _, check := range checks {
		names[check.Name] = true
		names[string(check.Group)] = true
		for _, id := range check.Pitfalls() {
			names[id] = true
		}
		flags := make(map[string]any)
		check.Flags.VisitAll(func(f *flag.Flag) { flags[f.Name] = schema{"description": f.Usage} })
		if len(flags) > 0 {
			options[check.Name] = schema{"type": "object", "additionalProperties": false, "properties": flags}
		}
	}
	list := schema{"type": "array", "items": schema{"$ref": "#/$defs/check"}}
	describe := func(s schema, text string) schema {
		s = maps.Clone(s)
		s["description"] = text
		return s
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	return enc.Encode(schema{
		"$schema":              "https://json-schema.org/draft/2020-12/schema",
		"title":                config.Name + ", the configuration of interviewlint",
		"type":                 "object",
		"additionalProperties": false,
		"$defs": schema{
			"check": schema{
				"description": "a check, a group of checks, a row of the catalogue, or all",
				"enum":        slices.Sorted(maps.Keys(names)),
			},
		},
		"properties": schema{
			"preset": schema{
				"description": "the checks to start from",
				"enum":        []string{"default", "strict", "plugin", "none"},
			},
			"enable":  describe(list, "checks to add, after others are removed"),
			"disable": describe(list, "checks to remove"),
			"severity": schema{
				"description":          "severities of findings by check, group or row",
				"type":                 "object",
				"propertyNames":        schema{"$ref": "#/$defs/check"},
				"additionalProperties": schema{"enum": []string{"error", "warning", "note"}},
			},
			"options": schema{
				"description":          "options of checks",
				"type":                 "object",
				"additionalProperties": false,
				"properties":           options,
			},
			"exclude": schema{
				"description": "files and directories without findings, relative to this file; * stands for anything but a slash, ** for anything",
				"type":        "array",
				"items":       schema{"type": "string"},
			},
			"baseline": schema{
				"description": "the file of accepted findings, relative to this file; interviewlint baseline writes it",
				"type":        "string",
			},
			"generated": schema{"description": "report findings in generated files too", "type": "boolean"},
			"tests":     schema{"description": "analyse tests too", "type": "boolean"},
		},
	})
}

// A schema is a JSON schema.
type schema = map[string]any
