package goroutines_test

import (
	"strings"
	"testing"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/flowtest"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
)

const header = `package snippet
import ("sync"; "time"; "net/http"; "testing"; "context")
var _ sync.Mutex
var _ = time.Now
var _ http.Handler
var _ *testing.T
var _ context.Context
func work() {}
func fail() bool { return false }
func a() {}
func b() {}
func c() {}
type T struct { wg sync.WaitGroup; done chan bool; hook func(); n int }
func (t *T) loop() { defer t.wg.Done(); work() }
func (t *T) serve() { work(); close(t.done) }
func (t *T) wait() { t.wg.Wait() }
func (t *T) start(f func()) { t.wg.Add(1); go func() { defer t.wg.Done(); f() }() }
func (t *T) ServeHTTP(w http.ResponseWriter, r *http.Request) { work() }
func each(n int, f func(int)) { var wg sync.WaitGroup; for i := range n { wg.Add(1); go func() { defer wg.Done(); f(i) }() }; wg.Wait() }
func spawn(f func()) { go f() }
func launch(f func()) { spawn(f) }
func run(f func()) { f() }
func done(wg *sync.WaitGroup) { work(); wg.Done() }
`

func load(t *testing.T, body string) (*flow.Package, *goroutines.Model) {
	t.Helper()
	p := flowtest.Load(t, header+body)
	return p, goroutines.New(p)
}

// TestSpawns lists the spawns of f.
func TestSpawns(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"literal", `func f() { go func() {}() }`, "go f$1"},
		{"function", `func f() { go work() }`, "go work"},
		{"method", `func f(t *T) { go t.loop() }`, "go loop"},
		{"bound method", `func f(t *T) { m := t.loop; go m() }`, "go loop"},
		{"stored literal", `func f() { g := func() {}; go g() }`, "go f$1"},
		{"field", `func f() { t := &T{hook: work}; go t.hook() }`, "go work"},
		{"in a loop", `func f(n int) { for range n { go work() } }`, "go many work"},
		{"group", `func f() { var wg sync.WaitGroup; wg.Go(work) }`, "group work"},
		{"group literal in a loop", `func f(n int) { var wg sync.WaitGroup; for range n { wg.Go(func() {}) } }`, "group many f$1"},
		{"timer", `func f() { time.AfterFunc(1, work) }`, "timer work"},
		{"context", `func f(ctx context.Context) { context.AfterFunc(ctx, work) }`, "timer work"},
		{"handler function", `func f() { http.HandleFunc("/", func(http.ResponseWriter, *http.Request) {}) }`, "handler many f$1"},
		{"handler value", `func f(t *T) { http.Handle("/", t) }`, "handler many ServeHTTP"},
		{"handler conversion", `func f(mux *http.ServeMux) { mux.Handle("/", http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})) }`, "handler many f$1"},
		{"helper", `func f() { spawn(func() {}) }`, "go f$1"},
		{"helper of helper", `func f() { launch(func() {}) }`, "go f$1"},
		{"helper method", `func f(t *T) { t.start(work) }`, "go work"},
		{"helper with loop", `func f() { each(3, func(int) {}) }`, "go many f$1"},
		{"wrapper function", `func f() { go run(func() {}) }`, "go run"},
		{"parallel subtest", `func f(t *testing.T) { t.Run("x", func(t *testing.T) { t.Parallel() }) }`, "subtest f$1"},
		{"plain subtest", `func f(t *testing.T) { t.Run("x", func(t *testing.T) {}) }`, ""},
		{"benchmark", `func f(b *testing.B) { b.RunParallel(func(*testing.PB) {}) }`, "parallel many f$1"},
		{"call", `func f() { run(func() {}) }`, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p, m := load(t, test.body)
			var got []string
			for _, s := range m.SpawnsIn(flowtest.Func(t, p, "f")) {
				got = append(got, s.String())
			}
			if got := strings.Join(got, ", "); got != test.want {
				t.Errorf("spawns %q, want %q", got, test.want)
			}
		})
	}
}

