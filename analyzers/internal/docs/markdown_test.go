package docs_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
)

const source = `// Package x defines an analyzer of x.
//
// # Analyzer x
//
// x: report an x
//
// Question: what is [sync.Mutex]?
//
// Answer, as the best interview answer: a lock
// with *two* methods.
//
// Before:
//
//	func f() { x() }
//
// After:
//
//	func f() {}
//
// # Principle
//
// Run it:
//
//	go vet ./...
//
// # missing
package x
`

const rendered = "report an x\n" +
	"\n**Question**: what is [sync.Mutex](https://pkg.go.dev/sync#Mutex)?\n" +
	"\n**Answer**, as the best interview answer: a lock with \\*two\\* methods.\n" +
	"\n**Before**:\n\n```go\nfunc f() { x() }\n```\n" +
	"\n**After**:\n\n```go\nfunc f() {}\n```\n" +
	"\n## Principle\n\nRun it:\n\n```text\ngo vet ./...\n```\n" +
	"\n## missing\n"

func TestPage(t *testing.T) {
	text, err := docs.Extract(source, "x")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(rendered, string(docs.Markdown(text))); diff != "" {
		t.Errorf("Markdown (-want +got):\n%s", diff)
	}
	examples := docs.Examples{Before: []string{"func f() { x() }\n"}, After: []string{"func f() {}\n"}}
	if diff := cmp.Diff(examples, docs.ExamplesOf(text)); diff != "" {
		t.Errorf("ExamplesOf (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"Principle", "missing"}, docs.Headings(text)); diff != "" {
		t.Errorf("Headings (-want +got):\n%s", diff)
	}
}

func TestExtractErrors(t *testing.T) {
	for name, text := range map[string]string{
		"not Go":      "…",
		"no heading":  "// Package x is x.\npackage x\n",
		"wrong start": "// Package x is x.\n//\n// # Analyzer x\n//\n// report an x\npackage x\n",
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := docs.Extract(text, "x"); err == nil {
				t.Error("no error")
			}
		})
	}
}
