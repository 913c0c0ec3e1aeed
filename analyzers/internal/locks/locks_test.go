package locks_test

import (
	"fmt"
	"sort"
	"strings"
	"testing"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flowtest"
	"github.com/interviewlint/interviewlint/analyzers/internal/locks"
)

const header = `package snippet
import "sync"
type T struct { mu sync.Mutex; rw sync.RWMutex; sync.Locker; next *T; all []*T; n int; m map[string]*T }
type E struct { sync.Mutex; n int }
var global sync.Mutex
func here() {}
func cond() bool { return false }
func (t *T) lock() { t.mu.Lock() }
func (t *T) unlock() { t.mu.Unlock() }
func (t *T) rlock() func() { t.rw.RLock(); return t.rw.RUnlock }
func (t *T) window() { t.mu.Unlock(); cond(); t.mu.Lock() }
func (t *T) balanced() { t.mu.Lock(); defer t.mu.Unlock(); t.n++ }
type Q struct { mu sync.Mutex; c *sync.Cond; v sync.Cond; other *sync.Cond }
func newQ(other *sync.Cond) *Q { q := &Q{other: other}; q.c = sync.NewCond(&q.mu); q.v.L = &q.mu; return q }
var ready = sync.NewCond(&global)
func (t *T) begin() error { t.mu.Lock(); if cond() { t.mu.Unlock(); return failed }; return nil }
func (t *T) get() (int, bool) { t.mu.Lock(); if t.n == 0 { t.mu.Unlock(); return 0, false }; return t.n, true }
func (t *T) begin2() error { if err := t.begin(); err != nil { return err }; t.n++; return nil }
var failed error
func (t *T) maybe(c bool) { if c { t.mu.Lock() } }
func each(f func()) { f() }
`

