package alias_test

import (
	"testing"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/alias"
	"github.com/interviewlint/interviewlint/analyzers/internal/flowtest"
)

// TestView compares the views of the two arguments of the last call of pair.
func TestView(t *testing.T) {
	const header = `package snippet
import "slices"
func pair(a, b []int) {}
type T struct { xs []int; ys []int; next *T }
func (t *T) set() { t.xs = append(t.xs, 1) }
func other() {}
func add(xs []int, x int) []int { return append(xs, x) }
var lit = []int{1, 2}
var _ = slices.Clip[[]int]
`
	tests := []struct {
		name, body              string
		sameArray, sameLo, same bool // same: both ends
		exact                   bool // the first has no room
	}{
		{"itself", `func f(a []int) { pair(a, a) }`, true, true, true, false},
		{"two parameters", `func f(a, b []int) { pair(a, b) }`, false, true, false, false},
		{"prefix", `func f(a []int) { pair(a[:2], a) }`, true, true, false, false},
		{"suffix", `func f(a []int) { pair(a[2:], a) }`, true, false, true, false},
		{"whole", `func f(a []int) { pair(a[:], a) }`, true, true, true, false},
		{"cut at len", `func f(a []int) { pair(a[:len(a)], a) }`, true, true, true, false},
		{"third index", `func f(a []int) { n := len(a); pair(a[:n:n], a) }`, true, true, true, true},
		{"clip", `func f(a []int) { pair(slices.Clip(a), a) }`, true, true, true, true},
		{"append and cut", `func f(a []int) { b := append(a, 1); pair(b[:len(b)-1], a) }`, true, true, true, false},
		{"append", `func f(a []int) { pair(append(a, 1), append(a, 2)) }`, true, true, true, false},
		{"append by helper", `func f(a []int) { pair(add(a, 1), a) }`, true, true, false, false},
		{"append to exact", `func f() { a := []int{1}; pair(append(a, 1), a) }`, false, true, false, false},
		{"package literal", `func f() { pair(lit, lit) }`, true, true, true, true},
		{"field twice", `func f(t *T) { a := t.xs; other(); pair(a, t.xs) }`, true, true, true, false},
		{"field set between", `func f(t *T) { a := t.xs; t.set(); pair(a, t.xs) }`, false, true, false, false},
		{"other field set between", `func f(t *T) { a := t.xs; t.ys = nil; pair(a, t.xs) }`, true, true, true, false},
		{"backtracking", `func f(a []int, n int) { b := a; for i := range n { b = append(b, i); b = b[:len(b)-1] }; pair(b, a) }`, true, true, true, false},
		{"growing", `func f(a []int, n int) { b := a; for i := range n { b = append(b, i) }; pair(b, a) }`, true, true, false, false},
		{"either", `func f(a, b []int, n int) { c := a; if n > 0 { c = b }; pair(c, a) }`, false, true, false, false},
		{"half", `func f(a []int) { pair(a[:len(a)/2], a[len(a)/2:]) }`, true, false, false, false},
		{"halves", `func f(a []int) { pair(a[len(a)/2:], a[len(a)/2:]) }`, true, true, true, false},
		{"copies of a struct", `func g() T; func f() { s := g(); a := s; b := s; pair(a.xs, b.xs) }`, true, true, true, false},
		{"copies of a struct, other fields", `func g() T; func f() { s := g(); a := s; b := s; pair(a.xs, b.ys) }`, false, true, false, false},
		{"copies of a struct, set between", `func g() T; func f() { s := g(); a := s; s.xs = nil; b := s; pair(a.xs, b.xs) }`, false, true, false, false},
		{"copy of a struct, set before", `func f(x []int) { var s T; s.xs = x; a := s; pair(a.xs, x) }`, true, true, true, false},
		{"copy of a struct, set after", `func f(x []int) { var s T; s.xs = x; a := s; a.xs = nil; pair(a.xs, x) }`, false, true, false, false},
		{"entry twice", `func f(m map[int][]int, k int) { a := m[k]; m[k+1] = nil; pair(a, m[k]) }`, true, true, true, false},
		{"entry set between", `func f(m map[int][]int, k int) { a := m[k]; m[k] = nil; pair(a, m[k]) }`, false, true, false, false},
		{"field set in a new object", `func f(t *T) { a := t.xs; u := &T{xs: a}; other(); t.next = u; pair(a, t.xs) }`, true, true, true, false},
		{"array", `func f() { var buf [8]int; pair(buf[:0], buf[:4]) }`, true, true, false, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := flowtest.Load(t, header+test.body)
			args := flowtest.Calls(flowtest.Func(t, p, "f"), "pair")[0].Common().Args
			m := alias.New(p)
			a, b := m.View(args[0]), m.View(args[1])
			if got := a.Array == b.Array; got != test.sameArray {
				t.Fatalf("same array: %t, want %t", got, test.sameArray)
			}
			if got := a.Lo.Equal(b.Lo); got != test.sameLo {
				t.Errorf("same start: %t, want %t", got, test.sameLo)
			}
			if got := a.Hi.Equal(b.Hi); test.sameArray && got != test.same {
				t.Errorf("same end: %t, want %t", got, test.same)
			}
			if a.Exact != test.exact {
				t.Errorf("exact: %t, want %t", a.Exact, test.exact)
			}
		})
	}
}

