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

func (l linter) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	checks := make([]*analyzers.Check, len(l))
	for i, c := range l {
		wrapped := *c
		wrapped.Analyzer = withoutAlternatives(c.Analyzer)
		checks[i] = &wrapped
	}
	return analyzers.Passes(checks), nil
}

func (linter) GetLoadMode() string { return register.LoadModeTypesInfo }

// withoutAlternatives returns a with no more than one fix for each finding,
// since golangci-lint applies all fixes of a finding, where other drivers take
// the first and see the rest as alternatives.
func withoutAlternatives(a *analysis.Analyzer) *analysis.Analyzer {
	wrapped := *a
	wrapped.Run = func(pass *analysis.Pass) (any, error) {
		inner := *pass
		inner.Report = func(d analysis.Diagnostic) {
			d.SuggestedFixes = d.SuggestedFixes[:min(1, len(d.SuggestedFixes))]
			pass.Report(d)
		}
		return a.Run(&inner)
	}
	return &wrapped
}
