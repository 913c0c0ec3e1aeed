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
import ("bytes"; "errors"; "fmt"; "io"; "maps"; "os"; "slices"; "sort"; "strings")
var _, _, _, _, _, _, _, _, _ = os.Exit, bytes.NewBuffer, errors.Join, fmt.Sprint, io.WriteString, maps.Keys[map[int]int], slices.Sort[[]int], sort.Strings, strings.Join
type S struct { all []string; w io.Writer; raw []byte }
func line(w io.Writer, k string) { fmt.Fprintln(w, k) }
func encode(w io.Writer, k string) { w.Write([]byte(k)) }
func (s *S) line(k string) { fmt.Fprintln(s.w, k) }
`
	const none, order, read = "none", "order", "read"
	tests := []struct{ name, body, want string }{
		{"string", `func f(m map[string]int) (s string) { for k := range m { s += k }; return }`, read},
		{"builder", `func f(m map[string]int) string { var b strings.Builder; for k := range m { b.WriteString(k) }; return b.String() }`, read},
		{"builder not returned", `func f(m map[string]int) { var b strings.Builder; for k := range m { b.WriteString(k) }; send(b.String()) }; func send(string) {}`, order},
		{"buffer of the caller", `func f(b *bytes.Buffer, m map[string]int) { for k := range m { b.WriteString(k) } }`, order},
		{"for debugging", `func dump(m map[string]int) string { var b strings.Builder; for k := range m { b.WriteString(k) }; return b.String() }`, order},
		{"the text of an error", `type E map[string]int; func (e E) Error() string { s := ""; for k := range e { s += k }; return s }`, order},
		{"made an error", `func f(m map[string]int) error { s := ""; for k := range m { s += k }; return errors.New(s) }`, order},
		{"executed", `func f(m map[string]int) { s := ""; for k := range m { s += k }; exec(s) }; func exec(string) {}`, order},
		{"compared", `func f(m map[string]int, was string) bool { s := ""; for k := range m { s += k }; return s == was }`, read},
		{"compared with nothing", `func f(m map[string]int) { s := ""; for k := range m { s += k }; if s != "" { exec(s) } }; func exec(string) {}`, order},
		{"a key", `func f(m, seen map[string]int) { var b strings.Builder; for k := range m { b.WriteString(k) }; seen[b.String()]++ }`, read},
		{"a field", `type T struct{ s string }; func (t *T) f(m map[string]int) { for k := range m { t.s += k } }`, read},
		{"joined into a variable and returned", `func f(m map[string]int) string { var ks []string; for k := range m { ks = append(ks, k) }; s := "[" + strings.Join(ks, " ") + "]"; return s }`, read},
		{"joined for a command", `func f(m map[string]int) { var ks []string; for k := range m { ks = append(ks, k) }; exec(strings.Join(ks, " ")) }; func exec(string) {}`, order},
		{"put into a field", `type T struct{ s string; env []string }; func (t *T) f(m map[string]int) { s := ""; for k := range m { s += k }; t.env = append(t.env, "K="+s) }`, read},
		{"bytes written to a file", `func f(m map[string]int) { var b bytes.Buffer; for k := range m { b.WriteString(k) }; os.WriteFile("x", b.Bytes(), 0) }`, order},
		{"text written to a file", `func f(m map[string]int) { var b strings.Builder; for k := range m { b.WriteString(k) }; os.WriteFile("x", []byte(b.String()), 0) }`, read},
		{"joined and sent", `func f(m map[string]int) (int, error) { var ks []string; for k := range m { ks = append(ks, k) }; return send(strings.Join(ks, " ")) }; func send(string) (int, error) { return 0, nil }`, order},
		{"joined for an error", `func f(m map[string]int) error { var ks []string; for k := range m { ks = append(ks, k) }; return fmt.Errorf("no %s", strings.Join(ks, " ")) }`, order},
		{"returned to who makes an error of it", `func names(m map[string]int) string { s := ""; for k := range m { s += k }; return s }; func g(m map[string]int) error { return errors.New("no " + names(m)) }`, order},
		{"returned to who prints it by way of a variable", `func names(m map[string]int) string { s := ""; for k := range m { s += k }; return s }; func g(m map[string]int) { s := names(m); fmt.Println(s) }`, order},
		{"returned to who returns it", `func names(m map[string]int) string { s := ""; for k := range m { s += k }; return s }; func g(m map[string]int) string { fmt.Println(names(m)); return names(m) }`, read},
		{"bytes of a buffer", `func f(m map[string]int) []byte { var b bytes.Buffer; for k := range m { b.WriteString(k) }; return b.Bytes() }`, order},
		{"printed", `func f(m map[string]int) { for k := range m { fmt.Println(k) } }`, order},
		{"logged", `func f(m map[string]func()) { for k, v := range m { v(); fmt.Println(k) } }`, order},
		{"returned", `func f(m map[string]int) (ks []string) { for k := range m { ks = append(ks, k) }; return ks }`, order},
		{"returned by an exported function", `func F(m map[string]int) (ks []string) { for k := range m { ks = append(ks, k) }; return ks }`, order},
		{"sorted", `func f(m map[string]int) (ks []string) { for k := range m { ks = append(ks, k) }; sort.Strings(ks); return ks }`, none},
		{"sorted by the function it is handed to", `func f(m map[string]int) { var ks []string; for k := range m { ks = append(ks, k) }; fmt.Println(list(ks)) }; func list(ks []string) string { if len(ks) == 0 { return "" }; sort.Strings(ks); return ks[0] }`, none},
		{"sorted before it is filled again", `func f(m, n map[string]int) (ks []string) { for k := range m { ks = append(ks, k) }; sort.Strings(ks); for k := range n { ks = append(ks, k) }; return ks }`, order},
		{"sorted by a deferred call", `func f(m map[string]int) (ks []string) { defer func() { sort.Strings(ks) }(); for k := range m { ks = append(ks, k) }; return ks }`, none},
		{"keys of any map", `func f[M ~map[K]V, K comparable, V any](m M) (ks []K) { for k := range m { ks = append(ks, k) }; return ks }`, order},
		{"last that is set", `type P struct{ on bool }; func f(m map[string]P) (last string) { for k, v := range m { if v.on { last = k } }; return last }`, order},
		{"built of itself", `func f(m map[string]uint32) (h uint32) { for _, v := range m { h = h*31 + v }; return h }`, order},
		{"added up of itself", `func f(m map[string]uint32) (h uint32) { for _, v := range m { h = h + v*31 }; return h }`, none},
		{"sent", `func f(m map[string]int, c chan int) { for _, v := range m { c <- v } }`, order},
		{"sent to each", `func f(m map[string]chan int) { for _, c := range m { c <- 1 } }`, none},
		{"layers", `func f(m map[string]map[string]int) map[string]int { all := make(map[string]int); for _, layer := range m { for k, v := range layer { all[k] = v } }; return all }`, order},
		{"headers", `type Header map[string][]string; func f(h Header) string { var b strings.Builder; for k := range h { b.WriteString(k) }; return b.String() }`, none},
		{"joined", `func f(m map[string]int) string { var ks []string; for k := range m { ks = append(ks, k) }; return strings.Join(ks, " ") }`, read},
		{"stored", `func (s *S) f(m map[string]int) { for k := range m { s.all = append(s.all, k) } }`, order},
		{"written by a function", `func f(w io.Writer, m map[string]int) { for k := range m { line(w, k) } }`, read},
		{"written by a function to its own writer", `func f(m map[string]int, open func(string) io.Writer) { for k := range m { w := open(k); line(w, k) } }`, none},
		{"encoded by a function", `func f(w io.Writer, m map[string]int) { for k := range m { encode(w, k) } }`, none},
		{"written by a method", `func (s *S) f(m map[string]int) { for k := range m { s.line(k) } }`, read},
		{"written by a method of the entry", `func f(m map[string]*S) { for k, s := range m { s.line(k) } }`, none},
		{"written by a literal", `func f(w io.Writer, m map[string]int) { emit := func(s string) { fmt.Fprintln(w, s) }; for k := range m { emit(k) } }`, read},
		{"a function that gets nothing of the entry", `func f(w io.Writer, m map[string]int) { for range m { line(w, "x") } }`, none},
		{"logged by a function", `var stderr io.Writer; func warn(k string) { fmt.Fprintln(stderr, k) }; func f(m map[string]int) { for k := range m { warn(k) } }`, none},
		{"keys joined", `func f(m map[string]int) string { return strings.Join(slices.Collect(maps.Keys(m)), ",") }`, read},
		{"keys joined in order", `func f(m map[string]int) string { return strings.Join(slices.Sorted(maps.Keys(m)), ",") }`, none},
		{"keys returned", `func f(m map[string]int) []string { return slices.Collect(maps.Keys(m)) }`, order},
		{"keys counted", `func f(m map[string]int) int { return len(slices.Collect(maps.Keys(m))) }`, none},
		{"errors joined", `func f(m map[string]error) error { var errs []error; for _, err := range m { errs = append(errs, err) }; return errors.Join(errs...) }`, order},
		{"sum", `func f(m map[string]int) (n int) { for _, v := range m { n += v }; return }`, none},
		{"first match", `func f(m map[string]int) string { for k, v := range m { if v > 3 { return k } }; return "" }`, read},
		{"last match", `func f(m map[string]int) (best string) { for k, v := range m { if v > 3 { best = k } }; return best }`, read},
		{"largest", `func f(m map[string]int) (best string) { n := 0; for k, v := range m { if v > n { best, n = k, v } }; return best }`, order},
		{"largest in two statements", `func f(m map[string]int) (best string) { n := 0; for k, v := range m { if v > n { n = v; best = k } }; return best }`, order},
		{"largest or first", `func f(m map[string]int) (best string) { n := 0; for k, v := range m { if best == "" || v > n { n = v; best = k } }; return best }`, order},
		{"longest", `func f(m map[string][]int) (best string) { n := 0; for k, v := range m { if n < len(v) { n = len(v); best = k } }; return best }`, order},
		{"largest, and of equals the first", `func f(m map[string]int) (best string) { n := 0; for k, v := range m { if v > n || v == n && k < best { n = v; best = k } }; return best }`, none},
		{"largest value", `func f(m map[string]int) (n int) { for _, v := range m { if v > n { n = v } }; return n }`, none},
		{"sum of floats", `func f(m map[string]float64) (n float64) { for _, v := range m { n += v }; return }`, order},
		{"sum of floats in one expression", `func f(m map[string]float64) (n float64) { for _, v := range m { n = n + 2*v }; return }`, order},
		{"floats of each entry", `func f(m map[string]float64) { for k, v := range m { m[k] += v } }`, none},
		{"numbers", `func f(m, ids map[string]int) { next := 0; for k := range m { ids[k] = next; next++ } }`, order},
		{"numbers by length", `func f(m, ids map[string]int) { for k := range m { ids[k] = len(ids) } }`, order},
		{"one number for all", `func f(m, ids map[string]int) { next := 7; for k := range m { ids[k] = next } }`, none},
		{"some", `func f(m map[string]int) (ks []string) { for k := range m { if len(ks) == 3 { break }; ks = append(ks, k) }; sort.Strings(ks); return ks }`, order},
		{"some deleted", `func f(m map[string]int) { n := 0; for k := range m { if n == 3 { break }; delete(m, k); n++ } }`, none},
		{"sorted on some path", `func f(m map[string]int, c bool) (ks []string) { for k := range m { ks = append(ks, k) }; if c { sort.Strings(ks) }; return ks }`, order},
		{"sorted where it matters", `func f(m map[string]int) (ks []string) { for k := range m { ks = append(ks, k) }; if len(ks) > 1 { sort.Strings(ks) }; return ks }`, none},
		{"sorted on demand", `func f(m map[string]int, sorted bool) (ks []string) { for k := range m { ks = append(ks, k) }; if sorted { sort.Strings(ks) }; return ks }`, none},
		{"stored by a method", `func (s *S) add(k string) { s.all = append(s.all, k) }; func f(s *S, m map[string]int) { for k := range m { s.add(k) } }`, order},
		{"stored by a method and sorted", `func (s *S) add(k string) { s.all = append(s.all, k) }; func (s *S) list() []string { sort.Strings(s.all); return s.all }; func f(s *S, m map[string]int) { for k := range m { s.add(k) } }`, none},
		{"keys in a struct", `func f(m map[string]int) S { return S{all: slices.Collect(maps.Keys(m))} }`, order},
		{"keys in a struct in order", `func f(m map[string]int) S { return S{all: slices.Sorted(maps.Keys(m))} }`, none},
		{"replacements", `func f(s string, m map[string]string) string { for k, v := range m { s = strings.ReplaceAll(s, k, v) }; return s }`, order},
		{"replacements of placeholders", `func f(s string, m map[string]string) string { for k, v := range m { s = strings.ReplaceAll(s, "{"+k+"}", v) }; return s }`, none},
		{"replacements that meet", `var m = map[string]string{"a": "b", "b": "c"}; func f(s string) string { for k, v := range m { s = strings.ReplaceAll(s, k, v) }; return s }`, read},
		{"replacements of the same text", `func f(s string) string { m := map[string]string{"a": "1", "ab": "2"}; for k, v := range m { s = strings.Replace(s, k, v, -1) }; return s }`, read},
		{"replacements that do not meet", `var m = map[string]string{"<": "&lt;", ">": "&gt;"}; func f(s string) string { for k, v := range m { s = strings.ReplaceAll(s, k, v) }; return s }`, none},
		{"replacements in a map that grows", `var m = map[string]string{"<": "&lt;", ">": "&gt;"}; func add(k, v string) { m[k] = v }; func f(s string) string { for k, v := range m { s = strings.ReplaceAll(s, k, v) }; return s }`, order},
		{"replacements in a string of each entry", `func f(s string, m map[string]string) (n int) { for k, v := range m { t := s; t = strings.ReplaceAll(t, k, v); n += len(t) }; return n }`, none},
		{"largest key", `func f(m map[string]int) (best string) { for k := range m { if k > best { best = k } }; return best }`, none},
		{"between two numbers", `func f(m map[string]int) (best string) { for k, v := range m { if v > 3 && v < 9 { best = k } }; return best }`, read},
		{"between the ends of an entry", `func f(m map[string][2]int, x int) (best string) { for k, v := range m { if v[0] <= x && x < v[1] { best = k } }; return best }`, none},
		{"only one", `func f(m map[string]int) (found string) { for k, v := range m { if v == 3 { found = k } }; return found }`, none},
		{"one written", `func f(m map[string]int) string { var b strings.Builder; for k, v := range m { if v == 3 { for range k { b.WriteString(k) }; break } }; return b.String() }`, none},
		{"some of one written", `func f(m map[string]int) string { var b strings.Builder; for k, v := range m { if v == 3 { if len(k) > 2 { b.WriteString(k) }; break } }; return b.String() }`, none},
		{"one of many written", `func f(m map[string]int) string { var b strings.Builder; for k, v := range m { if v > 3 { b.WriteString(k); break } }; return b.String() }`, read},
		{"written by equality", `func f(m map[string]int) string { var b strings.Builder; for k, v := range m { if v == 3 { b.WriteString(k) } }; return b.String() }`, read},
		{"break of a switch", `func f(m map[string]int) string { var b strings.Builder; for k, v := range m { switch { case v > 2: if k != "" { b.WriteString(k); break } } }; return b.String() }`, read},
		{"tried", `func f(m map[string]int) (best string) { for k := range m { got, err := try(k); if len(got) > 3 && err == nil { best = k; break }; if len(got) >= 3 { best = k; break } }; return best }; func try(string) ([]int, error) { return nil, nil }`, none},
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
