package main

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/interviewlint/interviewlint/analyzers"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/precision"
)

// generate returns the content of every generated file, by its path below
// root, the top of the module.
func generate(root string) (map[string][]byte, error) {
	corpora, err := precision.Load(filepath.Join(root, "testdata", "precision"))
	if err != nil {
		return nil, err
	}
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		return nil, err
	}
	measured := measure(corpora)
	checks := analyzers.All()
	files := map[string][]byte{
		"analyzers/precision.tsv": precisionTable(measured),
		"analyzers/README.md":     coveragePage(checks, measured),
	}
	for _, c := range checks {
		files["analyzers/"+c.Name+"/README.md"] = checkPage(c, measured[c.Name])
	}
	files["README.md"], err = replaceSection(readme, "checks", checksTable(checks, measured))
	return files, err
}

// measure returns the precision of each check that has findings in corpora.
func measure(corpora []precision.Corpus) map[string]analyzers.Precision {
	measured := make(map[string]analyzers.Precision)
	for name, n := range precision.Counts(corpora) {
		measured[name] = analyzers.Precision{True: n.True, Findings: n.True + n.Harmless + n.False}
	}
	return measured
}

// precisionTable returns the file from which the program knows its precision.
func precisionTable(measured map[string]analyzers.Precision) []byte {
	var out bytes.Buffer
	out.WriteString("# Generated from testdata/precision by go generate; DO NOT EDIT.\n# check\ttrue findings\tfindings\n")
	for _, name := range slices.Sorted(maps.Keys(measured)) {
		fmt.Fprintf(&out, "%s\t%d\t%d\n", name, measured[name].True, measured[name].Findings)
	}
	return out.Bytes()
}

// checkPage returns the page of c.
func checkPage(c *analyzers.Check, p analyzers.Precision) []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, "---\nname: %s\ntitle: %q\ngroup: %s\nseverity: %s\nsince: %s\ndefault: %t\nfix: %t\npitfalls: [%s]\nprecision: %q\n---\n\n",
		c.Name, c.Title(), c.Group, c.Severity, c.Since, c.Default, c.Fix, strings.Join(c.Pitfalls(), ", "), p)
	out.WriteString("<!-- Generated from doc.go by go generate; DO NOT EDIT. -->\n\n")
	fmt.Fprintf(&out, "# %s\n\n", c.Name)
	title, body, _ := strings.Cut(c.Doc, "\n")
	fmt.Fprintf(&out, "%s. ([中文](zh.md))\n\n", capitalize(title))
	out.Write(docs.Markdown(strings.TrimLeft(body, "\n")))
	out.WriteString("\n## Reported pitfalls\n\n| row | pitfall | category |\n| --- | --- | --- |\n")
	rows := byID()
	for _, id := range c.Pitfalls() {
		fmt.Fprintf(&out, "| %s | %s | %s |\n", id, cell(rows[id].Title), strings.Join(categories(c, id), ", "))
	}
	fmt.Fprintf(&out, "\n## Silencing\n\nOne finding, with the reason for the reader who comes next:\n\n"+
		"```go\n//lint:ignore %[1]s reason\n```\n\nThe check as a whole: `interviewlint -disable %[1]s ./...`\n", c.Name)
	return out.Bytes()
}

// categories returns the links to the kinds under which c reports the row id.
func categories(c *analyzers.Check, id string) []string {
	var found []string
	for kind, ids := range c.Kinds {
		if kind != "" && slices.Contains(ids, id) {
			found = append(found, fmt.Sprintf("[%s](#%s)", kind, kind))
		}
	}
	slices.Sort(found)
	return found
}

// chapterTitles are the headings of the coverage page.
var chapterTitles = map[analyzers.Group]string{
	analyzers.Maps:       "Maps · 映射",
	analyzers.Slices:     "Slices, arrays, strings · 切片、数组与字符串",
	analyzers.Numbers:    "Numbers and durations · 数值与时长",
	analyzers.Interfaces: "Interfaces and nil · 接口与 nil",
	analyzers.Locks:      "Locks and atomics · 锁与原子操作",
	analyzers.Goroutines: "Goroutines · 协程",
	analyzers.Channels:   "Channels and timers · 通道与定时器",
	analyzers.Contexts:   "Contexts · 上下文",
	analyzers.Defer:      "Defer and panic · defer 与 panic",
	analyzers.Errors:     "Errors and resources · 错误与资源",
	analyzers.Memory:     "Memory and pools · 内存与对象池",
	analyzers.Reflection: "Reflection and unsafe · 反射与 unsafe",
	analyzers.Packages:   "Packages and tests · 包与测试",
	analyzers.Frameworks: "HTTP, databases, frameworks · HTTP、数据库与框架",
}

