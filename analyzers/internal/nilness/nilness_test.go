package nilness_test

import (
	"go/types"
	"testing"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flowtest"
	"github.com/interviewlint/interviewlint/analyzers/internal/nilness"
)

const header = `package snippet
import ("errors"; "log")
var _, _ = errors.New, log.Fatal
type E struct { next *E; err error }
func (e *E) Error() string { return "" }
func use(e *E) {}
func make1() *E { return &E{} }
func none() *E { return nil }
func maybe(c bool) *E { if c { return nil }; return &E{} }
func deep(c bool) *E { return maybe(c) }
func pair(c bool) (*E, error) { if c { return nil, errors.New("x") }; return &E{}, nil }
func turn(e *E) (*E, bool) { if e == nil { return nil, false }; return &E{next: e}, true }
func looked(m map[int]*E) (*E, bool) { e, ok := m[1]; if e == nil { return nil, ok }; return e, ok }
func found(c bool) (*E, bool) { if c { return nil, false }; return &E{}, true }
func same(e *E) *E { if e == nil { return nil }; return &E{next: e} }
func fill(p **E)
func unknown() *E
`

// TestWhy asks whether the argument of the last call of use in f may be nil.
func TestWhy(t *testing.T) {
	tests := []struct {
		name, body string
		want       nilness.CauseKind // 0: not nil
	}{
		{"unset", `func f() { var e *E; use(e) }`, nilness.Constant},
		{"set on one path", `func f(c bool) { var e *E; if c { e = &E{} }; use(e) }`, nilness.Constant},
		{"set on every path", `func f(c bool) { var e *E; if c { e = &E{} } else { e = make1() }; use(e) }`, 0},
		{"guarded", `func f(c bool) { var e *E; if c { e = &E{} }; if e != nil { use(e) } }`, 0},
		{"guarded by the flag", `func f(c bool) { var e *E; if c { e = &E{} }; if c { use(e) } }`, 0},
		{"compared", `func f(e *E) { if e == nil { log.Print("nil") }; use(e) }`, nilness.Compared},
		{"compared and left", `func f(e *E) { if e == nil { return }; use(e) }`, 0},
		{"compared and fatal", `func f(e *E) { if e == nil { log.Fatal("nil") }; use(e) }`, 0},
		{"parameter", `func f(e *E) { use(e) }`, 0},
		{"helper", `func f() { use(none()) }`, nilness.Returned},
		{"helper on some path", `func f(c bool) { use(maybe(c)) }`, nilness.Returned},
		{"helper of helper", `func f(c bool) { use(deep(c)) }`, nilness.Returned},
		{"helper with argument", `func f(c bool) { if !c { use(maybe(c)) } }`, 0},
		{"helper never nil", `func f() { use(make1()) }`, 0},
		{"helper unknown", `func f() { use(unknown()) }`, 0},
		{"helper passes nil on", `func f() { use(same(&E{})) }`, 0},
		{"helper passes nil on, unknown argument", `func f(e *E) { use(same(e)) }`, 0},
		{"helper given nil", `func f() { use(same(nil)) }`, nilness.Returned},
		{"error checked", `func f(c bool) { e, err := pair(c); if err != nil { return }; use(e) }`, 0},
		{"error not checked", `func f(c bool) { e, _ := pair(c); use(e) }`, nilness.Returned},
		{"ok checked", `func f(c bool) { if e, ok := found(c); ok { use(e) } }`, 0},
		{"ok of a lookup passed on, checked", `func f(m map[int]*E) { if e, ok := looked(m); ok { use(e) } }`, 0},
		{"ok of a lookup passed on, false", `func f(m map[int]*E) { if e, ok := looked(m); !ok { use(e) } }`, nilness.Returned},
		{"ok false", `func f(c bool) { if e, ok := found(c); !ok { use(e) } }`, nilness.Returned},
		{"captured", `func f(c bool) { var e *E; defer func() { print(e) }(); if c { e = &E{} }; use(e) }`, nilness.Unset},
		{"captured and set", `func f(c bool) { var e *E; defer func() { print(e) }(); e = &E{}; use(e) }`, 0},
		{"captured and guarded", `func f(c bool) { var e *E; defer func() { print(e) }(); if c { e = &E{} }; if e == nil { return }; use(e) }`, 0},
		{"captured, set on one path, flagged", `func f(c bool) { var e *E; defer func() { print(e) }(); if c { e = &E{} }; if c { use(e) } }`, 0},
		{"set by closure", `func f() { var e *E; func() { e = &E{} }(); use(e) }`, 0},
		{"captured and used before", `func f(visit func(func())) { var e *E; visit(func() { e = &E{} }); e.err = nil; use(e) }`, 0},
		{"address passed", `func f() { var e *E; fill(&e); use(e) }`, 0},
		{"errors.As unchecked", `func f(err error) { var e *E; errors.As(err, &e); use(e) }`, nilness.Failed},
		{"errors.As failed", `func f(err error) { var e *E; if !errors.As(err, &e) { print(1) }; use(e) }`, nilness.Failed},
		{"errors.As checked", `func f(err error) { var e *E; if errors.As(err, &e) { use(e) } }`, 0},
		{"map", `func f(m map[int]*E) { use(m[1]) }`, nilness.Missing},
		{"map ok", `func f(m map[int]*E) { if e, ok := m[1]; ok { use(e) } }`, 0},
		{"assertion", `func f(x any) { e, _ := x.(*E); use(e) }`, nilness.Failed},
		{"assertion ok", `func f(x any) { if e, ok := x.(*E); ok { use(e) } }`, 0},
		{"loop", `func f(n int) { var e *E; for i := 0; i < n; i++ { e = &E{} }; use(e) }`, 0}, // loops are expected to run
		{"loop with condition", `func f(n int) { var e *E; for i := 0; i < n; i++ { if i == 3 { e = &E{} } }; use(e) }`, nilness.Constant},
		{"range with condition", `func f(m map[int]bool) { var e *E; for _, c := range m { if c { e = &E{} } }; use(e) }`, nilness.Constant},
		{"range", `func f(m map[int]bool) { var e *E; for range m { e = &E{} }; use(e) }`, 0},
		{"loop, argument of the turn before", `func f(e *E, n int) { for n > 0 { var ok bool; if e, ok = turn(e); !ok { print(1) } }; use(e) }`, 0},
		{"list", `func f(e *E) { for e.next != nil { e = e.next }; use(e) }`, 0},
		{"list to its end", `func f(e *E) { for e != nil { e = e.next }; use(e) }`, nilness.Compared},
		{"field", `func f(e *E) { if e.next == nil { print(1) }; use(e.next) }`, nilness.Compared},
		{"reset", `func f() { e := &E{}; print(e.err); e = nil; use(e) }`, nilness.Constant},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := flowtest.Load(t, header+test.body)
			calls := flowtest.Calls(flowtest.Func(t, p, "f"), "use")
			call := calls[len(calls)-1].(*ssa.Call)
			m := nilness.New(p)
			cause := m.Why(call.Call.Args[0], call)
			var got nilness.CauseKind
			if cause != nil {
				got = cause.Kind
				if len(m.Trace(cause, call, "e")) == 0 {
					t.Errorf("no trace of cause %d", got)
				}
			}
			if got != test.want {
				t.Errorf("cause %d, want %d", got, test.want)
			}
		})
	}
}

