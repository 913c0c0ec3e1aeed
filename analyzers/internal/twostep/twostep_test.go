package twostep_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/flowtest"
	"github.com/interviewlint/interviewlint/analyzers/internal/twostep"
)

func TestPairs(t *testing.T) {
	const header = `package snippet
import "sync"
type T struct { n int }
var mu sync.Mutex
`
	tests := []struct {
		name, body  string
		found, lost bool
	}{
		{"returned", `func f(m *sync.Map, k int) any { if v, ok := m.Load(k); ok { return v }; t := &T{}; m.Store(k, t); return t }`, true, true},
		{"used", `func f(m *sync.Map, k int) { if _, ok := m.Load(k); ok { return }; t := &T{}; m.Store(k, t); t.n++ }`, true, true},
		{"filled before", `func f(m *sync.Map, k int) { if _, ok := m.Load(k); ok { return }; t := &T{}; t.n++; m.Store(k, t) }`, true, false},
		{"mark", `func f(m *sync.Map, k int) { if _, ok := m.Load(k); !ok { m.Store(k, true) } }`, true, false},
		{"taken out", `func f(m *sync.Map, k int) any { v, ok := m.Load(k); if ok { m.Delete(k); return v }; return nil }`, true, false},
		{"computed", `func f(m *sync.Map, k, x int) { if _, ok := m.Load(k); !ok { m.Store(k, x*x) } }`, false, false},
		{"other key", `func f(m *sync.Map, j, k int) { if _, ok := m.Load(j); !ok { m.Store(k, true) } }`, false, false},
		{"found", `func f(m *sync.Map, k int) { if _, ok := m.Load(k); ok { m.Store(k, true) } }`, false, false},
		{"locked", `func f(m *sync.Map, k int) { mu.Lock(); defer mu.Unlock(); if _, ok := m.Load(k); !ok { m.Store(k, true) } }`, false, false},
		{"private", `func f(k int) { var m sync.Map; if _, ok := m.Load(k); !ok { m.Store(k, true) } }`, false, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			pairs := twostep.Pairs(flowtest.Load(t, header+test.body))
			if found := len(pairs) > 0; found != test.found || found && pairs[0].Lost != test.lost {
				t.Errorf("got %+v, want found %t, lost %t", pairs, test.found, test.lost)
			}
		})
	}
}
