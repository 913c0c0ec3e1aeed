package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/interviewlint/interviewlint/analyzers"
	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/config"
)

//go:generate go test -run TestSchema . -update

// TestSchema demands that schema.json, which editors load, is up to date.
func TestSchema(t *testing.T) {
	var out bytes.Buffer
	if err := writeSchema(&out, analyzers.All()); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("schema.json", out.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	committed, err := os.ReadFile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(committed), out.String()); diff != "" {
		t.Errorf("schema.json is out of date; run go generate ./... (-committed +now):\n%s", diff)
	}
}

// TestConfigs demands that the command and the schema accept the same files.
func TestConfigs(t *testing.T) {
	var text bytes.Buffer
	if err := writeSchema(&text, fakeChecks()); err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(&text)
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, text string
		err        string // of the command, without the file's directory; "" if there is none
	}{
		{name: "empty", text: "# nothing\n"},
		{name: "one key", text: "preset: strict\n"},
		{name: "everything", text: `
preset: none
enable: [shout, slices, NUM-01]
disable:
  - all
severity: {shout: note, slices: error}
options:
  empty:
    max: 3
exclude: [vendor, "**/*.pb.go"]
generated: true
tests: false
`},
		{name: "unknown key", text: "\npresets: strict\n", err: `2:1: unknown key "presets" (did you mean "preset"?)`},
		{name: "unknown preset", text: "preset: loud\n", err: `1:9: unknown preset "loud": use default, strict, plugin or none`},
		{name: "a list for a string", text: "preset: [strict]\n", err: "1:9: want a string"},
		{name: "a string for a list", text: "enable: shout\n", err: "1:9: want a list"},
		{name: "no value", text: "enable:\n", err: "1:9: want a list"},
		{
			name: "unknown check", text: "enable:\n  - shout\n  - shuot\n",
			err: `3:5: unknown check "shuot" (did you mean "shout"?): run "interviewlint list" to see all`,
		},
		{name: "unknown severity", text: "severity:\n  shout: fatal\n", err: `2:10: unknown severity "fatal": use error, warning or note`},
		{name: "options of an unknown check", text: "options:\n  emtpy: {max: 1}\n", err: `2:3: unknown check "emtpy" (did you mean "empty"?)`},
		{name: "unknown option", text: "options:\n  empty: {maxi: 1}\n", err: `2:11: empty has no option "maxi" (did you mean "max"?)`},
		{name: "not a truth value", text: "tests: maybe\n", err: "1:8: want true or false"},
		{name: "a list", text: "- preset\n", err: "1:1: want keys and values"},
		{name: "duplicate key", text: "preset: none\npreset: strict\n", err: "2:1: mapping key \"preset\" already defined at [1:1]"},
		{name: "bad syntax", text: "preset: \"strict\n", err: "1:9: could not find end character of double-quoted text"},
	} {
		t.Run(test.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), config.Name)
			if err := os.WriteFile(file, []byte(test.text), 0o666); err != nil {
				t.Fatal(err)
			}
			_, err := config.Read(file, fakeChecks())
			got, want := "", ""
			if err != nil {
				got = err.Error()
			}
			if test.err != "" {
				want = file + ":" + test.err
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("error (-want +got):\n%s", diff)
			}
			var value any
			if err := yaml.Unmarshal([]byte(test.text), &value); err != nil || value == nil {
				return // nothing for a schema to judge
			}
			text, err := json.Marshal(value)
			if err != nil {
				t.Fatal(err)
			}
			parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(parsed); (err == nil) != (test.err == "") {
				t.Errorf("the schema says %v", err)
			}
		})
	}
}