// TestConvention asks for outcomes of functions with named results and defers.
func TestConvention(t *testing.T) {
	const src = header + `
func done() {}
func f(m map[int]*E) (e *E, err error) {
	defer done()
	if e = m[1]; e == nil { return nil, errors.New("none") }
	return e, err
}
`
	p := flowtest.Load(t, src)
	s := nilness.New(p).Outcomes(flowtest.Func(t, p, "f"))
	for _, o := range s.Outcomes {
		if o.Kinds[0] == nilness.Nil && o.Kinds[1] == nilness.Nil {
			t.Errorf("an outcome with neither a value nor an error at %s", p.Fset.Position(o.Return.Pos()))
		}
	}
}

func TestOutcomes(t *testing.T) {
	const src = header + `
func always() (*E, error) { return &E{}, nil }
func wrapped() (*E, error) { return always() }
func recursive(n int) *E { if n > 0 { return recursive(n-1) }; return &E{} }
`
	p := flowtest.Load(t, src)
	m := nilness.New(p)
	for name, want := range map[string]int{"always": 1, "wrapped": 1, "pair": 2, "maybe": 2, "deep": 2, "same": 2} {
		s := m.Outcomes(flowtest.Func(t, p, name))
		if !s.Complete || len(s.Outcomes) != want {
			t.Errorf("%s: complete %t, %d outcomes, want %d", name, s.Complete, len(s.Outcomes), want)
		}
	}
}

// TestMadeWithout asks whether the package makes a T without its field err.
func TestMadeWithout(t *testing.T) {
	tests := []struct {
		name, src string
		want      bool
	}{
		{"literal", `func f() *T { return &T{n: 1} }`, true},
		{"literal with all", `func f(e *E) *T { return &T{err: e} }`, false},
		{"value", `func f() T { return T{} }`, true},
		{"value beside an error", `func f() (T, error) { return T{}, errors.New("x") }`, false},
		{"filled", `func f(e *E) *T { t := &T{}; t.err = e; return t }`, false},
		{"filled by a method", `func (t *T) fill() { t.err = &E{} }; func f() *T { t := &T{}; t.fill(); return t }`, false},
		{"copied", `func f(o T) *T { t := &T{}; *t = o; return t }`, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := flowtest.Load(t, header+"type T struct { n int; err *E }\n"+test.src)
			field := p.Types.Scope().Lookup("T").Type().Underlying().(*types.Struct).Field(1)
			if got := nilness.New(p).MadeWithout(field) != nil; got != test.want {
				t.Errorf("made without: %t, want %t", got, test.want)
			}
		})
	}
}

