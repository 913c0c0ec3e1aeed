package divisors_test

import (
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/divisors"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/flowtest"
)

func TestUnguarded(t *testing.T) {
	tests := []struct {
		name, body    string
		what          string // "" if the division is guarded
		averagesAtAll bool
	}{
		{"average", `func f(xs []int) int { s := 0; for _, x := range xs { s += x }; return s / len(xs) }`, "len(xs)", true},
		{"average of a map", `func f(m map[int]int) int { s := 0; for _, x := range m { s += x }; return s / len(m) }`, "len(m)", true},
		{"average of a count", `func f(xs []int) int { s, n := 0, 0; for _, x := range xs { if x > 0 { s += x; n++ } }; return s / n }`, "n", true},
		{"average of another", `func f(xs, ys []int) int { s := 0; for _, x := range xs { s += x }; return s / len(ys) }`, "len(ys)", false},
		{"remainder", `func f(xs []int, n int) int { return xs[n%len(xs)] }`, "len(xs)", false},
		{"counted field", `type T struct { sum, n int }; func (t *T) add(x int) { t.sum += x; t.n++ }; func (t *T) f() int { return t.sum / t.n }`, "t.n", false},
		{"field set", `type T struct { sum, n int }; func (t *T) set(n int) { t.n = n }; func (t *T) f() int { return t.sum / t.n }`, "", false},
		{"counted field, guarded", `type T struct { sum, n int }; func (t *T) add(x int) { t.sum += x; t.n++ }; func (t *T) f() int { if t.n == 0 { return 0 }; return t.sum / t.n }`, "", false},
		{"counted field, counted before", `type T struct { sum, n int }; func (t *T) f(x int) int { t.n++; return x / t.n }`, "", false},
		{"counted by a loop over a function", `func f(seq func(func(int) bool)) int { s, n := 0, 0; for x := range seq { s += x; n++ }; return s / n }`, "n", false},
		{"guarded", `func f(xs []int) int { if len(xs) == 0 { return 0 }; return 1 / len(xs) }`, "", false},
		{"in the loop", `func f(xs []int) (n int) { for i := range xs { n += i / len(xs) }; return }`, "", false},
		{"array", `func f(xs [4]int) int { return 1 / len(xs) }`, "", false},
		{"set once", `type T struct { xs []int }; func mk(xs []int) *T { return &T{xs} }; func (t *T) f() int { return 1 / len(t.xs) }`, "", false},
		{"map that starts filled", `type T struct { m map[int]int }; func mk(k int) *T { t := &T{m: map[int]int{}}; t.m[k] = 1; return t }; func (t *T) f() int { return 1 / len(t.m) }`, "", false},
		{"filled map", `type T struct { m map[int]int }; func mk() *T { return &T{map[int]int{}} }; func (t *T) add() { t.m[1] = 1 }; func (t *T) f() int { return 1 / len(t.m) }`, "len(t.m)", false},
		{"parsed", `func f(s string) int { n, _ := strconv.Atoi(s); return 8 / n }`, "n", false},
		{"parsed and scaled", `func f(s string, d time.Duration) time.Duration { n, _ := strconv.Atoi(s); return d / (time.Duration(n) * time.Second) }`, "n", false},
		{"parsed by a helper", `func get(s string) (int64, error) { if n, err := strconv.ParseInt(s, 10, 64); err == nil { return n, nil }; return 0, nil }; func f(s string) int64 { n, err := get(s); if err != nil { return 0 }; return 8 / n }`, "n", false},
		{"tested after parsing", `func f(s string) int { n, _ := strconv.Atoi(s); if n <= 0 { return 0 }; return 8 / n }`, "", false},
		{"tested by the helper", `func get(s string) (int, error) { n, err := strconv.Atoi(s); if n < 1 { n = 1 }; return n, err }; func f(s string) int { n, _ := get(s); return 8 / n }`, "", false},
		{"at least one", `func f(s string) int { n, _ := strconv.Atoi(s); return 8 / max(n, 1) }`, "", false},
		{"float", `func f(xs []int) float64 { return 1 / float64(len(xs)) }`, "", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := flowtest.Load(t, "package snippet\nimport (\"strconv\"; \"time\")\nvar _ = strconv.Itoa\nvar _ time.Time\n"+test.body)
			pass := &analysis.Pass{Fset: p.Fset, Files: p.Files, Pkg: p.Types, TypesInfo: p.Info, ResultOf: map[*analysis.Analyzer]any{flow.Analyzer: p}}
			found := divisors.Unguarded(pass)
			if test.what == "" {
				if len(found) > 0 {
					t.Fatalf("%v is reported", found[0].What)
				}
				return
			}
			if len(found) != 1 || found[0].What != test.what || found[0].Average != test.averagesAtAll || found[0].Parsed != strings.HasPrefix(test.name, "parsed") {
				t.Errorf("got %+v, want %s, average %t", found, test.what, test.averagesAtAll)
			}
		})
	}
}
