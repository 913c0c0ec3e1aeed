package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/interviewlint/interviewlint/analyzers"
	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/finding"
	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/format"
)

// explain writes the page of a check, of the check that reports a row, or of
// the checks that report something in a line of code.
func (c *command) explain(ctx context.Context, args []string) (int, error) {
	flags := flag.NewFlagSet("explain", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	lang := flags.String("lang", defaultLang(), "")
	dir := flags.String("C", "", "")
	rest, err := parseMixed(flags, args)
	if err != nil {
		return 0, err
	}
	if len(rest) != 1 {
		return 0, usageError{errors.New("explain takes one check, one row, or file:line")}
	}
	if *lang != "en" && *lang != "zh" {
		return 0, usageError{fmt.Errorf("-lang=%s: use en or zh", *lang)}
	}
	var checks []*analyzers.Check
	if file, line, ok := codeLine(rest[0]); ok {
		checks, err = c.explainLine(ctx, *dir, file, line)
	} else {
		checks, err = c.explainName(rest[0], *lang)
	}
	if err != nil {
		return 0, err
	}
	for i, check := range checks {
		if i > 0 {
			fmt.Fprintf(c.out, "\n%s\n\n", strings.Repeat("-", 72))
		}
		fmt.Fprint(c.out, page(check, *lang))
	}
	return exitClean, nil
}

// defaultLang returns the language that the environment asks for.
func defaultLang() string {
	locale := cmp.Or(os.Getenv("LC_ALL"), os.Getenv("LC_MESSAGES"), os.Getenv("LANG"))
	if strings.HasPrefix(locale, "zh") {
		return "zh"
	}
	return "en"
}

// explainName returns the checks that name denotes. A row that no check reports
// yet is described by its title.
func (c *command) explainName(name, lang string) ([]*analyzers.Check, error) {
	checks, err := analyzers.Named(c.checks, name)
	if err == nil {
		return checks, nil
	}
	for _, row := range analyzers.Catalogue() {
		if row.ID == name {
			fmt.Fprintf(c.out, "%s  %s\n\n", row.ID, rowTitle(row, lang))
			if lang == "zh" {
				fmt.Fprintln(c.out, "还没有检查报告这一条。")
			} else {
				fmt.Fprintln(c.out, "No check reports it yet.")
			}
			return nil, nil
		}
	}
	return nil, usageError{err}
}

// codeLine splits file.go:line, after which more may follow, as in the output
// of the command.
func codeLine(arg string) (file string, line int, ok bool) {
	i := strings.LastIndex(arg, ".go:")
	if i < 0 {
		return "", 0, false
	}
	file = arg[:i+len(".go")]
	number, _, _ := strings.Cut(arg[i+len(".go:"):], ":")
	line, err := strconv.Atoi(number)
	return file, line, err == nil
}

// explainLine shows the findings in a line, of all checks, and returns the
// checks that have any there.
func (c *command) explainLine(ctx context.Context, dir, file string, line int) ([]*analyzers.Check, error) {
	opts, patterns, err := parseOptions(c.checks, []string{"-C", dir, "-config=off", "-preset=strict", "-generated", file})
	if err != nil {
		return nil, err
	}
	s, err := c.newSession(opts, patterns)
	if err != nil {
		return nil, err
	}
	report, err := s.analyse(ctx)
	if err != nil {
		return nil, err
	}
	if !filepath.IsAbs(file) {
		file = filepath.Join(s.dir, file)
	}
	report.Findings = slices.DeleteFunc(report.Findings, func(f finding.Finding) bool {
		return f.File != filepath.Clean(file) || f.Line != line
	})
	if len(report.Findings) == 0 {
		return nil, fmt.Errorf("no check reports anything in line %d of %s", line, file)
	}
	report.Relative()
	text := format.Text{Color: s.colored(c.out), Context: 3, Brief: true}
	if err := text.Write(c.out, report); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(s.chosen, func(check *analyzers.Check) bool {
		return !slices.ContainsFunc(report.Findings, func(f finding.Finding) bool { return f.Check == check.Name })
	}), nil
}

// page returns the page of a check.
func page(check *analyzers.Check, lang string) string {
	var b strings.Builder
	facts := []string{string(check.Group), string(check.Severity)}
	switch {
	case check.Default && lang == "zh":
		facts = append(facts, "默认启用")
	case check.Default:
		facts = append(facts, "on by default")
	case lang == "zh":
		facts = append(facts, "默认关闭")
	default:
		facts = append(facts, "off by default")
	}
	if check.Since != "" {
		facts = append(facts, check.Since)
	}
	fmt.Fprintf(&b, "%s (%s)\n", check.Name, strings.Join(facts, ", "))
	ids := check.Pitfalls()
	for _, row := range analyzers.Catalogue() {
		if slices.Contains(ids, row.ID) {
			fmt.Fprintf(&b, "  %s  %s\n", row.ID, rowTitle(row, lang))
		}
	}
	b.WriteString("\n")
	if lang == "zh" && check.Chinese() != "" {
		fmt.Fprintf(&b, "%s\n\n## 忽略\n\n\t//lint:ignore %s 原因\n\n%s\n", strings.TrimSpace(check.Chinese()), check.Name, check.URL)
	} else {
		fmt.Fprintf(&b, "%s\n\n# Silence\n\n\t//lint:ignore %s reason\n\n%s\n", strings.TrimSpace(check.Doc), check.Name, check.URL)
	}
	return b.String()
}

// rowTitle returns the title of a row in a language.
func rowTitle(row analyzers.Row, lang string) string {
	if lang == "zh" {
		return row.TitleZH
	}
	return row.Title
}