// TestHeld asks which locks are held at the call of here() in f, or a literal
// of it: "mu" for the mutex t.mu, ":R" for reading, "?" on some paths only.
func TestHeld(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"straight", `func f(t *T) { t.mu.Lock(); here(); t.mu.Unlock() }`, "T.mu"},
		{"after unlock", `func f(t *T) { t.mu.Lock(); t.mu.Unlock(); here() }`, ""},
		{"deferred unlock", `func f(t *T) { t.mu.Lock(); defer t.mu.Unlock(); here() }`, "T.mu"},
		{"read", `func f(t *T) { t.rw.RLock(); here(); t.rw.RUnlock() }`, "T.rw:R"},
		{"two", `func f(t *T) { t.rw.Lock(); t.mu.Lock(); here() }`, "T.mu T.rw"},
		{"embedded", `func f(e *E) { e.Lock(); here(); e.Unlock() }`, "E.Mutex"},
		{"package variable", `func f() { global.Lock(); here(); global.Unlock() }`, "global"},
		{"local", `func f() { var mu sync.Mutex; mu.Lock(); here() }`, "mu"},
		{"one branch", `func f(t *T) { if cond() { t.mu.Lock() }; here() }`, "T.mu?"},
		{"both branches", `func f(t *T) { if cond() { t.mu.Lock() } else { t.mu.Lock() }; here() }`, "T.mu"},
		{"trylock", `func f(t *T) { if t.mu.TryLock() { here(); t.mu.Unlock() } }`, "T.mu"},
		{"trylock failed", `func f(t *T) { if !t.mu.TryLock() { here(); return } }`, ""},
		{"trylock early return", `func f(t *T) { if ok := t.mu.TryLock(); !ok { return }; here() }`, "T.mu"},
		{"acquired unless error", `func f(t *T) { if err := t.begin(); err != nil { return }; here() }`, "T.mu"},
		{"error, not acquired", `func f(t *T) { err := t.begin(); if err != nil { here(); return }; t.mu.Unlock() }`, ""},
		{"acquired through two calls", `func f(t *T) { if t.begin2() == nil { here() } }`, "T.mu"},
		{"acquired if ok", `func f(t *T) { if _, ok := t.get(); ok { here(); t.mu.Unlock() } }`, "T.mu"},
		{"not ok", `func f(t *T) { if _, ok := t.get(); !ok { here() } }`, ""},
		{"field on the way assigned", `func f(t *T) { n := t.next; n.mu.Lock(); t.next = nil; here(); n.mu.Unlock() }`, "T.mu"},
		{"field on the way assigned and loaded", `func f(t *T) { t.next.mu.Lock(); t.next = nil; here(); t.next.mu.Unlock() }`, ""},
		{"condition of a mutex", `func f(q *Q) { q.c.L.Lock(); here(); q.mu.Unlock() }`, "Q.mu"},
		{"mutex of a condition", `func f(q *Q) { q.mu.Lock(); q.c.L.Unlock(); here() }`, ""},
		{"condition by value", `func f(q *Q) { q.v.L.Lock(); here(); q.v.L.Unlock() }`, "Q.mu"},
		{"local condition", `func f() { var mu sync.Mutex; c := sync.NewCond(&mu); c.L.Lock(); here(); mu.Unlock() }`, "mu"},
		{"condition of the package", `func f() { ready.L.Lock(); here(); global.Unlock() }`, "global"},
		{"condition of a lock unknown", `func f(q *Q) { q.other.L.Lock(); here(); q.other.L.Unlock() }`, "Q.other.L"},
		{"wrapper", `func f(t *T) { t.lock(); here(); t.unlock() }`, "T.mu"},
		{"wrapper unlocked", `func f(t *T) { t.lock(); t.unlock(); here() }`, ""},
		{"wrapper on element", `func f(t *T) { t.next.lock(); here(); t.next.unlock() }`, "T.mu"},
		{"callee with window", `func f(t *T) { t.mu.Lock(); t.window(); here() }`, "T.mu"},
		{"balanced callee", `func f(t *T) { t.balanced(); here() }`, ""},
		{"unsure callee", `func f(t *T) { t.maybe(cond()); here() }`, ""},
		{"returned unlock", `func f(t *T) { unlock := t.rlock(); here(); unlock() }`, ""},
		{"another object", `func f(a, b *T) { a.mu.Lock(); b.mu.Lock(); b.mu.Unlock(); here() }`, "T.mu"},
		{"maybe the same object", `func f(a, b *T) { a.mu.Lock(); b.mu.Unlock(); here() }`, ""},
		{"variable moved on", `func f(t *T) { t.mu.Lock(); for cond() { t.mu.Unlock(); t = t.next; here(); t.mu.Lock() } }`, ""},
		{"loop over elements", `func f(t *T) { for _, e := range t.all { e.mu.Lock(); here(); e.mu.Unlock() } }`, "T.mu"},
		{"all elements", `func f(t *T) { for _, e := range t.all { here(); e.mu.Lock() } }`, ""},
		{"called literal", `func f(t *T) { t.mu.Lock(); func() { here() }(); t.mu.Unlock() }`, "T.mu"},
		{"goroutine", `func f(t *T) { t.mu.Lock(); go func() { here() }(); t.mu.Unlock() }`, ""},
		{"handed to a package function", `func f(t *T) { t.mu.Lock(); each(func() { here() }); t.mu.Unlock() }`, "T.mu"},
		{"once", `func f(t *T, o *sync.Once) { t.mu.Lock(); o.Do(func() { here() }); t.mu.Unlock() }`, "T.mu"},
		{"locker", `func f(l sync.Locker) { l.Lock(); here(); l.Unlock() }`, "l"},
		{"caller holds", `func f(t *T) { t.mu.Lock(); t.helper(1); t.mu.Unlock() }; func (u *T) helper(i int) { here() }`, "T.mu"},
		{"one caller does not", `func f(t *T) { t.mu.Lock(); t.helper(); t.mu.Unlock(); t.helper() }; func (u *T) helper() { here() }`, ""},
		{"callers' caller", `func f(t *T) { t.mu.Lock(); t.a(); t.mu.Unlock() }; func (u *T) a() { u.b() }; func (u *T) b() { if cond() { u.a() }; here() }`, "T.mu"},
		{"parameter is the lock", `func f(t *T) { t.mu.Lock(); helper(&t.mu) }; func helper(mu *sync.Mutex) { here() }`, "T.mu"},
		{"generic", `type G[E any] struct { mu sync.Mutex; e E }; func f[E any](g *G[E]) { g.mu.Lock(); here(); g.mu.Unlock() }`, "G.mu"},
		{"handed over", `func f(t *T) { t.mu.Lock(); go t.unlock(); here() }`, ""},
		{"method value", `func f(t *T) { t.mu.Lock(); defer t.unlock(); lock := t.rw.Lock; lock(); here() }`, "T.mu T.rw"},
		{"body of a loop over a function", `func f(t *T, seq func(func(int) bool)) { t.mu.Lock(); for range seq { here() }; t.mu.Unlock() }`, "T.mu"},
		{"called by the body of such a loop", `func f(t *T, seq func(func(int) bool)) { t.mu.Lock(); defer t.mu.Unlock(); for range seq { t.helper() } }; func (u *T) helper() { here() }`, "T.mu"},
		{"reader", `func f(t *T) { l := t.rw.RLocker(); l.Lock(); here() }`, "T.rw:R"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := flowtest.Load(t, header+test.body)
			m := &locks.Model{Flow: p}
			var at ssa.Instruction
			for _, fn := range p.Functions() {
				for _, call := range flowtest.Calls(fn, "here") {
					at = call
				}
			}
			var names []string
			for _, h := range m.Held(at) {
				name := h.Class.String()
				if h.Mode == locks.Read {
					name += ":R"
				}
				if !h.Must {
					name += "?"
				}
				names = append(names, name)
			}
			sort.Strings(names)
			if got := strings.Join(names, " "); got != test.want {
				t.Errorf("held: %q, want %q", got, test.want)
			}
		})
	}
}