// TestUses asks whether the result of start() is used or kept after it.
func TestUses(t *testing.T) {
	const header = `package snippet
import ("container/heap"; "container/list")
var _ heap.Interface
var _ *list.List
type T struct { xs []int; n int; next *T }
var all [][]int
func start() []int { return nil }
func read(xs []int) {}
func keep(xs []int) { all = append(all, xs) }
`
	tests := []struct {
		name, body string
		used, kept bool
	}{
		{"nothing", `func f() { a := start(); _ = len(a) }`, false, false},
		{"written", `func f() { a := start(); a[0] = 1; clear(a) }`, false, false},
		{"read", `func f() int { a := start(); return a[0] }`, true, false},
		{"part", `func f() { a := start(); read(a[1:]) }`, true, false},
		{"empty part", `func f() []int { a := start(); return a[:0] }`, false, false},
		{"field", `func f(t *T) { t.xs = start() }`, true, true},
		{"local struct", `func f() { t := &T{xs: start()}; t.n++ }`, false, false},
		{"read from struct", `func f() { t := &T{xs: start()}; read(t.xs) }`, true, false},
		{"struct kept", `func f(u *T) { u.next = &T{xs: start()} }`, true, true},
		{"channel", `func f(ch chan []int) { ch <- start() }`, true, true},
		{"goroutine", `func f() { a := start(); go func() { read(a) }() }`, true, true},
		{"collected", `func f() [][]int { var c [][]int; c = append(c, start()); return c }`, true, false},
		{"kept by callee", `func f() { keep(start()) }`, true, true},
		{"in a list", `func f(l *list.List) { l.PushBack(start()) }`, true, true},
		{"on a heap", `func f(h heap.Interface) { heap.Push(h, T{xs: start()}) }`, true, true},
		{"other field of a copy", `func f() int { all := []T{{xs: start()}}; t := all[0]; return t.n }`, false, false},
		{"field of a copy", `func f() int { all := []T{{xs: start()}}; t := all[0]; return t.xs[0] }`, true, false},
		{"copied", `func f(b []int) { copy(b, start()) }`, true, false},
		{"grown", `func f() []int { return append(start(), 1) }`, true, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := flowtest.Load(t, header+test.body)
			call := flowtest.Calls(flowtest.Func(t, p, "f"), "start")[0].(*ssa.Call)
			uses := alias.New(p).Uses(call, nil)
			kept := false
			for _, use := range uses {
				kept = kept || use.Kept
			}
			if used := len(uses) > 0; used != test.used || kept != test.kept {
				t.Errorf("used %t kept %t, want %t %t", used, kept, test.used, test.kept)
			}
		})
	}
}

