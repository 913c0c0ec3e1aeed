package access_test

import (
	"testing"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flowtest"
)

// TestCompare compares the receivers of the two calls of Lock in f, literals
// included.
func TestCompare(t *testing.T) {
	const header = `package snippet
import "sync"
type inner struct { mu sync.Mutex }
type T struct { mu sync.Mutex; in inner; ptr *inner; next *T; all []inner; arr [2]inner; m map[string]*inner; sync.RWMutex }
var global sync.Mutex
var other sync.Mutex
`
	tests := []struct {
		name, body string
		want       access.Relation
	}{
		{"field", `func f(t *T) { t.mu.Lock(); t.mu.Lock() }`, access.Same},
		{"two fields", `func f(t *T) { t.mu.Lock(); t.in.mu.Lock() }`, access.Different},
		{"field of field", `func f(t *T) { t.in.mu.Lock(); t.in.mu.Lock() }`, access.Same},
		{"through pointer", `func f(t *T) { t.ptr.mu.Lock(); t.ptr.mu.Lock() }`, access.Same},
		{"two objects", `func f(a, b *T) { a.mu.Lock(); b.mu.Lock() }`, access.Maybe},
		{"new object and parameter", `func f(a *T) { b := &T{}; a.mu.Lock(); b.mu.Lock() }`, access.Different},
		{"new object that the parameter points to", `func f(a *T) { b := &T{}; a.next = b; a.next.mu.Lock(); b.mu.Lock() }`, access.Maybe},
		{"parameter that the new object points to", `func f(a *T) { b := &T{next: a}; a.mu.Lock(); b.next.mu.Lock() }`, access.Maybe},
		{"new object passed to a literal", `func f() { b := &T{}; g := func(a *T) { a.mu.Lock() }; b.mu.Lock(); g(b) }`, access.Maybe},
		{"two locals", `func f() { var a, b T; a.mu.Lock(); b.mu.Lock() }`, access.Different},
		{"globals", `func f() { global.Lock(); other.Lock() }`, access.Different},
		{"captured", `func f(t *T) { t.mu.Lock(); func() { t.mu.Lock() }() }`, access.Same},
		{"captured local", `func f() { var mu sync.Mutex; mu.Lock(); func() { mu.Lock() }() }`, access.Same},
		// Paths are of variables, not of the values they have at some time.
		{"captured twice", `func f(t *T) { mu := &t.mu; mu.Lock(); func() { func() { mu.Lock() }() }() }`, access.Same},
		{"captured and reassigned", `func f(t *T) { t.mu.Lock(); t = t.next; func() { t.mu.Lock() }() }`, access.Same},
		{"reassigned", `func f(t *T) { t.mu.Lock(); t = t.next; t.mu.Lock() }`, access.Different},
		{"constant index", `func f(t *T) { t.arr[0].mu.Lock(); t.arr[0].mu.Lock() }`, access.Same},
		{"two constant indices", `func f(t *T) { t.arr[0].mu.Lock(); t.arr[1].mu.Lock() }`, access.Different},
		{"same index", `func f(t *T, i int) { t.all[i].mu.Lock(); t.all[i].mu.Lock() }`, access.Same},
		{"two indices", `func f(t *T, i, j int) { t.all[i].mu.Lock(); t.all[j].mu.Lock() }`, access.Maybe},
		{"map element", `func f(t *T, k string) { t.m[k].mu.Lock(); t.m[k].mu.Lock() }`, access.Same},
		{"embedded", `func f(t *T) { t.Lock(); t.RWMutex.Lock() }`, access.Same},
		{"pointer variable", `func f(t *T) { mu := &t.mu; mu.Lock(); t.mu.Lock() }`, access.Same},
		{"locker", `func f(t *T) { var l sync.Locker = &t.mu; l.Lock(); t.mu.Lock() }`, access.Same},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := flowtest.Load(t, header+test.body)
			var paths []access.Path
			for _, fn := range p.Functions() {
				for _, call := range flowtest.Calls(fn, "Lock") {
					paths = append(paths, access.Of(receiver(call)))
				}
			}
			if len(paths) != 2 {
				t.Fatalf("%d calls of Lock, want 2", len(paths))
			}
			if got := access.Compare(paths[0], paths[1]); got != test.want {
				t.Errorf("Compare(%s, %s) = %d, want %d", paths[0], paths[1], got, test.want)
			}
		})
	}
}

func receiver(call ssa.CallInstruction) ssa.Value {
	if common := call.Common(); common.IsInvoke() {
		return common.Value
	}
	return call.Common().Args[0]
}

func TestClassOf(t *testing.T) {
	const src = `package snippet
import "sync"
type inner struct { mu sync.Mutex }
type T[E any] struct { mu sync.Mutex; in inner; anon struct { mu sync.Mutex }; all []inner; e E }
var global sync.Mutex
var shards [4]inner
func f1(t *T[int]) { t.mu.Lock() }
func f2(t *T[int]) { t.in.mu.Lock() }
func f3(t *T[int]) { t.anon.mu.Lock() }
func f4(t *T[int]) { t.all[2].mu.Lock() }
func f5() { global.Lock() }
func f6(i int) { shards[i].mu.Lock() }
func f7[E any](t *T[E]) { t.mu.Lock() }
`
	p := flowtest.Load(t, src)
	for fn, want := range map[string]string{
		"f1": "T.mu", "f2": "inner.mu", "f3": "T.anon.mu", "f4": "inner.mu", "f5": "global", "f6": "inner.mu", "f7": "T.mu",
	} {
		call := flowtest.Calls(flowtest.Func(t, p, fn), "Lock")[0]
		if got := access.ClassOf(receiver(call)).String(); got != want {
			t.Errorf("%s: class %q, want %q", fn, got, want)
		}
	}
	a := access.ClassOf(receiver(flowtest.Calls(flowtest.Func(t, p, "f1"), "Lock")[0]))
	b := access.ClassOf(receiver(flowtest.Calls(flowtest.Func(t, p, "f7"), "Lock")[0]))
	if a != b {
		t.Errorf("an instance and its generic type have different classes: %v, %v", a, b)
	}
}
