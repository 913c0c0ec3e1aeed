package analyzers

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// checkNames returns the names of checks.
func checkNames(checks []*Check) []string {
	names := make([]string, 0, len(checks))
	for _, c := range checks {
		names = append(names, c.Name)
	}
	return names
}

// those returns the names of the checks for which keep holds.
func those(keep func(*Check) bool) []string {
	return checkNames(slices.DeleteFunc(All(), func(c *Check) bool { return !keep(c) }))
}

func TestSelect(t *testing.T) {
	reports := func(id string) func(*Check) bool {
		return func(c *Check) bool { return slices.Contains(c.Pitfalls(), id) }
	}
	for name, test := range map[string]struct {
		settings Settings
		want     func(*Check) bool
	}{
		"nothing said":  {Settings{}, func(c *Check) bool { return c.Default }},
		"default":       {Settings{Preset: "default"}, func(c *Check) bool { return c.Default }},
		"strict":        {Settings{Preset: "strict"}, func(*Check) bool { return true }},
		"plugin":        {Settings{Preset: "plugin"}, func(c *Check) bool { return c.Default && !c.Covered }},
		"none":          {Settings{Preset: "none"}, func(*Check) bool { return false }},
		"one check":     {Settings{Preset: "none", Enable: []string{"typednil"}}, func(c *Check) bool { return c.Name == "typednil" }},
		"only one":      {Settings{Disable: []string{"all"}, Enable: []string{"typednil"}}, func(c *Check) bool { return c.Name == "typednil" }},
		"but one":       {Settings{Preset: "strict", Disable: []string{"typednil"}}, func(c *Check) bool { return c.Name != "typednil" }},
		"a chapter":     {Settings{Preset: "none", Enable: []string{"frameworks"}}, func(c *Check) bool { return c.Group == Frameworks }},
		"but a chapter": {Settings{Preset: "strict", Disable: []string{"frameworks"}}, func(c *Check) bool { return c.Group != Frameworks }},
		"a row":         {Settings{Preset: "none", Enable: []string{"FWK-02"}}, reports("FWK-02")},
		"all enabled":   {Settings{Preset: "none", Enable: []string{"all"}}, func(*Check) bool { return true }},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Select(test.settings)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(those(test.want), checkNames(got)); diff != "" {
				t.Errorf("checks (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSelectErrors(t *testing.T) {
	for name, test := range map[string]struct {
		settings Settings
		want     string
	}{
		"unknown preset":  {Settings{Preset: "best"}, `"best"`},
		"misspelt check":  {Settings{Enable: []string{"typednli"}}, `did you mean "typednil"?`},
		"misspelt group":  {Settings{Disable: []string{"framework"}}, `did you mean "frameworks"?`},
		"unlike anything": {Settings{Disable: []string{"xxxxxxxxxxxx"}}, `unknown check "xxxxxxxxxxxx": run`},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := Select(test.settings); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v does not have %s", err, test.want)
			}
		})
	}
}

func TestDistance(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"abc", "", 3}, {"", "abc", 3}, {"abc", "abc", 0},
		{"abc", "abd", 1}, {"abc", "ab", 1}, {"abc", "xabc", 1}, {"kitten", "sitting", 3},
	} {
		if got := distance(test.a, test.b); got != test.want {
			t.Errorf("distance(%q, %q) = %d, want %d", test.a, test.b, got, test.want)
		}
	}
}
