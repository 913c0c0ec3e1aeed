package protocol_test

import (
	"testing"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/flowtest"
	"github.com/interviewlint/interviewlint/analyzers/internal/nilness"
	"github.com/interviewlint/interviewlint/analyzers/internal/protocol"
)

const header = `package snippet
import ("os"; "log"; "net/http"; "errors")
var _, _, _, _ = os.Open, log.Print, http.Get, errors.New
type T struct { n int; next *T }
func (t *T) num() int { return t.n }
func open() (*T, error)
func make1() (*T, error) { return &T{}, errors.New("partly") }
func check(err error)
func inspect(t *T)
`

// TestUnchecked asks whether some pair of f is used unchecked.
func TestUnchecked(t *testing.T) {
	tests := []struct {
		name, body string
		want       bool
	}{
		{"before the check", `func f() { t, err := open(); print(t.n); if err != nil { return } }`, true},
		{"after the check", `func f() { t, err := open(); if err != nil { return }; print(t.n) }`, false},
		{"discarded", `func f() { t, _ := open(); print(t.n) }`, true},
		{"discarded and tested", `func f() { t, _ := open(); if t != nil { print(t.n) } }`, false},
		{"no check", `func f() error { t, err := open(); print(t.n); return err }`, true},
		{"value tested", `func f() error { t, err := open(); if t != nil { print(t.n) }; return err }`, false},
		{"helper checks", `func f() { t, err := open(); check(err); print(t.n) }`, false},
		{"method of the package", `func f() { t, err := open(); print(t.num()); check(err) }`, true},
		{"deferred close", `func f() { f, err := os.Open("x"); defer f.Close(); if err != nil { return } }`, true},
		{"deferred close after", `func f() { f, err := os.Open("x"); if err != nil { return }; defer f.Close() }`, false},
		{"deferred closure", `func f() { f, err := os.Open("x"); defer func() { f.Close() }(); if err != nil { return } }`, true},
		{"deferred closure that tests", `func f() { f, err := os.Open("x"); defer func() { if f != nil { f.Close() } }(); if err != nil { return } }`, false},
		{"deferred closure after", `func f() { f, err := os.Open("x"); if err != nil { return }; defer func() { f.Close() }() }`, false},
		{"named result", `func f() (err error) { defer func() { print(err) }(); f, err := os.Open("x"); if err != nil { return err }; defer f.Close(); return }`, false},
		{"captured error", `func f() { var err error; defer func() { print(err) }(); var t *T; t, err = open(); if err != nil { return }; print(t.n) }`, false},
		{"captured error too late", `func f() { var err error; defer func() { print(err) }(); var t *T; t, err = open(); print(t.n); if err != nil { return } }`, true},
		{"response", `func f() { resp, err := http.Get("x"); defer resp.Body.Close(); if err != nil { return } }`, true},
		{"on one path", `func f(c bool) { t, err := open(); if c { if err != nil { return } }; print(t.n) }`, true},
		{"error overwritten", `func f() { a, err := open(); b, err := open(); if err != nil { return }; print(a.n, b.n) }`, true},
		{"never nil", `func f() { t, err := make1(); print(t.n); check(err) }`, false},
		{"passed on", `func f() error { t, err := open(); inspect(t); return err }`, false},
		{"switch", `func f() { t, err := open(); switch { case err != nil: return }; print(t.n) }`, false},
		{"errors.Is", `func f() { t, err := open(); if errors.Is(err, os.ErrExist) { return }; print(t.n) }`, false},
		{"map", `func f(m map[int]*T) { t, ok := m[1]; print(t.n, ok) }`, true},
		{"map with ok", `func f(m map[int]*T) { if t, ok := m[1]; ok { print(t.n) } }`, false},
		{"assertion", `func f(x any) { t, _ := x.(*T); print(t.n) }`, true},
		{"decided by a table", `func f(x any, known map[any]bool) { t, _ := x.(*T); if !known[t] { return }; print(t.n) }`, false},
		{"decided by something else", `func f(x any, known map[any]bool) { t, _ := x.(*T); if !known[x] { return }; print(t.n) }`, true},
		{"retry", `func f() { t, err := open(); for err != nil { t, err = open() }; print(t.n) }`, false},
		{"either", `func f(c bool) { var t *T; var err error; if c { t, err = open() } else { t, err = make1() }; if err != nil { return }; print(t.n) }`, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := flowtest.Load(t, header+test.body)
			model := nilness.New(p)
			found := false
			for _, pair := range protocol.Pairs(flowtest.Func(t, p, "f")) {
				found = found || protocol.Unchecked(p, model, pair) != nil
			}
			if found != test.want {
				t.Errorf("unchecked: %t, want %t", found, test.want)
			}
		})
	}
}

// TestSaves asks whether the call in f saves something.
func TestSaves(t *testing.T) {
	tests := []struct {
		name, src string
		want      bool
	}{
		{"itself", `func f() { os.WriteFile("a", nil, 0) }`, true},
		{"by a helper", `func write(b []byte) error { return os.WriteFile("a", b, 0) }; func f() { write(nil) }`, true},
		{"by a helper that does more", `func write(b []byte) error { if err := os.WriteFile("a", b, 0); err != nil { return err }; return nil }; func f() { write(nil) }`, true},
		{"not", `func f() { os.Remove("a") }`, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := flowtest.Load(t, header+test.src)
			found := false
			for instr := range flow.Instructions(flowtest.Func(t, p, "f")) {
				if call, ok := instr.(*ssa.Call); ok {
					found = found || protocol.Saves(call)
				}
			}
			if found != test.want {
				t.Errorf("saves: %t, want %t", found, test.want)
			}
		})
	}
}