// coveragePage returns the page that lists every row of the catalogue.
func coveragePage(checks []*analyzers.Check, measured map[string]analyzers.Precision) []byte {
	var out bytes.Buffer
	rows := analyzers.Catalogue()
	covered := 0
	for _, row := range rows {
		if len(reporting(checks, row.ID)) > 0 {
			covered++
		}
	}
	out.WriteString("<!-- Generated from catalogue.tsv, registry.go and testdata/precision by go generate; DO NOT EDIT. -->\n\n# Coverage\n\n")
	fmt.Fprintf(&out, "%d of the %d pitfalls that interviewers ask about are reported, by %d checks.\n\n", covered, len(rows), len(checks))
	out.WriteString("*Set*: `default` runs unless disabled, `strict` when asked for (`-preset strict`, `-enable`).\n" +
		"*Precision*: share of true findings among those read and judged in real code; n/a below ten findings\n" +
		"([how it is measured](../CONTRIBUTING.md#precision)).\n")
	for _, group := range analyzers.Groups() {
		fmt.Fprintf(&out, "\n## %s\n\n| row | pitfall | 陷阱 | check | set | fix | precision |\n| --- | --- | --- | --- | --- | --- | --- |\n", chapterTitles[group])
		for _, row := range rows {
			if row.Chapter == group {
				coverageRow(&out, row, reporting(checks, row.ID), measured)
			}
		}
	}
	return out.Bytes()
}

// coverageRow writes the line of row, which the given checks report.
func coverageRow(out *bytes.Buffer, row analyzers.Row, by []*analyzers.Check, measured map[string]analyzers.Precision) {
	fmt.Fprintf(out, "| %s | %s | %s | ", row.ID, cell(row.Title), cell(row.TitleZH))
	if len(by) == 0 {
		fmt.Fprintf(out, "planned: %s | | | |\n", strings.Join(row.Checks, ", "))
		return
	}
	column := func(text func(*analyzers.Check) string) {
		texts := make([]string, 0, len(by))
		for _, c := range by {
			texts = append(texts, text(c))
		}
		fmt.Fprintf(out, "%s | ", strings.Join(texts, ", "))
	}
	column(func(c *analyzers.Check) string { return fmt.Sprintf("[%s](%s/README.md)", c.Name, c.Name) })
	column(set)
	column(fix)
	column(func(c *analyzers.Check) string { return measured[c.Name].String() })
	out.Truncate(out.Len() - 1)
	out.WriteByte('\n')
}

// checksTable returns the table of README.md.
func checksTable(checks []*analyzers.Check, measured map[string]analyzers.Precision) []byte {
	if len(checks) == 0 {
		return []byte("No check is registered yet.\n")
	}
	var out bytes.Buffer
	out.WriteString("| check | finds | pitfalls | set | fix | precision |\n| --- | --- | --- | --- | --- | --- |\n")
	for _, c := range checks {
		fmt.Fprintf(&out, "| [%[1]s](analyzers/%[1]s/README.md) | %[2]s | %[3]s | %[4]s | %[5]s | %[6]s |\n",
			c.Name, cell(strings.TrimPrefix(c.Title(), "report ")), strings.Join(c.Pitfalls(), " "), set(c), fix(c), measured[c.Name])
	}
	return out.Bytes()
}

// reporting returns the checks that report the row id.
func reporting(checks []*analyzers.Check, id string) []*analyzers.Check {
	var found []*analyzers.Check
	for _, c := range checks {
		if slices.Contains(c.Pitfalls(), id) {
			found = append(found, c)
		}
	}
	return found
}

func byID() map[string]analyzers.Row {
	rows := make(map[string]analyzers.Row)
	for _, row := range analyzers.Catalogue() {
		rows[row.ID] = row
	}
	return rows
}

func set(c *analyzers.Check) string {
	if c.Default {
		return "default"
	}
	return "strict"
}

func fix(c *analyzers.Check) string {
	if c.Fix {
		return "yes"
	}
	return ""
}

// cell escapes text for a cell of a Markdown table.
func cell(text string) string { return strings.ReplaceAll(text, "|", `\|`) }

func capitalize(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// replaceSection puts text between the markers of the named section of page.
func replaceSection(page []byte, name string, text []byte) ([]byte, error) {
	begin := fmt.Appendf(nil, "<!-- BEGIN %s: generated, DO NOT EDIT -->\n", name)
	end := fmt.Appendf(nil, "<!-- END %s -->", name)
	before, rest, ok1 := bytes.Cut(page, begin)
	_, after, ok2 := bytes.Cut(rest, end)
	if !ok1 || !ok2 {
		return nil, fmt.Errorf("README.md has no section between %q and %q", begin, end)
	}
	return bytes.Join([][]byte{before, begin, text, end, after}, nil), nil
}