// TestDoubted prints the locks that may or may not be held at the call of here.
func TestDoubted(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"held", `func f(t *T) { t.mu.Lock(); here(); t.mu.Unlock() }`, ""},
		{"not held", `func f(t *T) { here() }`, ""},
		{"released on some path", `func f(t *T) { t.mu.Lock(); if cond() { t.mu.Unlock() }; here() }`, ""},
		{"acquired on some path of a helper", `func f(t *T) { t.maybe(cond()); here() }`, "T.mu"},
		{"release handed out", `func f(t *T) { t.mu.Lock(); free := func() { t.mu.Unlock() }; go func() { free() }(); here() }`, "T.mu"},
		{"in a literal", `func f(t *T) { t.mu.Lock(); free := func() { t.mu.Unlock() }; g := func() { here() }; go func() { free() }(); g() }`, "T.mu"},
		{"release not handed out", `func f(t *T) { t.mu.Lock(); free := func() { t.mu.Unlock() }; here(); free() }`, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := flowtest.Load(t, header+test.body)
			m := &locks.Model{Flow: p}
			var names []string
			for _, fn := range p.Functions() {
				for _, call := range flowtest.Calls(fn, "here") {
					for _, h := range m.Doubted(call) {
						names = append(names, h.Class.String())
					}
				}
			}
			if got := strings.Join(names, " "); got != test.want {
				t.Errorf("in doubt: %q, want %q", got, test.want)
			}
		})
	}
}

