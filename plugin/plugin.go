// Package plugin is the module plugin of golangci-lint v2: a linter of the
// name interviewlint that runs the checks. Import it for its side effect.
package plugin

import (
	"fmt"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers"
)

func init() {
	register.Plugin("interviewlint", New)
}

// New returns the linter that settings ask for, which have the keys of
// [analyzers.Settings]. Without a preset, it runs the checks of the preset
// "plugin": those on by default whose findings golangci-lint's standard
// linters do not report already.
func New(settings any) (register.LinterPlugin, error) {
	s, err := register.DecodeSettings[analyzers.Settings](settings)
	if err != nil {
		return nil, fmt.Errorf("linters.settings.custom.interviewlint.settings: %w", err)
	}
	if s.Preset == "" {
		s.Preset = "plugin"
	}
	checks, err := analyzers.Select(s)
	if err != nil {
		return nil, fmt.Errorf("linters.settings.custom.interviewlint.settings: %w", err)
	}
	return linter(checks), nil
}

// A linter is a set of checks.
type linter []*analyzers.Check

func (l linter) BuildAnalyzers() ([]*analysis.Analyzer, error) { return analyzers.Passes(l), nil }

func (linter) GetLoadMode() string { return register.LoadModeTypesInfo }
