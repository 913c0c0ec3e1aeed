package races_test

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/flowtest"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
	"github.com/interviewlint/interviewlint/analyzers/internal/locks"
	"github.com/interviewlint/interviewlint/analyzers/internal/races"
)

const header = `package snippet
import ("sort"; "sync"; "sync/atomic"; "time")
var _ = sort.Ints
var _ sync.Mutex
var _ atomic.Bool
var _ = time.Now
type T struct { mu sync.Mutex; n int; next *T; m map[string]int }
func (t *T) inc() { t.n++ }
func (t *T) lockedInc() { t.mu.Lock(); defer t.mu.Unlock(); t.n++ }
`

func load(t *testing.T, src string) *races.Model {
	t.Helper()
	p := flowtest.Load(t, src)
	pass := &analysis.Pass{ResultOf: map[*analysis.Analyzer]any{flow.Analyzer: p}}
	lock, err := locks.Analyzer.Run(pass)
	if err != nil {
		t.Fatal(err)
	}
	return &races.Model{Flow: p, Goroutines: goroutines.New(p), Locks: lock.(*locks.Model)}
}

// TestConflicts lists the conflicts as name:kind, where kind is self, parent
// or other.
func TestConflicts(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"none", `func f() { x := 0; x++; go func() { _ = x }() }`, ""},
		{"self", `func f(n int) { x := 0; for range n { go func() { x++ }() } }`, "x:self"},
		{"parent reads", `func f() int { x := 0; go func() { x++ }(); return x }`, "x:parent"},
		{"parent writes", `func f() { x := 0; go func() { println(x) }(); x = 1 }`, "x:parent"},
		{"two goroutines", `func f() { x := 0; go func() { x++ }(); go func() { x++ }() }`, "x:other"},
		{"field through a method", `func f(t *T) int { go t.inc(); return t.n }`, "t.n:parent"},
		{"field locked in a method", `func f(t *T, n int) { for range n { go t.lockedInc() } }`, ""},
		{"locked on one side", `func f(t *T) int { go t.lockedInc(); return t.n }`, "t.n:parent"},
		{"two objects", `func f() { a, b := new(T), new(T); go a.inc(); go b.inc() }`, ""},
		{"nested goroutines", `func f(n int) { x := 0; go func() { for range n { go func() { x++ }() } }() }`, "x:self"},
		{"whole struct and field", `func f() int { var a T; go func() { a.n = 1 }(); a = T{}; return 0 }`, "a.n:parent"},
		{"left behind by a helper", `func start(m map[int]int) { go func() { m[1]++ }() }; func f() { m := map[int]int{}; start(m); m[2]++ }`, "m:parent"},
		{"left behind twice", `func start(m map[int]int) { go func() { m[1]++ }() }; func f() { m := map[int]int{}; start(m); start(m) }`, "m:other"},
		{"left behind in a loop", `func start(m map[int]int) { go func() { m[1]++ }() }; func f(n int) { m := map[int]int{}; for range n { start(m) } }`, "m:self"},
		{"left behind and ended", `func start(m map[int]int, done chan int) { go func() { m[1]++; close(done) }() }; func f() { m := map[int]int{}; done := make(chan int); start(m, done); <-done; m[2]++ }`, ""},
		{"waited for by the helper", `func run(m map[int]int) { var wg sync.WaitGroup; wg.Go(func() { m[1]++ }); wg.Wait() }; func f() { m := map[int]int{}; run(m); m[2]++ }`, ""},
		{"in a loop over a function", `func f(seq func(func(int) bool)) { x := 0; for range seq { go func() { x++ }() } }`, "x:self"},
		{"own in a loop over a function", `func f(seq func(func(int) bool)) { for range seq { x := 0; go func() { x++ }() } }`, ""},
		{"sorted by each", `func sorts(s []int) { sort.Ints(s) }; func f(s []int, n int) { for range n { go func() { sorts(s) }() } }`, "s:self"},
		{"sorted in parts", `func f(s []int, n int) { for i := range n { go func() { sort.Ints(s[i:i+9]) }() } }`, ""},
		{"each sorts its own", `func f(s [][]int) { for i := range s { go func() { sort.Ints(s[i]) }() } }`, ""},
		{"each sorts a copy", `func f(s []int, n int) { for range n { go func() { s := append([]int(nil), s...); sort.Ints(s) }() } }`, ""},
		{"each fills its element", `func f(s []int) { for i := range s { go func() { s[i] = 1 }() } }`, ""},
		{"atomic", `func f(n int) { var x int64; for range n { go func() { atomic.AddInt64(&x, 1) }() } }`, ""},
		{"returns the result as it is", `func f() (x int, err error) { x = 1; go func() { println(x) }(); return x, err }`, ""},
		{"joined", `func f() int { x := 0; var wg sync.WaitGroup; wg.Go(func() { x++ }); wg.Wait(); return x }`, ""},
		{"once", `func f(n int) { x := 0; var once sync.Once; for range n { go func() { once.Do(func() { x++ }) }() } }`, ""},
		{"after once", `func f(n int) { x := 0; var once sync.Once; for range n { go func() { once.Do(func() { x++ }); println(x) }() } }`, ""},
		{"written after once", `func f(n int) { x := 0; var once sync.Once; for range n { go func() { once.Do(func() { println() }); x++ }() } }`, "x:self"},
		{"relayed join", `func f() int { x := 0; done := make(chan int); var wg sync.WaitGroup; wg.Add(1); go func() { wg.Wait(); close(done) }(); go func() { x++; wg.Done() }(); <-done; return x }`, ""},
		{"relayed too early", `func f() int { x := 0; done := make(chan int); var wg sync.WaitGroup; wg.Add(1); go func() { close(done); wg.Wait() }(); go func() { x++; wg.Done() }(); <-done; return x }`, "x:parent"},
		{"as many receives as the channel holds", `func f() int { x := 0; done := make(chan int, 2); go func() { x++; done <- 1 }(); for i := 0; i < cap(done); i++ { <-done }; return x }`, ""},
		{"result returned by its name", `func f() (x int) { go func() { print(x) }(); return x }`, ""},
		{"polled by a helper", `func eventually(f func() bool) { for !f() { } }; func f() int { x := 0; var done atomic.Bool; go func() { x++; done.Store(true) }(); eventually(func() bool { return done.Load() }); return x }`, ""},
		{"one of several methods", `type op interface{ run(*S) }; type S struct{ n int }; type a struct{}; func (a) run(s *S) { s.n++ }; type b struct{}; func (b) run(*S) {}; func f() { s := &S{}; for _, o := range []op{a{}, b{}} { go func() { o.run(s) }() } }`, ""},
		{"the only method", `type op interface{ run(*S) }; type S struct{ n int }; type a struct{}; func (a) run(s *S) { s.n++ }; func f() { s := &S{}; for _, o := range []op{a{}, a{}} { go func() { o.run(s) }() } }`, "s.n:self"},
		{"handed to a helper", `func with(f func(int)) { f(1) }; func a() { with(func(int) { g++ }) }; func b(n int) { for range n { go func() { with(func(int) {}) }() } }; var g int`, ""},
		{"read when the select has taken a case", `func f() { x := 0; defer func() { println(x) }(); done := make(chan int); go func() { x++; close(done) }(); select { case <-done: case <-time.After(1): <-done } }`, ""},
		{"a mutex of its own", `func f(n int) int { x := 0; for range n { go func() { var mu sync.Mutex; mu.Lock(); x++; mu.Unlock() }() }; return 0 }`, "x:self"},
		{"different mutexes", `func f() { var a, b sync.Mutex; x := 0; go func() { a.Lock(); x++; a.Unlock() }(); go func() { b.Lock(); x++; b.Unlock() }() }`, "x:other"},
		{"map", `func f(n int) { m := map[int]int{}; for i := range n { go func() { m[i]++ }() } }`, "m:self"},
		{"map in a copy", `func f(t T) int { go func(t T) { t.m["a"] = 1 }(t); return t.m["a"] }`, "t.m:parent"},
		{"map in a copy, made anew", `func f(t T) int { go func(t T) { t.m = map[string]int{}; t.m["a"] = 1 }(t); return t.m["a"] }`, ""},
		{"map in copies", `func f(t T, n int) { for range n { go func(t T) { t.m["a"] = 1 }(t) } }`, "t.m:self"},
		{"map in two objects", `func f(m map[string]int) { a, b := &T{m: m}, &T{m: m}; go a.put(); go b.put() }; func (t *T) put() { t.m["a"] = 1 }`, "t.m:other"},
		{"a lock for each copy", `func f(m map[string]int, n int) { for range n { t := &T{m: m}; go t.put() } }; func (t *T) put() { t.mu.Lock(); t.m["a"] = 1; t.mu.Unlock() }`, "t.m:self"},
		{"a shared lock in each copy", `type S struct { mu *sync.Mutex; m map[string]int }; func f(m map[string]int, n int) { var mu sync.Mutex; for range n { s := &S{&mu, m}; go s.put() } }; func (s *S) put() { s.mu.Lock(); s.m["a"] = 1; s.mu.Unlock() }`, ""},
		{"map taken out", `func (t *T) take() { go t.put(); t.mu.Lock(); m := t.m; t.m = nil; t.mu.Unlock(); for range m { } }; func (t *T) put() { t.mu.Lock(); t.m["a"] = 1; t.mu.Unlock() }`, ""},
		{"elements", `func f(out []int) { for i := range out { go func() { out[i] = 1 }() } }`, ""},
		{"last words", `func f(t *T) { go t.lockedInc(); t.mu.Lock(); bad := t.n > 1; t.mu.Unlock(); if bad { panic(t.n) } }`, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := load(t, header+test.body)
			var got []string
			for _, c := range m.Conflicts() {
				kind := "other"
				if c.Other == nil {
					kind = "parent"
				} else if c.Other == c.Spawn {
					kind = "self"
				}
				got = append(got, m.Name(c)+":"+kind)
			}
			if got := strings.Join(got, " "); got != test.want {
				t.Errorf("conflicts %q, want %q", got, test.want)
			}
		})
	}
}

