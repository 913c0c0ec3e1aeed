package analyzers

import (
	"testing"

	"golang.org/x/tools/go/analysis"
)

func TestPrecision(t *testing.T) {
	for _, test := range []struct {
		given   Precision
		percent int
		ok      bool
		text    string
	}{
		{Precision{}, 0, false, "n/a"},
		{Precision{True: 9, Findings: 9}, 0, false, "n/a (9)"},
		{Precision{True: 9, Findings: 10}, 90, true, "90% of 10"},
		{Precision{True: 899, Findings: 1000}, 89, true, "89% of 1000"},
	} {
		percent, ok := test.given.Percent()
		if percent != test.percent || ok != test.ok || test.given.String() != test.text {
			t.Errorf("%+v is %d, %t, %q, want %d, %t, %q", test.given, percent, ok, test.given, test.percent, test.ok, test.text)
		}
	}
	if p := (&Check{Analyzer: &analysis.Analyzer{Name: "nosuchcheck"}}).Precision(); p != (Precision{}) {
		t.Errorf("a check without findings has the precision %v", p)
	}
}
