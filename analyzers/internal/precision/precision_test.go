package precision_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/interviewlint/interviewlint/analyzers/internal/precision"
)

const header = "# corpus: std\n# version: go1.26.0\n# date: 2026-11-22\n"

func TestParse(t *testing.T) {
	got, err := precision.Parse(strings.NewReader(header + "# a comment\n\n" +
		"true\tnilmap\ta.go:1:2\tm is nil\n" +
		"harmless\tnilmap\ta.go:3:4\tm is nil\n" +
		"false\tmaprace\tb.go:5:6\tm is shared\tthe caller holds the lock\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := precision.Corpus{Name: "std", Version: "go1.26.0", Date: "2026-11-22", Findings: []precision.Finding{
		{Verdict: precision.True, Check: "nilmap", Position: "a.go:1:2", Message: "m is nil"},
		{Verdict: precision.Harmless, Check: "nilmap", Position: "a.go:3:4", Message: "m is nil"},
		{Verdict: precision.False, Check: "maprace", Position: "b.go:5:6", Message: "m is shared", Reason: "the caller holds the lock"},
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Parse (-want +got):\n%s", diff)
	}
	counts := precision.Counts([]precision.Corpus{got, got})
	wantCounts := map[string]precision.Count{"nilmap": {True: 2, Harmless: 2}, "maprace": {False: 2}}
	if diff := cmp.Diff(wantCounts, counts); diff != "" {
		t.Errorf("Counts (-want +got):\n%s", diff)
	}
}

func TestParseErrors(t *testing.T) {
	for name, text := range map[string]string{
		"no headers":            "true\tnilmap\ta.go:1:2\tm is nil\n",
		"too few columns":       header + "true\tnilmap\ta.go:1:2\n",
		"too many columns":      header + "true\tnilmap\ta.go:1:2\tm\tr\tx\n",
		"unknown verdict":       header + "maybe\tnilmap\ta.go:1:2\tm is nil\n",
		"false without a cause": header + "false\tnilmap\ta.go:1:2\tm is nil\n",
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := precision.Parse(strings.NewReader(text)); err == nil {
				t.Error("no error")
			}
		})
	}
}

func TestLoad(t *testing.T) {
	if _, err := precision.Load("../../../testdata/precision"); err != nil {
		t.Error(err)
	}
	if none, err := precision.Load(t.TempDir()); len(none) != 0 || err != nil {
		t.Errorf("an empty directory has %d corpora and error %v", len(none), err)
	}
}

func TestRejudge(t *testing.T) {
	old, err := precision.Parse(strings.NewReader(header +
		"true\tnilmap\ta.go:1:2\tm is nil\n" +
		"false\tnilmap\ta.go:3:4\tm is nil\tset by reflection\n" +
		"true\tnilmap\tb.go:5:6\tm is nil\n"))
	if err != nil {
		t.Fatal(err)
	}
	got := old.Rejudge([]precision.Finding{
		{Check: "nilmap", Position: "a.go:2:2", Message: "m is nil"},
		{Check: "nilmap", Position: "a.go:4:4", Message: "m is nil"},
		{Check: "nilmap", Position: "a.go:9:9", Message: "m is nil"},
	}).String()
	want := header +
		"true\tnilmap\ta.go:2:2\tm is nil\n" +
		"false\tnilmap\ta.go:4:4\tm is nil\tset by reflection\n" +
		"?\tnilmap\ta.go:9:9\tm is nil\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Rejudge (-want +got):\n%s", diff)
	}
	if _, err := precision.Parse(strings.NewReader(got)); err != nil {
		t.Errorf("what String returns cannot be parsed: %v", err)
	}
}