// TestGuardOf prints the guard of T.n with the number of guarded and of bare
// accesses.
func TestGuardOf(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"guarded", `func (t *T) get() int { t.mu.Lock(); defer t.mu.Unlock(); return t.n }`, "T.mu 3 1"},
		{"constructor", `func New() *T { t := &T{}; t.n = 1; t.fill(); return t }; func (t *T) fill() { t.n = 2 }`, "T.mu 2 1"},
		{"callers lock", `func (t *T) A() { t.mu.Lock(); t.a(); t.mu.Unlock() }; func (t *T) a() { t.n = 3 }`, "T.mu 3 1"},
		{"locked by name", `func (t *T) getLocked() int { return t.n }`, "T.mu 2 1"},
		{"lock of another object, which may be the same", `func (t *T) A(o *T) int { o.mu.Lock(); defer o.mu.Unlock(); return t.n }`, "T.mu 3 1"},
		{"atomic", `func (t *T) A(p *int64) { atomic.AddInt64(p, 1) }`, "T.mu 2 1"},
	}
	// The header's inc, which nobody calls, is bare: one function.
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := load(t, header+test.body)
			for _, f := range m.Fields() {
				if f.Class.String() != "T.n" {
					continue
				}
				g := m.GuardOf(f, races.Variable)
				got := fmt.Sprint(g.Lock, len(g.Guarded), len(races.Functions(g.Bare)))
				if got != test.want {
					t.Errorf("guard %q, want %q", got, test.want)
				}
			}
		})
	}
}