// TestSummary prints what the summary of f says.
func TestSummary(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"lock wrapper", `func f(t *T) { t.mu.Lock() }`, "leaves t.mu Lock; acquires t.mu Lock"},
		{"unlock wrapper", `func f(t *T) { t.rw.RUnlock() }`, "releases t.rw RLock"},
		{"wrapper of wrapper", `func f(t *T) { t.next.lock() }`, "leaves t.next*.mu Lock; acquires t.next*.mu Lock via lock"},
		{"balanced", `func f(t *T) { t.balanced() }`, "acquires t.mu Lock via balanced"},
		{"window", `func f(t *T) { t.window() }`, "acquires t.mu Lock via window dropped"},
		{"conditional", `func f(t *T, c bool) { t.maybe(c) }`, "unsure t.mu Lock; acquires t.mu Lock via maybe if c=true"},
		{"conditional, constant", `func f(t *T) { t.maybe(false) }`, "unsure t.mu Lock"},
		{"calls its parameter", `func f(t *T, g func()) { t.mu.Lock(); each(g); t.mu.Unlock() }`, "acquires t.mu Lock; invokes 1 holding T.mu"},
		{"closure argument", `func f(t *T) { each(func() { t.balanced() }) }`, "acquires t.mu Lock via f$1 balanced"},
		{"recursive", `func f(t *T) { if cond() { f(t) }; t.balanced() }`, "acquires t.mu Lock via balanced"},
		{"goroutine", `func f(t *T) { go t.balanced() }`, ""},
		{"unlocks once", `func f(t *T, o *sync.Once) { o.Do(t.mu.Unlock) }`, "unsure t.mu Lock"},
		{"unlocks once, deferred", `func f(t *T, o *sync.Once) { defer o.Do(t.mu.Unlock) }`, "unsure t.mu Lock"},
		{"unlocks once, by a closure", `func f(t *T) { var o sync.Once; g := func() { o.Do(t.mu.Unlock) }; t.mu.Lock(); defer g() }`, "unsure t.mu Lock; acquires t.mu Lock"},
		{"unlocks once, by a helper", `func f(t *T) { g := once(&t.mu); t.mu.Lock(); defer g() }; func once(mu sync.Locker) func() { var o sync.Once; return func() { o.Do(mu.Unlock) } }`, "unsure t.mu Lock; acquires t.mu Lock dropped"},
		{"unlocked by a function made", `func f(t *T) { g := made(&t.mu); t.mu.Lock(); g() }; func made(mu *sync.Mutex) func() { return func() { mu.Unlock() } }`, "unsure t.mu Lock; acquires t.mu Lock dropped"},
		{"unlocks once, by OnceFunc", `func f(t *T) { g := sync.OnceFunc(t.mu.Unlock); t.mu.Lock(); defer g() }`, "unsure t.mu Lock; acquires t.mu Lock dropped"},
		{"local lock", `func f() { var t T; t.balanced(); t.mu.Lock() }`, "acquires ?T.mu Lock"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := flowtest.Load(t, header+test.body)
			m := &locks.Model{Flow: p}
			s := m.SummaryOf(flowtest.Func(t, p, "f"))
			if got := print(s); got != test.want {
				t.Errorf("summary: %q, want %q", got, test.want)
			}
		})
	}
}

func print(s *locks.Summary) string {
	parts := make([]string, 0, len(s.Effects))
	for _, e := range s.Effects {
		verb := map[locks.Kind]string{locks.Acquire: "leaves", locks.Release: "releases", locks.Unsure: "unsure"}[e.Kind]
		parts = append(parts, fmt.Sprintf("%s %s %s", verb, e.Path, e.Mode))
	}
	for _, a := range s.Acquires {
		path := a.Path.String()
		if _, local := a.Path.Root.(*ssa.Alloc); local || a.OutOfReach {
			path = "?" + a.Class.String()
		}
		var part strings.Builder
		fmt.Fprintf(&part, "acquires %s %s", path, a.Mode)
		if a.Via != nil {
			part.WriteString(" via")
		}
		for b := a; b.Via != nil; b = b.Via {
			part.WriteString(" " + b.Callee.Name())
		}
		if a.Dropped {
			part.WriteString(" dropped")
		}
		for _, c := range a.Conds {
			op := "="
			if !c.Equal {
				op = "!="
			}
			part.WriteString(" if " + c.Param.Name() + op + c.Const)
		}
		parts = append(parts, part.String())
	}
	for _, inv := range s.Invokes {
		var part strings.Builder
		fmt.Fprintf(&part, "invokes %d", inv.Param)
		for _, h := range inv.Held {
			part.WriteString(" holding " + h.Class.String())
		}
		parts = append(parts, part.String())
	}
	return strings.Join(parts, "; ")
}

func TestUsed(t *testing.T) {
	for src, want := range map[string]bool{
		"package snippet\nfunc f() {}": false,
		"package snippet\nimport \"sync\"\nfunc f(wg *sync.WaitGroup) { wg.Wait() }": false,
		"package snippet\nimport \"sync\"\nfunc f(mu *sync.Mutex) { mu.Lock() }":     true,
		"package snippet\nimport \"sync\"\ntype T struct{ sync.RWMutex }":            false,
	} {
		m := &locks.Model{Flow: flowtest.Load(t, src)}
		if got := m.Used(); got != want {
			t.Errorf("Used() = %t, want %t:\n%s", got, want, src)
		}
		if !want && len(m.Functions()) != 0 {
			t.Errorf("functions with locks without locks:\n%s", src)
		}
	}
}
