package plugin

import (
	"testing"

	"golang.org/x/tools/go/analysis"
)

func TestWithoutAlternatives(t *testing.T) {
	fixes := []analysis.SuggestedFix{{Message: "the fix"}, {Message: "an alternative"}}
	for _, given := range []int{0, 1, 2} {
		inner := &analysis.Analyzer{Name: "demo", Run: func(pass *analysis.Pass) (any, error) {
			pass.Report(analysis.Diagnostic{Message: "wrong", SuggestedFixes: fixes[:given]})
			return "result", nil
		}}
		var got []analysis.Diagnostic
		pass := &analysis.Pass{Report: func(d analysis.Diagnostic) { got = append(got, d) }}
		result, err := withoutAlternatives(inner).Run(pass)
		if result != "result" || err != nil {
			t.Errorf("the result is %v, %v", result, err)
		}
		if len(got) != 1 || got[0].Message != "wrong" || len(got[0].SuggestedFixes) != min(given, 1) {
			t.Errorf("with %d fixes, it reports %+v", given, got)
		}
	}
}