// TestHandovers counts maps that the sender goes on using.
func TestHandovers(t *testing.T) {
	tests := []struct {
		name, body string
		want       int
	}{
		{"written behind", `ch := make(chan map[string]int); go func() { print(len(<-ch)) }(); ch <- m; m["a"] = 1`, 1},
		{"written before", `ch := make(chan map[string]int); go func() { print(len(<-ch)) }(); m["a"] = 1; ch <- m`, 0},
		{"in a struct", `ch := make(chan T); go func() { t := <-ch; t.m["a"] = 1 }(); t := T{m: m}; ch <- t; print(len(m))`, 1},
		{"received into a helper", `ch := make(chan T); go func() { for t := range ch { t.put() } }(); t := T{m: m}; ch <- t; print(len(m))`, 1},
		{"written in the next iteration", `ch := make(chan map[string]int); go func() { print(len(<-ch)) }(); for { m["a"]++; ch <- m }`, 1},
		{"made in each iteration", `ch := make(chan map[string]int); go func() { print(len(<-ch)) }(); for { m := map[string]int{}; m["a"]++; ch <- m }`, 0},
		{"answered", `ch, ack := make(chan map[string]int), make(chan int); go func() { print(len(<-ch)); ack <- 1 }(); ch <- m; <-ack; m["a"] = 1`, 0},
		{"nobody writes", `ch := make(chan map[string]int); go func() { print(len(<-ch)) }(); ch <- m; print(len(m))`, 0},
		{"another channel", `ch, other := make(chan map[string]int), make(chan map[string]int); go func() { print(len(<-ch)) }(); other <- m; m["a"] = 1`, 0},
		{"received in one goroutine, sent in another", `ch := make(chan map[string]int); go func() { print(len(<-ch)) }(); go func() { ch <- m; m["a"] = 1 }()`, 1},
		{"dealt out", `ch := make(chan T); for range 3 { go func() { for t := range ch { t.m["a"] = 1 } }() }; for { ch <- T{m: m} }`, 1},
		{"dealt out to readers", `ch := make(chan T); for range 3 { go func() { for t := range ch { print(len(t.m)) } }() }; for { ch <- T{m: m} }`, 0},
		{"dealt out to one", `ch := make(chan T); go func() { for t := range ch { t.m["a"] = 1 } }(); for { ch <- T{m: m} }`, 0},
		{"a map for each", `ch := make(chan T); for range 3 { go func() { for t := range ch { t.m["a"] = 1 } }() }; for { ch <- T{m: map[string]int{}} }`, 0},
		{"sent once", `ch := make(chan T); for range 3 { go func() { for t := range ch { t.m["a"] = 1 } }() }; ch <- T{m: m}`, 0},
		{"received by the starter", `ch := make(chan map[string]int); go func() { ch <- m; m["a"] = 1 }(); print(len(<-ch))`, 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := load(t, header+"func (t *T) put() { t.m[\"a\"] = 1 }\nfunc f(m map[string]int) {\n"+test.body+"\n}\n")
			if got := len(m.Handovers()); got != test.want {
				t.Errorf("%d handovers, want %d", got, test.want)
			}
		})
	}
}

