package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers"
	"github.com/interviewlint/interviewlint/analyzers/internal/precision"
)

// TestDocs demands that what is generated is up to date.
func TestDocs(t *testing.T) {
	root := "../../.."
	files, err := generate(root)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range files {
		got, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Errorf("%s is missing: run go generate ./...", name)
		} else if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s is out of date: run go generate ./... (-want +got):\n%s", name, diff)
		}
	}
}

var example = &analyzers.Check{
	Analyzer: &analysis.Analyzer{
		Name: "nilmap",
		Doc:  "report a write to a nil map\n\nQuestion: why?\n\nBefore:\n\n\tvar m map[int]int\n\n# Principle\n\n# missing",
	},
	Group: analyzers.Maps, Severity: analyzers.Error, Since: "v0.1.0", Default: true, Fix: true,
	Kinds: map[string][]string{"": {"MAP-01"}, "missing": {"MAP-02"}},
}

const examplePage = `---
name: nilmap
title: "report a write to a nil map"
group: maps
severity: error
since: v0.1.0
default: true
fix: true
pitfalls: [MAP-01, MAP-02]
precision: "95% of 20"
---

<!-- Generated from doc.go by go generate; DO NOT EDIT. -->

# nilmap

Report a write to a nil map. ([中文](zh.md))

**Question**: why?

**Before**:

` + "```go\nvar m map[int]int\n```" + `

## Principle

## missing

## Reported pitfalls

| row | pitfall | category |
| --- | --- | --- |
| MAP-01 | assignment to an entry of a local nil map |  |
| MAP-02 | map field or package variable that is written but never made | [missing](#missing) |

## Silencing

One finding, with the reason for the reader who comes next:

` + "```go\n//lint:ignore nilmap reason\n```" + `

The check as a whole: ` + "`interviewlint -disable nilmap ./...`\n"

func TestCheckPage(t *testing.T) {
	got := checkPage(example, analyzers.Precision{True: 19, Findings: 20})
	if diff := cmp.Diff(examplePage, string(got)); diff != "" {
		t.Errorf("checkPage (-want +got):\n%s", diff)
	}
}

func TestChecksTable(t *testing.T) {
	want := "| check | finds | pitfalls | set | fix | precision |\n| --- | --- | --- | --- | --- | --- |\n" +
		"| [nilmap](analyzers/nilmap/README.md) | a write to a nil map | MAP-01 MAP-02 | default | yes | n/a (3) |\n"
	got := checksTable([]*analyzers.Check{example}, map[string]analyzers.Precision{"nilmap": {True: 3, Findings: 3}})
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("checksTable (-want +got):\n%s", diff)
	}
}

func TestMeasure(t *testing.T) {
	got := measure([]precision.Corpus{{Findings: []precision.Finding{
		{Verdict: precision.True, Check: "nilmap"},
		{Verdict: precision.Harmless, Check: "nilmap"},
		{Verdict: precision.False, Check: "nilmap"},
	}}})
	if diff := cmp.Diff(map[string]analyzers.Precision{"nilmap": {True: 1, Findings: 3}}, got); diff != "" {
		t.Errorf("measure (-want +got):\n%s", diff)
	}
}

func TestEveryChapterHasATitle(t *testing.T) {
	for _, group := range analyzers.Groups() {
		if chapterTitles[group] == "" {
			t.Errorf("chapter %q has no title", group)
		}
	}
}

func TestReplaceSection(t *testing.T) {
	page := []byte("a\n<!-- BEGIN x: generated, DO NOT EDIT -->\nold\n<!-- END x -->\nz\n")
	got, err := replaceSection(page, "x", []byte("new\n"))
	if want := "a\n<!-- BEGIN x: generated, DO NOT EDIT -->\nnew\n<!-- END x -->\nz\n"; err != nil || string(got) != want {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
	if _, err := replaceSection(page, "y", nil); err == nil {
		t.Error("no error for a section that is not there")
	}
}
