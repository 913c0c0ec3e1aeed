// Package config reads the configuration file of the command.
package config

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"github.com/interviewlint/interviewlint/analyzers"
)

// Name is the name of the file.
const Name = ".interviewlint.yml"

// A Config is what a file says. Its keys are those of the golangci-lint plugin
// and more.
type Config struct {
	File string // where it was read from; "" if there is no file

	analyzers.Settings
	Severity  map[string]string            // by check, group or row
	Options   map[string]map[string]string // by check and flag
	Exclude   []string                     // patterns of paths, relative to the file
	Baseline  string                       // file of accepted findings, relative to the file
	Generated *bool                        // report findings in generated files
	Tests     *bool                        // analyse tests

	excluded []pattern
	lines    map[string]int // of the keys
}

// Line returns the line of the file in which key is set, or 0.
func (c *Config) Line(key string) int { return c.lines[key] }

// Find returns the file that applies to dir: the nearest at or above it. It is
// "" if there is none.
func Find(dir string) string {
	for {
		file := filepath.Join(dir, Name)
		if info, err := os.Stat(file); err == nil && !info.IsDir() {
			return file
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}

// Read reads a file. Every error names the line at fault.
func Read(file string, checks []*analyzers.Check) (*Config, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		if pathErr, ok := errors.AsType[*fs.PathError](err); ok {
			err = pathErr.Err
		}
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	r := &reader{config: &Config{File: file, lines: make(map[string]int)}, checks: checks}
	tree, err := parser.ParseBytes(text, 0)
	if err != nil {
		return nil, r.yamlError(err)
	}
	for _, doc := range tree.Docs {
		if doc.Body == nil || doc.Body.Type() == ast.NullType || doc.Body.Type() == ast.CommentType {
			continue // empty
		}
		if err := r.top(doc.Body); err != nil {
			return nil, err
		}
	}
	return r.config, nil
}

// A reader reads one file.
type reader struct {
	config *Config
	checks []*analyzers.Check
}

// errorAt returns an error about n.
func (r *reader) errorAt(n ast.Node, format string, args ...any) error {
	p := n.GetToken().Position
	return fmt.Errorf("%s:%d:%d: %w", r.config.File, p.Line, p.Column, fmt.Errorf(format, args...))
}

// yamlError returns an error of the YAML parser as one line.
func (r *reader) yamlError(err error) error {
	if e, ok := errors.AsType[yaml.Error](err); ok && e.GetToken() != nil {
		p := e.GetToken().Position
		return fmt.Errorf("%s:%d:%d: %s", r.config.File, p.Line, p.Column, e.GetMessage())
	}
	return fmt.Errorf("%s: %w", r.config.File, err)
}

// keys are the top-level keys of a file.
var keys = []string{"preset", "enable", "disable", "severity", "options", "exclude", "baseline", "generated", "tests"}

// top reads the whole document.
func (r *reader) top(n ast.Node) error {
	return r.each(n, func(key string, at, value ast.Node) error {
		c := r.config
		if !slices.Contains(keys, key) {
			return r.errorAt(at, "unknown key %q%s", key, analyzers.Nearest(key, keys))
		}
		c.lines[key] = at.GetToken().Position.Line
		switch key {
		case "preset":
			if err := r.scalar(value, &c.Preset, "a string"); err != nil {
				return err
			}
			if _, err := analyzers.Choose(r.checks, analyzers.Settings{Preset: c.Preset}); err != nil {
				return r.errorAt(value, "%w", err)
			}
			return nil
		case "enable":
			return r.list(value, &c.Enable, r.named)
		case "disable":
			return r.list(value, &c.Disable, r.named)
		case "severity":
			return r.severity(value)
		case "options":
			return r.options(value)
		case "exclude":
			return r.list(value, &c.Exclude, func(s string) error {
				c.excluded = append(c.excluded, compile(s))
				return nil
			})
		case "baseline":
			return r.scalar(value, &c.Baseline, "a string")
		case "generated":
			return r.truth(value, &c.Generated)
		default: // "tests"
			return r.truth(value, &c.Tests)
		}
	})
}

// named returns an error unless name denotes checks.
func (r *reader) named(name string) error {
	_, err := analyzers.Named(r.checks, name)
	return err
}

// each calls do for each entry of a mapping.
func (r *reader) each(n ast.Node, do func(key string, at, value ast.Node) error) error {
	m, ok := n.(ast.MapNode)
	if !ok {
		return r.errorAt(n, "want keys and values")
	}
	for entries := m.MapRange(); entries.Next(); {
		var key string
		if err := r.scalar(entries.Key(), &key, "a key"); err != nil {
			return err
		}
		if err := do(key, entries.Key(), entries.Value()); err != nil {
			return err
		}
	}
	return nil
}

// scalar decodes n into v, which is described by what.
func (r *reader) scalar(n ast.Node, v any, what string) error {
	if n.Type() == ast.NullType {
		return r.errorAt(n, "want %s", what)
	}
	if err := yaml.NodeToValue(n, v); err != nil {
		return r.errorAt(n, "want %s", what)
	}
	return nil
}

// truth decodes a truth value.
func (r *reader) truth(n ast.Node, v **bool) error {
	*v = new(bool)
	return r.scalar(n, *v, "true or false")
}

// list decodes a list of strings, each of which check must accept.
func (r *reader) list(n ast.Node, v *[]string, check func(string) error) error {
	seq, ok := n.(*ast.SequenceNode)
	if !ok {
		return r.errorAt(n, "want a list")
	}
	for _, value := range seq.Values {
		var s string
		if err := r.scalar(value, &s, "a string"); err != nil {
			return err
		}
		if err := check(s); err != nil {
			return r.errorAt(value, "%w", err)
		}
		*v = append(*v, s)
	}
	return nil
}

var severities = []string{string(analyzers.Error), string(analyzers.Warning), string(analyzers.Note)}

func (r *reader) severity(n ast.Node) error {
	r.config.Severity = make(map[string]string)
	return r.each(n, func(key string, at, value ast.Node) error {
		if err := r.named(key); err != nil {
			return r.errorAt(at, "%w", err)
		}
		var s string
		if err := r.scalar(value, &s, "a string"); err != nil {
			return err
		}
		if !slices.Contains(severities, s) {
			return r.errorAt(value, "unknown severity %q: use error, warning or note", s)
		}
		r.config.Severity[key] = s
		return nil
	})
}

func (r *reader) options(n ast.Node) error {
	r.config.Options = make(map[string]map[string]string)
	return r.each(n, func(name string, at, value ast.Node) error {
		i := slices.IndexFunc(r.checks, func(c *analyzers.Check) bool { return c.Name == name })
		if i < 0 {
			names := make([]string, 0, len(r.checks))
			for _, c := range r.checks {
				names = append(names, c.Name)
			}
			return r.errorAt(at, "unknown check %q%s", name, analyzers.Nearest(name, names))
		}
		r.config.Options[name] = make(map[string]string)
		return r.each(value, func(key string, at, value ast.Node) error {
			var known []string
			r.checks[i].Flags.VisitAll(func(f *flag.Flag) { known = append(known, f.Name) })
			if !slices.Contains(known, key) {
				return r.errorAt(at, "%s has no option %q%s", name, key, analyzers.Nearest(key, known))
			}
			var v any
			if err := r.scalar(value, &v, "a value"); err != nil {
				return err
			}
			text := fmt.Sprint(v)
			if err := r.checks[i].Flags.Set(key, text); err != nil {
				return r.errorAt(value, "%s: %w", key, err)
			}
			r.config.Options[name][key] = text
			return nil
		})
	})
}

// SeverityOf returns the severity that c gives to findings of check, or "". An
// entry for the check counts more than one for a row of it, and that more than
// one for its group.
func (c *Config) SeverityOf(check *analyzers.Check, rows []string) string {
	if c == nil {
		return ""
	}
	s := c.Severity[check.Name]
	for _, row := range rows {
		s = cmp.Or(s, c.Severity[row])
	}
	return cmp.Or(s, c.Severity[string(check.Group)], c.Severity["all"])
}

// Excludes reports whether c leaves out findings in a file.
func (c *Config) Excludes(file string) bool {
	if c == nil || len(c.excluded) == 0 {
		return false
	}
	rel, err := filepath.Rel(filepath.Dir(c.File), file)
	if err != nil || !filepath.IsLocal(rel) {
		return false
	}
	rel = filepath.ToSlash(rel)
	return slices.ContainsFunc(c.excluded, func(p pattern) bool { return p.match(rel) })
}