// TestRefills counts buffers that are filled again too early.
func TestRefills(t *testing.T) {
	tests := []struct {
		name, body string
		want       int
	}{
		{"argument", `b := make([]byte, 9); for { r.Read(b); go use(b) }`, 1},
		{"captured", `b := make([]byte, 9); for { r.Read(b); go func() { use(b[1:]) }() }`, 1},
		{"parameter", `for { r.Read(p); go use(p) }`, 1},
		{"array", `var a [9]byte; for { r.Read(a[:]); go use(a[:]) }`, 1},
		{"copied into", `b := make([]byte, 9); for { copy(b, p); go use(b) }`, 1},
		{"made in the loop", `for { b := make([]byte, 9); r.Read(b); go use(b) }`, 0},
		{"made again", `b := make([]byte, 9); for { r.Read(b); go func() { use(b) }(); b = make([]byte, 9) }`, 0},
		{"other buffer", `b := make([]byte, 9); for { r.Read(p); go use(b) }`, 0},
		{"waits", `b := make([]byte, 9); for { r.Read(b); d := make(chan int); go func() { use(b); close(d) }(); <-d }`, 0},
		{"once", `b := make([]byte, 9); r.Read(b); go use(b)`, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := load(t, "package p\ntype reader interface{ Read([]byte) (int, error) }\nfunc use([]byte) {}\nfunc f(r reader, p []byte) {\n"+test.body+"\n}\n")
			if got := len(m.Refills()); got != test.want {
				t.Errorf("%d refills, want %d", got, test.want)
			}
		})
	}
}

// TestLeaks lists what leaves its lock: a map, one inside a struct, or later by
// way of an iterator.
func TestLeaks(t *testing.T) {
	const header = `package snippet
import ("maps"; "iter"; "sync")
var _ iter.Seq[int]
var _ = maps.Keys[map[int]int]
type In struct { M, n map[int]int }
type S struct { mu sync.Mutex; in In; m map[int]int }
func (s *S) put() { s.mu.Lock(); s.m[1] = 1; s.in.M[1] = 1; s.in.n[1] = 1; s.mu.Unlock() }
`
	for body, want := range map[string]string{
		"func (s *S) Map() map[int]int { s.mu.Lock(); defer s.mu.Unlock(); return s.m }":                               "map",
		"func (s *S) In() In { s.mu.Lock(); defer s.mu.Unlock(); return s.in }":                                        "inside",
		"func (s *S) In() In { s.mu.Lock(); defer s.mu.Unlock(); c := s.in; c.M = maps.Clone(c.M); return c }":         "",
		"func (s *S) Keys() iter.Seq[int] { s.mu.Lock(); defer s.mu.Unlock(); return maps.Keys(s.m) }":                 "later",
		"func (s *S) Len() int { s.mu.Lock(); defer s.mu.Unlock(); return len(s.m) }":                                  "",
		"func (s *S) Take() map[int]int { s.mu.Lock(); defer s.mu.Unlock(); m := s.m; s.m = map[int]int{}; return m }": "",
		"func (s *S) hidden() map[int]int { s.mu.Lock(); defer s.mu.Unlock(); return s.m }":                            "",
	} {
		var got []string
		for _, l := range load(t, header+body).Leaks() {
			switch {
			case l.Inside:
				got = append(got, "inside")
			case l.Later:
				got = append(got, "later")
			default:
				got = append(got, "map")
			}
		}
		if got := strings.Join(got, " "); got != want {
			t.Errorf("%s: %q, want %q", body, got, want)
		}
	}
}
