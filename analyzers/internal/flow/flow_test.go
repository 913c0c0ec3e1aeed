package flow_test

import (
	"strings"
	"testing"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/flowtest"
)

const header = `package snippet
import ("os"; "errors"; "runtime"; "log"; "testing"; "io")
var _, _, _, _, _, _, last = os.Exit, errors.New, runtime.Goexit, log.Fatal, testing.Short, io.EOF, work()
func start() {}
func done() {}
func work() error { return nil }
type T struct { on bool; n int; err error }
type V struct { n int; T }
func die() { log.Fatal("x") }
type U struct { n int; t *T }
func (t *T) die() { if t.on { os.Exit(1) }; panic("no") }
`

// TestFind asks for a path from start() to an exit that avoids done().
func TestFind(t *testing.T) {
	tests := []struct {
		name, body string
		want       bool
	}{
		{"straight", `func f() { start() }`, true},
		{"met", `func f() { start(); done() }`, false},
		{"early return", `func f(c bool) { start(); if c { return }; done() }`, true},
		{"deferred", `func f(c bool) { start(); defer done(); if c { return } }`, false},
		{"deferred before", `func f() { defer done(); start() }`, false},
		{"deferred conditionally", `func f(c bool) { start(); if c { defer done() } }`, true},
		{"same condition twice", `func f(c bool) { if c { start() }; work(); if c { done() } }`, false},
		{"negated condition", `func f(c bool) { if c { start() }; work(); if !c { return }; done() }`, false},
		{"other condition", `func f(c, d bool) { if c { start() }; if d { done() } }`, true},
		{"flag variable", `func f(c bool) { on := false; if c { start(); on = true }; work(); if on { done() } }`, false},
		{"flag reset", `func f(c bool) { on := false; if c { start(); on = true }; if work() != nil { on = false }; if on { done() } }`, true},
		{"error nil-ness", `func f() { err := work(); if err == nil { start() }; work(); if err != nil { return }; done() }`, false},
		{"error from branches", `func f(c bool) (err error) { if c { start() } else { err = errors.New("x") }; if err != nil { return err }; done(); return nil }`, false},
		{"used at once", `func f(u *U, c bool) { var t *T; if c { t = u.t; t.on = true; start() }; work(); if t != nil { done() } }`, false},
		{"not used", `func f(u *U, c bool) { var t *T; if c { t = u.t; start() }; work(); if t != nil { done() } }`, true},
		{"sentinel error", `func f(c bool) (err error) { if c { start(); err = io.EOF }; if err != nil { done() }; return err }`, false},
		{"other error variable", `func f(c bool) (err error) { if c { start(); err = last }; if err != nil { done() }; return err }`, true},
		{"field condition", `func f(t *T) { if t.on { start() }; work(); if t.on { done() } }`, false},
		{"field condition changed", `func f(t *T) { if t.on { start() }; t.on = false; if t.on { done() } }`, true},
		{"field of field changed", `func f(u *U) { if u.t.on { start() }; u.t.on = false; if u.t.on { done() } }`, true},
		{"field on the way changed", `func f(u, v *U) { if u.t.on { start() }; u.t = v.t; if u.t.on { done() } }`, true},
		{"comparison", `func f(n int) { if n > 3 { start() }; work(); if 3 < n { done() } }`, false},
		{"complementary comparison", `func f(n int) { if n > 3 { start() }; work(); if n <= 3 { return }; done() }`, false},
		{"constants exclude", `func f(n int) { if n == 1 { start() }; if n == 2 { return }; if n == 1 { done() } }`, false},
		{"exit", `func f(c bool) { start(); if c { os.Exit(1) }; done() }`, false},
		{"exit in literal", `func f(c bool) { fail := func() { os.Exit(1) }; start(); if c { fail() }; done() }`, false},
		{"literal that may return", `func f(c bool) { fail := func() { if c { os.Exit(1) } }; start(); if c { fail(); return }; done() }`, true},
		{"exit in helper", `func f(c bool) { start(); if c { die() }; done() }`, false},
		{"panic is an exit", `func f(c bool) { start(); if c { panic("x") }; done() }`, true},
		{"fatal of an interface", `func f(t testing.TB, c bool) { start(); if c { t.Fatal("x") }; done() }`, false},
		{"fatal of an interface runs defers", `func f(t testing.TB, c bool) { start(); defer done(); if c { t.Fatal("x") } }`, false},
		{"goexit runs defers", `func f(c bool) { start(); defer done(); if c { runtime.Goexit() } }`, false},
		{"loop", `func f(n int) { start(); for i := 0; i < n; i++ { if work() != nil { break }; done() } }`, true},
		{"endless loop", `func f() { start(); for { work() } }`, false},
		{"loop condition anew", `func f() { for { err := work(); if err != nil { start() }; err = work(); if err == nil { return } } }`, true},
		{"flag that turns in a loop", `func f(n int) { on := false; for i := 0; i < n; i++ { if on { start() }; if work() != nil { break }; on = !on }; if on { done() } }`, true},
		{"select", `func f(a, b chan int) { start(); select { case <-a: done(); case <-b: } }`, true},
		{"goto", `func f(c bool) { start(); if c { goto out }; done(); out: }`, true},
		{"switch", `func f(n int) { start(); switch n { case 1: done(); case 2: done(); default: done() } }`, false},
		{"number from branches", `func f(c bool) { n := 0; if c { start() } else { n = 2 }; if n > 0 { return }; done() }`, false},
		{"equal after less", `func f(n int) { if n < 3 { start() }; work(); if n == 5 { return }; if n >= 3 { done() }; if n == 2 { done() } else { done() } }`, false},
		{"less excludes equal", `func f(n int) { if n <= 3 { done() } else { start() }; if n == 2 { return }; done() }`, false},
		{"equal decides less", `func f(n int) { if n != 2 { return }; start(); if n < 5 { done(); return } }`, false},
		{"nested field changed", `func f(v *V) { if v.T.on { start() }; v.T.on = false; if v.T.on { done() } }`, true},
		{"merged error tested twice", `func f(c bool) { var err error; if c { err = work() } else { err = work() }; if err != nil { start() }; work(); if err == nil { return }; done() }`, false},
		{"one or both", `func f(a, b *T) { start(); if a == nil && b == nil { done(); return }; if (a != nil) != (b != nil) { done(); return }; if a == nil { return }; done() }`, false},
		{"length tested twice", `func f(xs []int) { if len(xs) > 0 { start() }; work(); if len(xs) == 0 { return }; done() }`, false},
		{"length of another slice", `func f(xs []int) { if len(xs) > 0 { start() }; xs = append(xs[:0:0], xs[1:]...); if len(xs) == 0 { return }; done() }`, true},
		{"loop over an empty slice", `func f(xs []int) { if len(xs) == 0 { start() }; for range xs { return }; done() }`, false},
		{"loop over a nil slice", `func f(xs []int) { if xs == nil { start() }; for range xs { return }; done() }`, false},
		{"loop with an index over an empty slice", `func f(xs []int) { if len(xs) < 1 { start() }; for i := 0; i < len(xs); i++ { return }; done() }`, false},
		{"loop with an index over a nil slice", `func f(xs []int) { if xs == nil { start() }; for i := 0; i < len(xs); i++ { return }; done() }`, false},
		{"loop over an empty map", `func f(m map[int]int) { if len(m) > 0 { done() } else { start() }; for range m { return }; done() }`, false},
		{"loop over an empty field", `func f(t *struct{ m map[int]int }) { if len(t.m) == 0 { start() }; for range t.m { return }; done() }`, false},
		{"loop over a map that was empty", `func f(m map[int]int) { if len(m) == 0 { start() }; m[1] = 1; for range m { return }; done() }`, true},
		{"loop over a map that a call may fill", `func f(m map[int]int) { if len(m) == 0 { start() }; work(); for range m { return }; done() }`, true},
		{"loop over a slice that may be empty", `func f(xs []int) { start(); for range xs { return }; done() }`, true},
		{"same length", `func f(s string) { if len(s) == 0 { start() }; work(); if len(s) == 0 { done() } }`, false},
		{"same length otherwise", `func f(s []int) { if len(s) > 0 { start() }; work(); if len(s) != 0 { done() } }`, false},
		{"other length", `func f(s, t string) { if len(s) == 0 { start() }; if len(t) == 0 { done() } }`, true},
		{"length of a longer slice", `func f(s []int) { if len(s) == 0 { start() }; s = append(s, 1); if len(s) == 0 { done() } }`, true},
		{"loop over something", `func f(m map[int]int) { if len(m) > 0 { start() } else { return }; for range m { done(); return } }`, false},
		{"loop over a slice", `func f(s []int) { if len(s) == 0 { return }; start(); for _, x := range s { if x == 0 { work() }; done() } }`, false},
		{"loop over an emptied map", `func f(m map[int]int) { if len(m) > 0 { start() } else { return }; clear(m); for range m { done(); return } }`, true},
		{"loop after a computation", `func f(m map[string]int) { if len(m) > 0 { start() } else { return }; errors.New("x"); for range m { done(); return } }`, false},
		{"loop after a call", `func f(m map[string]int) { if len(m) > 0 { start() } else { return }; work(); for range m { done(); return } }`, true},
		{"nil channel", `func f(t *T, a, b chan int) { start(); var c chan int; if t != nil { c = a }; if t == nil { select { case <-c: return; case <-b: } }; done() }`, false},
		{"generic", `func f[E any](xs []E) { start(); for range xs { done(); return }; }`, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := flowtest.Load(t, header+test.body)
			fn := flowtest.Func(t, p, "f")
			path, ok := flow.Find(p, flow.Search[bool]{
				Fn:   fn,
				From: flowtest.Calls(fn, "start")[0],
				Step: func(s bool, e flow.Event, _ *flow.Cursor) (bool, flow.Verdict) {
					if call, isCall := e.Instr.(ssa.CallInstruction); isCall && strings.HasSuffix(flow.CalleeName(call.Common()), ".done") {
						if _, isDefer := call.(*ssa.Defer); !isDefer || e.Deferred {
							return s, flow.Prune
						}
					}
					if flow.IsExit(e.Instr) {
						return s, flow.Found
					}
					return s, flow.Continue
				},
			})
			if !ok {
				t.Fatal("budget exceeded")
			}
			if (path != nil) != test.want {
				t.Errorf("path found: %t, want %t", path != nil, test.want)
			}
		})
	}
}

