package access_test

import (
	"testing"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/flowtest"
)

// TestOrigins asks whether the maps that f and its literals write are known to
// be one.
func TestOrigins(t *testing.T) {
	const header = `package snippet
import "maps"
type M = map[int]int
type T struct { m, other M; n int }
type box struct { t T; all [2]M }
type fixed struct { m M }
type moved struct { m M }
func (x *moved) reset() { x.m = M{} }
func same(m M) M { return m }
func wrap(m M) *fixed { return &fixed{m: m} }
func wrapMoved(m M) *moved { return &moved{m: m} }
var _ = maps.Clone[M]
`
	tests := []struct {
		name, body string
		want       bool
	}{
		{"one variable", `func f(m M) { m[1] = 1; m[2] = 2 }`, true},
		{"two parameters", `func f(m, o M) { m[1] = 1; o[2] = 2 }`, false},
		{"copied variable", `func f() { m := M{}; o := m; m[1] = 1; func() { o[2] = 2 }() }`, true},
		{"copied struct", `func f(c T) { d := c; c.m[1] = 1; d.m[1] = 1 }`, true},
		{"captured copy", `func f(c T) { d := c; c.m[1] = 1; func() { d.m[1] = 1 }() }`, true},
		{"other field of the copy", `func f(c T) { d := c; c.m[1] = 1; d.other[1] = 1 }`, false},
		{"copied through a pointer", `func f(c *T) { d := *c; c.m[1] = 1; d.m[1] = 1 }`, true},
		{"copied twice", `func f(c T) { d := c; e := d; c.m[1] = 1; e.m[1] = 1 }`, true},
		{"copied with what contains it", `func f(b box) { c := b; c.t.m[1] = 1; b.t.m[1] = 1 }`, true},
		{"copied out of what contains it", `func f(b *box) { c := b.t; c.m[1] = 1; b.t.m[1] = 1 }`, true},
		{"array", `func f(b box) { all := b.all; all[1][1] = 1; b.all[1][1] = 1 }`, true},
		{"other element", `func f(b box) { all := b.all; all[0][1] = 1; b.all[1][1] = 1 }`, false},
		{"cloned", `func f(c T) { d := c; d.m = maps.Clone(c.m); c.m[1] = 1; d.m[1] = 1 }`, false},
		{"made before the copy is written", `func f(c T) { d := c; d.m = M{}; func() { d.m[1] = 1 }(); c.m[1] = 1 }`, false},
		{"made after the copy is written", `func f(c T) { d := c; d.m[1] = 1; d.m = M{}; c.m[1] = 1 }`, true},
		{"made on one path", `func f(c T, b bool) { d := c; if b { d.m = M{} }; d.m[1] = 1; c.m[1] = 1 }`, false},
		{"other field assigned", `func f(c T) { d := c; d.n = 1; d.m[1] = 1; c.m[1] = 1 }`, true},
		{"original made anew", `func f(c *T) { d := *c; c.m = M{}; d.m[1] = 1; c.m[1] = 1 }`, false},
		{"put into an object", `func f(m M) { w := &fixed{m: m}; keep(w); w.m[1] = 1; m[1] = 1 }; func keep(*fixed) { }`, true},
		{"put into an object by a constructor", `func f(m M) { w := wrap(m); w.m[1] = 1; m[1] = 1 }`, true},
		{"whose map is made anew elsewhere", `func f(m M) { w := wrapMoved(m); w.reset(); w.m[1] = 1; m[1] = 1 }`, false},
		{"a method of it makes the map anew", `func f(m M) { w := &moved{m: m}; w.reset(); w.m[1] = 1; m[1] = 1 }`, false},
		{"returned as it is", `func f(m M) { o := same(m); o[1] = 1; m[1] = 1 }`, true},
		{"element that a variable selects", `func f(ts []T, i int) { t := ts[i]; t.m[1] = 1; i++; ts[i].m[1] = 1 }`, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := flowtest.Load(t, header+test.body)
			origins := access.NewOrigins(p)
			var paths []access.Path
			for _, fn := range p.Functions() {
				if flow.Outermost(fn).Name() != "f" {
					continue
				}
				for instr := range flow.Instructions(fn) {
					if update, ok := instr.(*ssa.MapUpdate); ok {
						paths = append(paths, origins.Of(update.Map))
					}
				}
			}
			if len(paths) != 2 {
				t.Fatalf("%d writes, want 2", len(paths))
			}
			if got := paths[0] == paths[1]; got != test.want {
				t.Errorf("origins %s and %s: same %t, want %t", paths[0], paths[1], got, test.want)
			}
		})
	}
}
