package values_test

import (
	"go/types"
	"strings"
	"testing"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/flowtest"
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
)

func TestParts(t *testing.T) {
	const header = `package snippet
import "fmt"
var _ = fmt.Sprintf
var table = "users"
var Open = "x"
func sink(s string) {}
`
	tests := []struct{ body, want string }{
		{`func f() { sink("a" + "b") }`, "ab"},
		{`func f(x string) { sink("a" + x + "b") }`, "a|<x>|b"},
		{`func f() { sink("a " + table) }`, "a |users"},
		{`func f() { sink("a " + Open) }`, "a |<>"},
		{`func f(x string, n int) { sink(fmt.Sprintf("a=%s n=%d %% %-5v", x, n, "k")) }`, "a=|<x>| n=|?| |%| |k"},
		{`func f(x string) { q := "a"; q += x; sink(q) }`, "a|<x>"},
		{`func f(format, x string) { sink(fmt.Sprintf(format, x)) }`, "<>"},
	}
	for _, test := range tests {
		p := flowtest.Load(t, header+test.body)
		call := flowtest.Calls(flowtest.Func(t, p, "f"), "sink")[0]
		var got []string
		for _, part := range values.Parts(p, call.Common().Args[0]) {
			switch v := part.Value.(type) {
			case nil:
				got = append(got, part.Text)
			case *ssa.Parameter:
				got = append(got, "<"+v.Name()+">")
			default:
				got = append(got, "<>")
			}
		}
		if text := strings.Join(got, "|"); text != test.want {
			t.Errorf("%s: parts %q, want %q", test.body, text, test.want)
		}
	}
}

func TestFields(t *testing.T) {
	p := flowtest.Load(t, `package snippet
type T struct { A, B int; C string }
func f() *T { t := &T{A: 0, C: "x"}; return t }`)
	for instr := range flow.Instructions(flowtest.Func(t, p, "f")) {
		if alloc, ok := instr.(*ssa.Alloc); ok {
			fields := values.Fields(alloc)
			if len(fields) != 2 || !values.IsZero(fields["A"]) || values.IsZero(fields["C"]) {
				t.Errorf("fields %v, want a zero A and a non-zero C", fields)
			}
			return
		}
	}
	t.Error("no allocation")
}

// TestReturned asks what the call of g in f may return.
func TestReturned(t *testing.T) {
	const header = "package snippet\nfunc sink(x any) {}\n"
	for body, want := range map[string]int{
		`func g() int { return 1 }; func f() { sink(g()) }`:                                       1,
		`func g(b bool) int { if b { return 1 }; return 2 }; func f() { sink(g(true)) }`:          2,
		`func g() (int, error) { return 1, nil }; func f() { x, _ := g(); sink(x) }`:              0,
		`var g = func() int { return 1 }; func F(h func() int) { g = h }; func f() { sink(g()) }`: 0,
		`type T struct{}; func (T) g() int { return 3 }; func f(t T) { sink(t.g()) }`:             1,
		`func g[X any](x X) X { return x }; func f() { sink(g(1)) }`:                              1,
	} {
		p := flowtest.Load(t, header+body)
		call := flowtest.Calls(flowtest.Func(t, p, "f"), "sink")[0]
		arg := values.Unwrap(call.Common().Args[0])
		if got := len(values.Returned(p, arg)); got != want {
			t.Errorf("%s: %d values, want %d", body, got, want)
		}
	}
}

// TestFlowsInto asks whether the first load in f goes into the array only.
func TestFlowsInto(t *testing.T) {
	for body, want := range map[string]bool{
		`a[0] += x`:             true,
		`a[1] = a[0] * 2 + x`:   true,
		`println(a[0]); a[1]++`: false,
		`x = a[0]; a[x] = 1`:    false,
	} {
		p := flowtest.Load(t, "package snippet\nfunc f(x int) { var a [4]int; "+body+"; println(x, a[3]) }")
		fn := flowtest.Func(t, p, "f")
		for instr := range flow.Instructions(fn) {
			load, ok := instr.(*ssa.UnOp)
			if !ok {
				continue
			}
			got := values.FlowsInto(load, func(addr ssa.Value) bool { _, ok := addr.(*ssa.IndexAddr); return ok })
			if got != want {
				t.Errorf("%s: %t, want %t", body, got, want)
			}
			break
		}
	}
}

// TestSurelyOf asks whether x, an argument of show in f, is always a string.
func TestSurelyOf(t *testing.T) {
	const header = `package snippet
import "sync"
var names, mixed sync.Map
func fill(s string, n int) { names.Store(s, s); names.LoadOrStore(s, s); mixed.Store(s, s); mixed.Store(s, n) }
func show(x any) {}
`
	tests := []struct {
		body string
		want bool
	}{
		{`func f(s string) { show(s) }`, true},
		{`func f(n int) { show(n) }`, false},
		{`func f(x any) { show(x) }`, false},
		{`func f() { x, _ := names.Load("a"); show(x) }`, true},
		{`func f() { x, _ := mixed.Load("a"); show(x) }`, false},
		{`func f() { x, ok := names.Load("a"); if !ok { x = "b" }; show(x) }`, true},
		{`func f() { x, ok := names.Load("a"); if !ok { x = 1 }; show(x) }`, false},
		{`func f(m *sync.Map) { x, _ := m.Load("a"); show(x) }`, false},
	}
	for _, test := range tests {
		p := flowtest.Load(t, header+test.body)
		call := flowtest.Calls(flowtest.Func(t, p, "f"), "show")[0]
		if got := values.SurelyOf(p, call.Common().Args[0], types.Typ[types.String]); got != test.want {
			t.Errorf("%s: %t, want %t", test.body, got, test.want)
		}
	}
}