func TestCallees(t *testing.T) {
	const src = `package snippet
func a() {}
func b() {}
type T struct { f func(); G func() }
func (t *T) m() {}
type closer interface { close() }
type file struct{}
func (file) close() {}
type conn struct{}
func (*conn) close() {}
var hook = a
var Hook = a
func use(c closer) { c.close() }
func through(f func()) { f() }
func Exported(f func()) { f() }
func gen[E any](e E) {}
func main() {
	use(file{}); use(&conn{})
	through(a); through(func() { b() })
	t := &T{f: a, G: a}
	t.f = b
	t.f()
	t.G()
	m := t.m
	m()
	hook()
	Hook()
	gen(1)
	var local func()
	local = func() { local() }
	local()
}`
	tests := []struct {
		fn, callee string
		nth        int
		want       string
		certainty  flow.Certainty
	}{
		{"use", "", 0, "close close", flow.OneOf},
		{"through", "", 0, "a main$1", flow.OneOf},
		{"Exported", "", 0, "", flow.Unknown},
		{"main", "", 4, "a b", flow.OneOf},
		{"main", "", 5, "a", flow.Unknown},
		{"main", "", 6, "m", flow.Sure},
		{"main", "", 7, "a", flow.Sure},
		{"main", "", 8, "a", flow.Unknown},
		{"main", "", 9, "gen", flow.Sure},
		{"main", "", 10, "main$2", flow.Sure},
		{"main$2", "", 0, "main$2", flow.Sure},
	}
	p := flowtest.Load(t, src)
	for _, test := range tests {
		fn := flowtest.Func(t, p, test.fn)
		var calls []ssa.CallInstruction
		for instr := range flow.Instructions(fn) {
			if call, ok := instr.(ssa.CallInstruction); ok {
				calls = append(calls, call)
			}
		}
		callees, certainty := p.Callees(calls[test.nth])
		names := make([]string, 0, len(callees))
		for _, c := range callees {
			names = append(names, c.Fn.Name())
		}
		if got := strings.Join(names, " "); got != test.want || certainty != test.certainty {
			t.Errorf("%s call %d (%s): got %q certainty %d, want %q certainty %d", test.fn, test.nth, calls[test.nth], got, certainty, test.want, test.certainty)
		}
	}
}

