package flow_test

import (
	"slices"
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/flowtest"
)

// TestNeverSet lists what holds nil for ever.
func TestNeverSet(t *testing.T) {
	const src = `package snippet
import "encoding/json"
type T struct { never, made, literal, escapes, tested, wiped map[string]int; Exported map[string]int; in struct{ deep map[string]int } }
type U struct { conv map[string]int }
type V struct { conv map[string]int }
var global map[string]int
var globalMade map[string]int
var globalPtr map[string]int
func fill(m *map[string]int) {}
func f(t *T, v V) {
	t.never["a"]++; t.made["a"]++; t.literal["a"]++; t.escapes["a"]++; t.Exported["a"]++; t.in.deep["a"]++; t.wiped["a"]++
	if t.tested != nil { t.tested["a"]++ }
	t.made = make(map[string]int)
	t.wiped = nil
	fill(&t.escapes)
	u := U(v)
	u.conv["a"]++
	_ = &T{literal: map[string]int{}}
	global["a"]++
	globalMade["a"]++
	globalMade = map[string]int{}
	json.Unmarshal(nil, &globalPtr)
	globalPtr["a"]++
	list := []struct{ twice map[string]int }{{twice: map[string]int{}}}
	var other []struct{ twice map[string]int }
	other = list
	other[0].twice["a"]++
}`
	p := flowtest.Load(t, src)
	var got []string
	for v := range p.NeverSet() {
		got = append(got, v.Name())
	}
	slices.Sort(got)
	if want := []string{"deep", "global", "never", "wiped"}; !slices.Equal(got, want) {
		t.Errorf("NeverSet() = %q, want %q", got, want)
	}
}