// TestFields asks whether the field that use gets is still zero, or cleared.
func TestFields(t *testing.T) {
	const header = `package snippet
type T struct { m map[int]int; U }
type U struct { n map[int]int }
func use(map[int]int) {}
func fill(*T) {}
func other() {}
func empty() *T { return &T{U: U{}} }
func half() *T { return &T{m: map[int]int{}} }
func value() T { return T{U: U{n: map[int]int{}}} }
func full() *T { t := &T{}; fill(t); return t }
`
	for body, want := range map[string]string{
		"t := &T{}; use(t.m)":                                           "zero",
		"t := &T{}; fill(t); use(t.m)":                                  "",
		"t := empty(); use(t.m)":                                        "zero",
		"t := empty(); use(t.n)":                                        "zero",
		"t := half(); use(t.m)":                                         "",
		"t := half(); use(t.n)":                                         "zero",
		"t := full(); use(t.m)":                                         "",
		"t := empty(); t.m = map[int]int{}; use(t.m)":                   "",
		"t := T{U: U{n: map[int]int{}}}; use(t.n)":                      "",
		"t := value(); use(t.m)":                                        "zero",
		"t := value(); use(t.n)":                                        "",
		"arg.m = nil; use(arg.m)":                                       "cleared",
		"arg.m = nil; other(); use(arg.m)":                              "",
		"if c { arg.m = nil }; use(arg.m)":                              "cleared",
		"m := arg.m; arg.m = nil; use(m)":                               "",
		"arg.m = nil; if arg.m == nil { arg.m = other2() }; use(arg.m)": "",
		"arg.m = nil; arg.n = map[int]int{}; use(arg.n)":                "",
	} {
		p := flowtest.Load(t, header+"func other2() map[int]int { return nil }\nfunc f(arg *T, c bool) { "+body+" }")
		fn := flowtest.Func(t, p, "f")
		call := flowtest.Calls(fn, "use")[0]
		v := call.Common().Args[0]
		got := ""
		if nilness.ZeroField(p, call, v) != nil {
			got = "zero"
		} else if nilness.ClearedField(p, call, v, nilness.Clears(fn)) != nil {
			got = "cleared"
		}
		if got != want {
			t.Errorf("%s: %q, want %q", body, got, want)
		}
	}
}

// TestEmptied asks whether a method leaves the field m of T nil for others.
func TestEmptied(t *testing.T) {
	const header = `package snippet
type T struct { m map[int]int; n int }
func New() *T { return &T{m: map[int]int{}} }
func (t *T) put() { t.m[1] = 1 }
`
	for src, want := range map[string]bool{
		"func (t *T) Reset() { t.m = nil }":                                                                       true,
		"func (t *T) Reset() { *t = T{} }":                                                                        true,
		"func (t *T) Reset() { *t = T{n: 1} }":                                                                    true,
		"func (t *T) Reset() { *t = T{m: t.m} }":                                                                  false,
		"func (t *T) Close() { t.m = nil }":                                                                       false,
		"func (t *T) Reset() { t.m = map[int]int{} }":                                                             false,
		"func (t *T) Reset() { t.m = nil; t.make() }; func (t *T) make() { t.m = map[int]int{} }":                 false,
		"func (t *T) Reset() { t.m = nil }; func (t *T) get() bool { return t.m == nil }":                         false,
		"func (t *T) Reset() { t.m = nil }; func (t *T) len() int { return len(t.m) }":                            true,
		"func (t *T) Reset() { t.m = nil; fill(&t.m) }; func fill(m *map[int]int) { *m = map[int]int{} }":         false,
		"func (t *T) Reset() { t.m = nil }; func renew(t *T) { *t = *New() }":                                     false,
		"func (t *T) Reset() { t.m = nil }; func renew(ts []*T) { for _, t := range ts { t.m = map[int]int{} } }": false,
	} {
		p := flowtest.Load(t, header+src)
		field := p.Types.Scope().Lookup("T").Type().Underlying().(*types.Struct).Field(0)
		if got := nilness.New(p).Emptied(field) != nil; got != want {
			t.Errorf("%s: emptied %t, want %t", src, got, want)
		}
	}
}

// TestClone asks whether the map that use gets may be nil.
func TestClone(t *testing.T) {
	for body, want := range map[string]bool{
		"var m map[int]int; use(maps.Clone(m))":                                 true,
		"m := map[int]int{}; use(maps.Clone(m))":                                false,
		"use(maps.Clone(arg))":                                                  false,
		"var m map[int]int; if len(arg) > 0 { m = arg }; use(maps.Clone(m))":    true,
		"var m map[int]int; n := maps.Clone(m); if n == nil { return }; use(n)": false,
	} {
		p := flowtest.Load(t, "package snippet\nimport \"maps\"\nfunc use(map[int]int) {}\nfunc f(arg map[int]int) { "+body+" }")
		call := flowtest.Calls(flowtest.Func(t, p, "f"), "use")[0]
		if got := nilness.New(p).Why(call.Common().Args[0], call) != nil; got != want {
			t.Errorf("%s: may be nil %t, want %t", body, got, want)
		}
	}
}