// TestResults asks what the last return of f returns.
func TestResults(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"plain", `func f() error { return nil }`, "nil:error"},
		{"deferred", `func f() error { defer done(); return nil }`, "nil:error"},
		{"deferred recover", `func f() (err error) { defer func() { recover() }(); return nil }`, "nil:error"},
		{"named, assigned before", `func f() (err error) { defer func() { err = nil }(); err = errors.ErrUnsupported; return }`, "*errors.ErrUnsupported"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			fn := flowtest.Func(t, flowtest.Load(t, header+test.body), "f")
			for _, block := range fn.Blocks {
				if ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return); ok && block != fn.Recover {
					v := flow.Results(ret)[0]
					got := v.String()
					if k, ok := v.(*ssa.Const); ok {
						got = k.Name()
					}
					if got != test.want {
						t.Errorf("got %s, want %s", got, test.want)
					}
				}
			}
		})
	}
}

// TestAvoids asks whether some call of f returns without calling done.
func TestAvoids(t *testing.T) {
	tests := []struct {
		name, body string
		want       bool
	}{
		{"straight", `func f() { done() }`, false},
		{"condition", `func f(c bool) { if c { done() } }`, true},
		{"either condition", `func f(c, d bool) { if c || d { done() } }`, true},
		{"after a condition", `func f(c bool) { if c { print(1) }; done() }`, false},
		{"after a return", `func f(c bool) { if c { return }; done() }`, true},
		{"after a panic", `func f(c bool) { if c { panic(1) }; done() }`, false},
		{"after a loop", `func f(n int) { for range n { print(1) }; done() }`, false},
		{"in a loop", `func f(n int) { for range n { done() } }`, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			fn := flowtest.Func(t, flowtest.Load(t, header+test.body), "f")
			call := flowtest.Calls(fn, "done")[0]
			if got := flow.Avoids(fn.Blocks[0], call.Block(), nil); got != test.want {
				t.Errorf("avoids: %t, want %t", got, test.want)
			}
		})
	}
}

