package plugin_test

import (
	"strings"
	"testing"

	"github.com/golangci/plugin-module-register/register"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers"
	_ "github.com/interviewlint/interviewlint/plugin"
)

// settings is what golangci-lint hands over: decoded YAML.
type settings map[string]any

func TestSettings(t *testing.T) {
	for name, test := range map[string]struct {
		given any
		want  analyzers.Settings
	}{
		"none":            {nil, analyzers.Settings{Preset: "plugin"}},
		"empty":           {settings{}, analyzers.Settings{Preset: "plugin"}},
		"preset":          {settings{"preset": "strict"}, analyzers.Settings{Preset: "strict"}},
		"a group enabled": {settings{"enable": []any{"all"}}, analyzers.Settings{Preset: "strict"}},
		"all disabled":    {settings{"preset": "strict", "disable": []any{"all"}}, analyzers.Settings{Preset: "none"}},
	} {
		t.Run(name, func(t *testing.T) {
			if len(analyzers.All()) == 0 && strings.HasPrefix(name, "a") {
				t.Skip("no check is registered")
			}
			linter, err := build(t, test.given)
			if err != nil {
				t.Fatal(err)
			}
			if mode := linter.GetLoadMode(); mode != register.LoadModeTypesInfo {
				t.Errorf("load mode %q, want %q", mode, register.LoadModeTypesInfo)
			}
			got, err := linter.BuildAnalyzers()
			if err != nil {
				t.Fatal(err)
			}
			checks, err := analyzers.Select(test.want)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(names(analyzers.Passes(checks)), names(got)); diff != "" {
				t.Errorf("analyzers (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSettingsErrors(t *testing.T) {
	for name, test := range map[string]struct {
		given any
		want  string // a part of the error
	}{
		"unknown key":    {settings{"enabel": []any{"nilmap"}}, `"enabel"`},
		"wrong type":     {settings{"preset": 1}, "preset"},
		"unknown preset": {settings{"preset": "best"}, `"best"`},
		"unknown check":  {settings{"disable": []any{"nosuchcheck"}}, `"nosuchcheck"`},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := build(t, test.given); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v does not mention %s", err, test.want)
			}
		})
	}
}

func build(t *testing.T, given any) (register.LinterPlugin, error) {
	t.Helper()
	newLinter, err := register.GetPlugin("interviewlint")
	if err != nil {
		t.Fatal(err)
	}
	return newLinter(given)
}

func names(passes []*analysis.Analyzer) []string {
	found := make([]string, len(passes))
	for i, a := range passes {
		found[i] = a.Name
	}
	return found
}
