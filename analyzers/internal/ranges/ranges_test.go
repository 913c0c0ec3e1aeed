package ranges_test

import (
	"math"
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/flowtest"
	"github.com/interviewlint/interviewlint/analyzers/internal/ranges"
)

// TestAt asks for the range of the argument of use.
func TestAt(t *testing.T) {
	const none, inf = math.MinInt64, math.MaxInt64
	tests := []struct {
		name, body string
		lo, hi     int64
	}{
		{"unknown", `func f(n int) { use(n) }`, none, inf},
		{"constant", `func f() { use(3) }`, 3, 3},
		{"length", `func f(s []int) { use(len(s)) }`, 0, inf},
		{"guarded", `func f(n int) { if n > 0 { use(n) } }`, 1, inf},
		{"early return", `func f(n int) { if n <= 0 { return }; use(n) }`, 1, inf},
		{"two guards", `func f(n int) { if n < 0 || n > 255 { return }; use(n) }`, 0, 255},
		{"mirrored", `func f(n int) { if 10 >= n { use(n) } }`, none, 10},
		{"negated", `func f(n int) { if !(n < 5) { use(n) } }`, 5, inf},
		{"length guarded", `func f(s []int) { if len(s) == 0 { return }; use(len(s)) }`, 1, inf},
		{"field guarded", `type T struct{ n int }; func f(t *T) { if t.n < 1 { return }; use(t.n) }`, 1, inf},
		{"defaulted", `func f(n int) { if n <= 0 { n = 7 }; use(n) }`, 1, inf},
		{"max", `func f(n int) { use(max(n, 1)) }`, 1, inf},
		{"masked", `func f(n int) { use(n & 15) }`, 0, 15},
		{"remainder", `func f(s []int) { use(len(s) % 8) }`, 0, 7},
		{"counter", `func f(n int) { i := 0; for i < n { i++ }; use(i) }`, 0, inf},
		{"converted", `func f(b byte) { use(int(b)) }`, 0, 255},
		{"plus one", `func f(s []int) { use(len(s) + 1) }`, 1, inf},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := flowtest.Load(t, "package snippet\nfunc use(int) {}\n"+test.body)
			call := flowtest.Calls(flowtest.Func(t, p, "f"), "use")[0]
			if got := ranges.At(call, call.Common().Args[0]); got.Lo != test.lo || got.Hi != test.hi {
				t.Errorf("got %v, want [%d %d]", got, test.lo, test.hi)
			}
		})
	}
}

// TestTested asks what the branches say of the argument of use itself.
func TestTested(t *testing.T) {
	const inf = math.MaxInt64
	tests := []struct {
		name, body string
		hi         int64
	}{
		{"not tested", `func f(n int) { use(n) }`, inf},
		{"tested", `func f(n int) { if n < 3 { use(n) } }`, 2},
		{"tested the other way", `func f(n int) { if 3 <= n { return }; use(n) }`, 2},
		{"another call", `type T struct{ n int }; func (t *T) size() int { return t.n }; func f(t *T) { if t.size() > 0 { return }; t.n++; use(t.size()) }`, inf},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := flowtest.Load(t, "package snippet\nfunc use(int) {}\n"+test.body)
			call := flowtest.Calls(flowtest.Func(t, p, "f"), "use")[0]
			if got := ranges.Tested(call, call.Common().Args[0]); got.Hi != test.hi {
				t.Errorf("got %v, want at most %d", got, test.hi)
			}
		})
	}
}

// TestNotZero asks whether the argument of use can be zero.
func TestNotZero(t *testing.T) {
	tests := []struct {
		name, body string
		want       bool
	}{
		{"unknown", `func f(n int) { use(n) }`, false},
		{"not equal", `func f(n int) { if n != 0 { use(n) } }`, true},
		{"returned", `func f(n int) { if n == 0 { return }; use(n) }`, true},
		{"inside range", `func f(s []int) { for range s { use(len(s)) } }`, true},
		{"index loop", `func f(s []int) { for i := 0; i < len(s); i++ { use(len(s)) } }`, true},
		{"other length", `func f(s, r []int) { if len(r) == 0 { return }; use(len(s)) }`, false},
		{"negative", `func f(n int) { if n < 0 { use(n) } }`, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := flowtest.Load(t, "package snippet\nfunc use(int) {}\n"+test.body)
			call := flowtest.Calls(flowtest.Func(t, p, "f"), "use")[0]
			if got := ranges.NotZero(call, call.Common().Args[0]); got != test.want {
				t.Errorf("got %t, want %t", got, test.want)
			}
		})
	}
}