// TestRegion lists which of the calls of a, b and c in f may run beside the
// first goroutine of f, and "exit" if f may return first.
func TestRegion(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"not joined", `func f() { a(); go work(); b() }`, "b exit"},
		{"group", `func f() { var wg sync.WaitGroup; wg.Add(1); go func() { defer wg.Done() }(); a(); wg.Wait(); b() }`, "a"},
		{"wg.Go", `func f() { var wg sync.WaitGroup; wg.Go(work); a(); wg.Wait(); b() }`, "a"},
		{"other group", `func f() { var wg, other sync.WaitGroup; wg.Go(work); other.Wait(); b() }`, "b exit"},
		{"done in callee", `func f() { var wg sync.WaitGroup; wg.Add(1); go done(&wg); a(); wg.Wait(); b() }`, "a"},
		{"receive", `func f() { ch := make(chan int); go func() { ch <- 1 }(); a(); <-ch; b() }`, "a"},
		{"other channel", `func f(ch2 chan string) { ch := make(chan int); go func() { ch <- 1 }(); <-ch2; b() }`, "b exit"},
		{"close", `func f() { ch := make(chan int); go func() { defer close(ch) }(); <-ch; b() }`, ""},
		{"range", `func f() { ch := make(chan int); go func() { defer close(ch) }(); for range ch { a() }; b() }`, ""},
		{"select with timeout", `func f() { ch := make(chan int); go func() { ch <- 1 }(); select { case <-ch: a(); case <-time.After(1): b() } }`, "b exit"},
		{"early return", `func f() { var wg sync.WaitGroup; wg.Go(work); if fail() { a(); return }; wg.Wait(); b() }`, "a exit"},
		{"deferred wait", `func f() { var wg sync.WaitGroup; defer wg.Wait(); wg.Go(work); a() }`, "a"},
		{"field group", `func f(t *T) { t.wg.Add(1); go t.loop(); a(); t.wg.Wait(); b() }`, "a"},
		{"wait in a method", `func f(t *T) { t.wg.Add(1); go t.loop(); a(); t.wait(); b() }`, "a"},
		{"field channel", `func f(t *T) { go t.serve(); a(); <-t.done; b() }`, "a"},
		{"helper that waits", `func f() { each(3, func(int) {}); a() }`, ""},
		{"helper that does not wait", `func f() { spawn(work); a() }`, "a exit"},
		{"helper with group field", `func f(t *T) { t.start(work); a(); t.wait(); b() }`, "a"},
		{"cancel", `func f(ctx context.Context) { ctx, cancel := context.WithCancel(ctx); go func() { defer cancel() }(); a(); <-ctx.Done(); b() }`, "a"},
		{"other side of a branch", `func f() { if fail() { go work(); a() } else { b() }; c() }`, "a c exit"},
		{"loop", `func f(n int) { for range n { a(); go work(); b() }; c() }`, "a b c exit"},
		{"joined in the loop", `func f(n int) { for range n { a(); var wg sync.WaitGroup; wg.Go(work); b(); wg.Wait() }; c() }`, "b"},
		{"wait in unknown code", `func f(wait func(*sync.WaitGroup)) { var wg sync.WaitGroup; wg.Go(work); wait(&wg); b() }`, ""},
		{"timer stopped", `func f() { t := time.AfterFunc(1, work); a(); t.Stop(); b() }`, "a"},
		{"context stopped", `func f(ctx context.Context) { stop := context.AfterFunc(ctx, work); a(); stop(); b() }`, "a"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p, m := load(t, test.body)
			fn := flowtest.Func(t, p, "f")
			region := m.Region(m.SpawnsIn(fn)[0])
			var got []string
			for _, name := range []string{"a", "b", "c"} {
				for _, call := range flowtest.Calls(fn, name) {
					if region.Contains(call) {
						got = append(got, name)
					}
				}
			}
			if region.Exit {
				got = append(got, "exit")
			}
			if got := strings.Join(got, " "); got != test.want {
				t.Errorf("beside the goroutine run %q, want %q", got, test.want)
			}
		})
	}
}

// TestWithItself asks whether copies of the first goroutine of f share x.
func TestWithItself(t *testing.T) {
	tests := []struct {
		name, body string
		want       bool
	}{
		{"once", `func f() { x := 0; go func() { x++ }() }`, false},
		{"loop", `func f(n int) { x := 0; for range n { go func() { x++ }() } }`, true},
		{"variable of the iteration", `func f(n int) { for range n { x := 0; go func() { x++ }() } }`, false},
		{"loop variable", `func f(n int) { for x := range n { go func() { x++ }() } }`, false},
		{"three-part loop variable", `func f(n int) { for x := 0; x < n; x++ { go func() { x++ }() } }`, false},
		{"joined in the iteration", `func f(n int) { x := 0; for range n { var wg sync.WaitGroup; wg.Go(func() { x++ }); wg.Wait() } }`, false},
		{"received in the iteration", `func f(n int) { x := 0; ch := make(chan int); for range n { go func() { x++; ch <- 1 }(); <-ch } }`, false},
		{"token", `func f(n int) { x := 0; ch := make(chan int, 1); for range n { ch <- 1; go func() { x++; <-ch }() } }`, false},
		{"token in a select", `func f(n int, quit chan int) { x := 0; ch := make(chan int, 1); for { select { case <-quit: return; case ch <- 1: }; go func() { x++; <-ch }() } }`, false},
		{"two tokens", `func f(n int) { x := 0; ch := make(chan int, 2); for range n { ch <- 1; go func() { x++; <-ch }() } }`, true},
		{"token put in later", `func f(n int) { x := 0; ch := make(chan int, 1); for range n { go func() { x++; <-ch }(); ch <- 1 } }`, true},
		{"token put in sometimes", `func f(n int) { x := 0; ch := make(chan int, 1); for range n { if fail() { ch <- 1 }; go func() { x++; <-ch }() } }`, true},
		{"handler", `func f() { x := 0; http.HandleFunc("/", func(http.ResponseWriter, *http.Request) { x++ }) }`, true},
		{"helper", `func f() { x := 0; each(2, func(int) { x++ }) }`, true},
		{"helper in a loop that breaks", `func f(n int) { x := 0; for range n { spawn(func() { x++ }); return } }`, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p, m := load(t, test.body)
			fn := flowtest.Func(t, p, "f")
			s := m.SpawnsIn(fn)[0]
			body := s.Bodies[0]
			var created ssa.Instruction
			for i, fv := range body.Fn.FreeVars {
				if fv.Name() == "x" {
					created = body.Closure.Bindings[i].(ssa.Instruction)
				}
			}
			if got := m.WithItself(s, created, nil); got != test.want {
				t.Errorf("copies share x: %t, want %t", got, test.want)
			}
		})
	}
}

func TestRelevant(t *testing.T) {
	for src, want := range map[string]bool{
		"package p\nimport \"fmt\"\nvar _ = fmt.Sprint":      false,
		"package p\nfunc f() { go f() }":                     true,
		"package p\nimport \"sync\"\nvar _ sync.Mutex":       true,
		"package p\nimport \"net/http\"\nvar _ http.Handler": true,
		"package p\nimport \"os\"\nvar _ = os.Exit":          false,
	} {
		if got := goroutines.New(flowtest.Load(t, src)).Relevant(); got != want {
			t.Errorf("%q: relevant %t, want %t", src, got, want)
		}
	}
}