// TestTestedNil asks of the call of done in f whether p or q is nil there.
func TestTestedNil(t *testing.T) {
	tests := []struct {
		name, body string
		isNil      bool
		want       bool
	}{
		{"nil", `func f(p, q *int) { if p == nil { done() } }`, true, true},
		{"not nil", `func f(p, q *int) { if p == nil { done() } }`, false, false},
		{"otherwise", `func f(p, q *int) { if p == nil { return }; done() }`, false, true},
		{"either nil", `func f(p, q *int) { if p == nil || q == nil { done() } }`, true, true},
		{"either nil, otherwise", `func f(p, q *int) { if p == nil || q == nil { return }; done() }`, false, true},
		{"both not nil", `func f(p, q *int) { if p != nil && q != nil { done() } }`, false, true},
		{"negated", `func f(p, q *int) { if !(p != nil) { done() } }`, true, true},
		{"on one path", `func f(p, q *int, c bool) { if c || p == nil { done() } }`, true, false},
		{"no test", `func f(p, q *int) { done() }`, true, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			fn := flowtest.Func(t, flowtest.Load(t, header+test.body), "f")
			call := flowtest.Calls(fn, "done")[0]
			if got := flow.TestedNil(call, test.isNil, fn.Params[0], fn.Params[1]); got != test.want {
				t.Errorf("tested: %t, want %t", got, test.want)
			}
		})
	}
}

func TestCalled(t *testing.T) {
	tests := []struct{ body, want string }{
		{`func f() { work() }`, "work"},
		{`func f(t *T) { defer t.die() }`, "die"},
		{`func f(err error) { go err.Error() }`, "Error"},
		{`func f(g func()) { g() }`, "the call"},
		{`func f(m map[int]int) { delete(m, 1) }`, "the call"},
		{`func f(c chan int) { c <- 1 }`, "the call"},
	}
	for _, test := range tests {
		p := flowtest.Load(t, header+test.body)
		for instr := range flow.Instructions(flowtest.Func(t, p, "f")) {
			if got := flow.Called(instr, "the call"); got != test.want {
				t.Errorf("%s: %s is called %q, want %q", test.body, instr, got, test.want)
			}
			break
		}
	}
}
