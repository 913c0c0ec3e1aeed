package format_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/finding"
	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/format"
)

// report returns a report with one of everything, in a directory of its own
// whose file has characters that count differently in bytes and UTF-16.
func report(t *testing.T) *format.Report {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a b.go"), []byte("package p\n\nvar 名𝄞 = 1 + 2\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	span := finding.Span{File: "a b.go", Line: 3, Column: 5, EndLine: 3, EndColumn: 12}
	value := finding.Span{File: "a b.go", Line: 3, Column: 15, EndLine: 3, EndColumn: 20}
	return &format.Report{
		Dir: dir,
		Rules: []format.Rule{
			{ID: "other", Title: "report others", Text: "report others", Severity: "note", Tags: []string{"maps"}},
			{ID: "nilmap", Title: "report nil maps", Text: "report nil maps\n\nThey panic.", Markdown: "They **panic**.",
				URL: "https://example.com/nilmap", Severity: "error", Tags: []string{"maps", "MAP-01"}},
		},
		Findings: []finding.Finding{
			{
				Check: "nilmap", Category: "field", Pitfalls: []string{"MAP-01"}, Severity: "error",
				Message: "m is nil", Span: span, Fingerprint: "0123456789abcdef",
				Related: []finding.Related{
					{Span: value, Message: "it is set here"},
					{Span: finding.Span{File: "/usr/lib/go/x.go", Line: 7}, Message: "and read here"},
				},
				Fixes: []finding.Fix{{Message: "Make it", Edits: []finding.Edit{
					{Span: value, Start: 24, End: 29, NewText: "3"},
					{Span: finding.Span{File: "b.go", Line: 1, Column: 1, EndLine: 1, EndColumn: 1}, NewText: "x"},
				}}},
			},
			{Check: "unuseddirective", Severity: "warning", Message: "nothing", Span: finding.Span{File: "b.go", Line: 1, Column: 1}},
		},
		Problems: []finding.Problem{
			{Package: "p", File: "b.go", Line: 1, Column: 2, Message: "undefined: x"},
			{Package: "p", Message: "package p: pass nilmap panicked: oh"},
		},
	}
}

// TestSARIF validates the log against the schema of the standard.
func TestSARIF(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile("testdata/sarif-schema-2.1.0.json")
	if err != nil {
		t.Fatal(err)
	}
	for name, r := range map[string]*format.Report{
		"full":  report(t),
		"empty": {Dir: t.TempDir()},
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			if err := format.SARIF(&out, r); err != nil {
				t.Fatal(err)
			}
			log, err := jsonschema.UnmarshalJSON(bytes.NewReader(out.Bytes()))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(log); err != nil {
				t.Errorf("%v\n%s", err, out.Bytes())
			}
		})
	}
}

func TestSARIFColumns(t *testing.T) {
	var out bytes.Buffer
	r := report(t)
	if err := format.SARIF(&out, r); err != nil {
		t.Fatal(err)
	}
	var log struct {
		Runs []struct {
			Results []struct {
				Locations []struct {
					PhysicalLocation struct {
						ArtifactLocation struct{ URI, URIBaseID string }
						Region           struct{ StartColumn, EndColumn int }
					}
				}
				CodeFlows []struct {
					ThreadFlows []struct{ Locations []any }
				}
			}
		}
	}
	if err := json.Unmarshal(out.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	result := log.Runs[0].Results[0]
	at := result.Locations[0].PhysicalLocation
	if got, want := at.ArtifactLocation.URI, "a%20b.go"; got != want {
		t.Errorf("URI is %s, want %s", got, want)
	}
	// One unit for 名, two for the musical symbol.
	if diff := cmp.Diff([]int{5, 8}, []int{at.Region.StartColumn, at.Region.EndColumn}); diff != "" {
		t.Errorf("columns (-want +got):\n%s", diff)
	}
	if n := len(result.CodeFlows[0].ThreadFlows[0].Locations); n != 3 {
		t.Errorf("the code flow has %d places, want the trace and the finding", n)
	}
}
