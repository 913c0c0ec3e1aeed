package maploop_test

import (
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/interviewlint/interviewlint/analyzers/internal/flowtest"
	"github.com/interviewlint/interviewlint/analyzers/internal/maploop"
)

func TestEffects(t *testing.T) {
	const header = `package snippet
import ("bytes"; "fmt"; "sort"; "strings")
var _, _, _, _ = bytes.NewBuffer, fmt.Sprint, sort.Strings, strings.Join
type S struct { all []string }
`
	const none, order, read = "none", "order", "read"
	tests := []struct{ name, body, want string }{
		{"string", `func f(m map[string]int) (s string) { for k := range m { s += k }; return }`, read},
		{"builder", `func f(m map[string]int) string { var b strings.Builder; for k := range m { b.WriteString(k) }; return b.String() }`, read},
		{"builder not returned", `func f(m map[string]int) { var b strings.Builder; for k := range m { b.WriteString(k) }; send(b.String()) }; func send(string) {}`, order},
		{"buffer of the caller", `func f(b *bytes.Buffer, m map[string]int) { for k := range m { b.WriteString(k) } }`, order},
		{"for debugging", `func dump(m map[string]int) string { var b strings.Builder; for k := range m { b.WriteString(k) }; return b.String() }`, order},
		{"printed", `func f(m map[string]int) { for k := range m { fmt.Println(k) } }`, read},
		{"logged", `func f(m map[string]func()) { for k, v := range m { v(); fmt.Println(k) } }`, order},
		{"returned", `func f(m map[string]int) (ks []string) { for k := range m { ks = append(ks, k) }; return ks }`, order},
		{"returned by an exported function", `func F(m map[string]int) (ks []string) { for k := range m { ks = append(ks, k) }; return ks }`, order},
		{"sorted", `func f(m map[string]int) (ks []string) { for k := range m { ks = append(ks, k) }; sort.Strings(ks); return ks }`, none},
		{"sorted by the function it is handed to", `func f(m map[string]int) { var ks []string; for k := range m { ks = append(ks, k) }; fmt.Println(list(ks)) }; func list(ks []string) string { if len(ks) == 0 { return "" }; sort.Strings(ks); return ks[0] }`, none},
		{"joined", `func f(m map[string]int) string { var ks []string; for k := range m { ks = append(ks, k) }; return strings.Join(ks, " ") }`, read},
		{"stored", `func (s *S) f(m map[string]int) { for k := range m { s.all = append(s.all, k) } }`, order},
		{"sum", `func f(m map[string]int) (n int) { for _, v := range m { n += v }; return }`, none},
		{"first match", `func f(m map[string]int) string { for k, v := range m { if v > 3 { return k } }; return "" }`, read},
		{"one written", `func f(m map[string]int) string { var b strings.Builder; for k, v := range m { if v == 3 { for range k { b.WriteString(k) }; break } }; return b.String() }`, none},
		{"some of one written", `func f(m map[string]int) string { var b strings.Builder; for k, v := range m { if v == 3 { if len(k) > 2 { b.WriteString(k) }; break } }; return b.String() }`, none},
		{"one of many written", `func f(m map[string]int) string { var b strings.Builder; for k, v := range m { if v > 3 { b.WriteString(k); break } }; return b.String() }`, read},
		{"written by equality", `func f(m map[string]int) string { var b strings.Builder; for k, v := range m { if v == 3 { b.WriteString(k) } }; return b.String() }`, read},
		{"break of a switch", `func f(m map[string]int) string { var b strings.Builder; for k, v := range m { switch { case v > 2: if k != "" { b.WriteString(k); break } } }; return b.String() }`, read},
		{"any", `func f(m map[string]int) string { for k := range m { return k }; return "" }`, none},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := flowtest.Load(t, header+test.body)
			pass := &analysis.Pass{Fset: p.Fset, Files: p.Files, Pkg: p.Types, TypesInfo: p.Info, ResultOf: map[*analysis.Analyzer]any{inspect.Analyzer: inspector.New(p.Files)}}
			got := none
			for _, e := range maploop.Effects(pass) {
				got = order
				if e.Read {
					got = read
				}
			}
			if got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}