// TestFind asks whether the result of start is used after a call of fill.
func TestFind(t *testing.T) {
	const header = `package snippet
func start() []int { return nil }
func fill() {}
func cond() bool { return false }
func read(xs []int) {}
func print(args ...any) {}
`
	tests := []struct {
		name, body string
		want       bool
	}{
		{"used before", `func f() { a := start(); read(a); fill() }`, false},
		{"used after", `func f() { a := start(); fill(); read(a) }`, true},
		{"used after, as an interface", `func f() { a := start(); fill(); print(1, a) }`, true},
		{"another slice by then", `func f() { a := start(); if cond() { fill(); a = nil }; read(a) }`, false},
		{"another slice by then, as an interface", `func f() { a := start(); if cond() { fill(); a = nil }; print(1, a) }`, false},
		{"collected, then another slice", `func g() []int; func f() { var all [][]int; for cond() { a := start(); all = append(all, a); fill() }; for _, b := range all { read(b) } }`, true},
		{"one of two slices", `func f() { a := start(); b := a; if cond() { fill(); a = nil }; print(a, b) }`, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := flowtest.Load(t, header+test.body)
			fn := flowtest.Func(t, p, "f")
			call := flowtest.Calls(fn, "start")[0].(*ssa.Call)
			m := alias.New(p)
			x := m.Find(alias.Query{Slice: call, Fn: fn, Uses: m.Uses(call, nil), Write: func(instr ssa.Instruction) bool {
				call, ok := instr.(*ssa.Call)
				return ok && call.Call.StaticCallee() != nil && call.Call.StaticCallee().Name() == "fill"
			}})
			if got := x != nil; got != test.want {
				t.Errorf("conflict %t, want %t", got, test.want)
			}
		})
	}
}

// TestRepeats asks whether the function literal of f runs again and again.
func TestRepeats(t *testing.T) {
	const header = `package snippet
import ("iter"; "sync")
func each(xs []int, g func(int)) { for _, x := range xs { g(x) } }
func once(g func(int)) { g(1) }
var _ iter.Seq[int]
var _ sync.Map
`
	tests := []struct {
		name, body string
		want       bool
	}{
		{"loop over a function", `func f(seq iter.Seq[int], n *int) { for x := range seq { *n += x } }`, true},
		{"called in a loop", `func f(xs []int, n *int) { each(xs, func(x int) { *n += x }) }`, true},
		{"called once", `func f(n *int) { once(func(x int) { *n += x }) }`, false},
		{"by its name", `func f(m *sync.Map, n *int) { m.Range(func(k, v any) bool { *n++; return true }) }`, true},
		{"of another package, once", `func f(o *sync.Once, n *int) { o.Do(func() { *n++ }) }`, false},
		{"goroutine", `func f(n *int) { go func() { *n++ }() }`, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := flowtest.Load(t, header+test.body)
			if got := alias.New(p).Repeats(flowtest.Func(t, p, "f").AnonFuncs[0]); got != test.want {
				t.Errorf("repeats %t, want %t", got, test.want)
			}
		})
	}
}

// TestWraps asks whether the function called in f returns an append to its
// argument as a part of its result.
func TestWraps(t *testing.T) {
	const header = `package snippet
type T struct { xs []int; next *T }
`
	tests := []struct {
		name, body string
		want       bool
	}{
		{"pointer", `func g(xs []int) *T { return &T{xs: append(xs, 1)} }`, true},
		{"value", `func g(xs []int) (t T) { t.xs = append(xs, 1); return t }`, true},
		{"copy", `func g(xs []int) *T { return &T{xs: append([]int(nil), xs...)} }`, false},
		{"as it is", `func g(xs []int) *T { return &T{xs: xs} }`, false},
		{"slice", `func g(xs []int) []int { return append(xs, 1) }`, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := flowtest.Load(t, header+test.body+"\nfunc f(xs []int) { g(xs) }")
			call := flowtest.Calls(flowtest.Func(t, p, "f"), "g")[0].(*ssa.Call)
			if got := len(alias.New(p).Wraps(call)) > 0; got != test.want {
				t.Errorf("wraps %t, want %t", got, test.want)
			}
		})
	}
}

// TestRecursion: a function that keeps what it passes on to itself.
func TestRecursion(t *testing.T) {
	p := flowtest.Load(t, `package snippet
func f(path []int, out *[][]int) { if len(path) > 3 { *out = append(*out, path); return }; f(append(path, 1), out) }`)
	fn := flowtest.Func(t, p, "f")
	call := flowtest.Calls(fn, "f")[0]
	kept := false
	for _, use := range alias.New(p).Uses(call.Common().Args[0], nil) {
		kept = kept || use.Kept && use.Instr == ssa.Instruction(call)
	}
	if !kept {
		t.Error("the recursive call keeps its argument, but is not said to")
	}
}
