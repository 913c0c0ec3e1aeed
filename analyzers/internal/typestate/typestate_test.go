package typestate_test

import (
	"testing"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flowtest"
	"github.com/interviewlint/interviewlint/analyzers/internal/typestate"
)

const header = `package snippet
import ("bytes"; "context"; "os"; "os/exec"; "io"; "errors"; "net/http"; "bufio"; "fmt")
var _, _ = new(bytes.Buffer), context.Background
var _, _, _, _, _, _ = exec.Command, io.Copy, errors.New, http.Get, bufio.NewReader, fmt.Println
type T struct { f *os.File }
var global *os.File
func closes(f io.Closer) { f.Close() }
func looks(f *os.File) string { return f.Name() }
func keeps(t *T, f *os.File) { t.f = f }
func opens(p string) (*os.File, error) { return os.Open(p) }
`

// TestLeak asks whether some execution of f leaves a resource open.
func TestLeak(t *testing.T) {
	tests := []struct {
		name, body string
		want       bool
	}{
		{"never closed", `func f() { x, _ := os.Open("p"); looks(x) }`, true},
		{"closed", `func f() { x, _ := os.Open("p"); x.Close() }`, false},
		{"deferred", `func f() { x, err := os.Open("p"); if err != nil { return }; defer x.Close(); looks(x) }`, false},
		{"early return", `func f(c bool) { x, err := os.Open("p"); if err != nil { return }; if c { return }; x.Close() }`, true},
		{"failed", `func f() error { x, err := os.Open("p"); if err == nil { x.Close() }; return err }`, false},
		{"failed, named result", `func f() (err error) { x, err := os.Open("p"); defer func() { _ = err }(); if err != nil { return err }; return x.Close() }`, false},
		{"other error", `func f() error { x, err := os.Open("p"); if err != nil { return err }; if _, err := x.Stat(); err != nil { return err }; return x.Close() }`, true},
		{"is", `func f() error { x, err := os.Open("p"); if errors.Is(err, os.ErrNotExist) { return nil }; if err != nil { return err }; return x.Close() }`, false},
		{"returned", `func f() *os.File { x, _ := os.Open("p"); return x }`, false},
		{"returned in struct", `func f() *T { x, _ := os.Open("p"); return &T{x} }`, false},
		{"stored", `func f() { x, _ := os.Open("p"); global = x }`, false},
		{"sent", `func f(c chan *os.File) { x, _ := os.Open("p"); c <- x }`, false},
		{"appended", `func f(all []*os.File) []*os.File { x, _ := os.Open("p"); return append(all, x) }`, false},
		{"helper closes", `func f() { x, _ := os.Open("p"); closes(x) }`, false},
		{"helper looks", `func f() { x, _ := os.Open("p"); looks(x) }`, true},
		{"helper keeps", `func f(t *T) { x, _ := os.Open("p"); keeps(t, x) }`, false},
		{"helper opens", `func f() { x, _ := opens("p"); looks(x) }`, true},
		{"helper that may close", `func g(c bool) (*os.File, error) { x, err := os.Open("p"); if err != nil { return nil, err }; if c { x.Close() }; return x, nil }; func f() { x, _ := g(true); looks(x) }`, false},
		{"printed", `func f() { x, _ := os.Open("p"); fmt.Println(x) }`, true},
		{"wrapped and returned", `func f() *bufio.Reader { x, _ := os.Open("p"); return bufio.NewReader(x) }`, false},
		{"goroutine closes", `func f() { x, _ := os.Open("p"); go closes(x) }`, false},
		{"goroutine looks", `func f() { x, _ := os.Open("p"); go looks(x) }`, true},
		{"closure closes", `func f() { x, _ := os.Open("p"); func() { x.Close() }() }`, false},
		{"closure returned", `func f() func() { x, _ := os.Open("p"); return func() { x.Close() } }`, false},
		{"method value", `func f() func() error { x, _ := os.Open("p"); return x.Close }`, false},
		{"nil test", `func f() { x, _ := os.Open("p"); if x != nil { x.Close() } }`, false},
		{"loop", `func f() { for { x, err := os.Open("p"); if err != nil { continue }; looks(x) } }`, true},
		{"loop, closed", `func f() { for { x, err := os.Open("p"); if err != nil { continue }; x.Close() } }`, false},
		{"body", `func f() error { r, err := http.Get("u"); if err != nil { return err }; return r.Body.Close() }`, false},
		{"body unread", `func f() (int, error) { r, err := http.Get("u"); if err != nil { return 0, err }; return r.StatusCode, nil }`, true},
		{"body to helper", `func f() { r, err := http.Get("u"); if err == nil { closes(r.Body) } }`, false},
		{"flush missing", `func f(w io.Writer) error { b := bufio.NewWriter(w); b.WriteString("x"); return nil }`, true},
		{"flush missing on failure", `func f(w io.Writer) error { b := bufio.NewWriter(w); if _, err := b.WriteString("x"); err != nil { return err }; return b.Flush() }`, false},
		{"callback, closed by the function", `func f(use func(*os.File) error) error { x, err := os.Open("p"); if err != nil { return err }; if err := use(x); err != nil { return err }; return x.Close() }`, true},
		{"callback, closed where refused", `func f(use func(*os.File) bool) { x, _ := os.Open("p"); if !use(x) { x.Close() } }`, false},
		{"callback, closed on failure", `func f(use func(*os.File), g func() error) error { x, _ := os.Open("p"); use(x); if err := g(); err != nil { x.Close(); return err }; return nil }`, false},
		{"stdin of a command", `func f() error { x, _ := os.Open("p"); c := exec.Command("cat"); c.Stdin = x; return c.Run() }`, true},
		{"stdin of a started command", `func f() error { x, _ := os.Open("p"); c := exec.Command("cat"); c.Stdin = x; return c.Start() }`, false},
		{"loop over an iterator", `func f(seq func(func(string) bool)) { for p := range seq { x, _ := os.Open(p); defer x.Close() } }`, false},
		{"captured, closed in the next round", `func f() { var x *os.File; g := func() { looks(x) }; for i := 0; ; i++ { if i > 0 { x.Close() }; x, _ = os.Open("p"); g() } }`, false},
		{"flush missing when cancelled", `func f(ctx context.Context, w io.Writer) error { b := bufio.NewWriter(w); b.WriteString("x"); select { case <-ctx.Done(): return ctx.Err(); default: }; return b.Flush() }`, false},
		{"write to memory fails", `func f(m *bytes.Buffer) error { x, _ := os.Open("p"); if _, err := m.WriteString("x"); err != nil { return err }; return x.Close() }`, false},
		{"panic", `func f(c bool) { x, _ := os.Open("p"); if c { panic(1) }; x.Close() }`, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := flowtest.Load(t, header+test.body)
			tracker := typestate.New(p, typestate.Closers, nil)
			found := false
			for _, r := range tracker.Resources(flowtest.Func(t, p, "f")) {
				found = found || tracker.Leak(r) != nil
			}
			if found != test.want {
				t.Errorf("leak found: %t, want %t", found, test.want)
			}
		})
	}
}

// TestReturnedReleased asks whether f returns what it closes itself.
func TestReturnedReleased(t *testing.T) {
	tests := []struct {
		name, body string
		want       bool
	}{
		{"itself", `func f() (*os.File, error) { x, err := os.Open("p"); if err != nil { return nil, err }; defer x.Close(); return x, nil }`, true},
		{"wrapped", `func f() *bufio.Reader { x, _ := os.Open("p"); defer x.Close(); return bufio.NewReader(x) }`, true},
		{"in struct", `func f() *T { x, _ := os.Open("p"); defer func() { x.Close() }(); return &T{x} }`, true},
		{"on failure only", `func f() (x *os.File, err error) { x, err = os.Open("p"); defer func() { if err != nil { x.Close() } }(); return x, nil }`, false},
		{"contents", `func f() ([]byte, error) { x, _ := os.Open("p"); defer x.Close(); return io.ReadAll(x) }`, false},
		{"headers", `func f() (*http.Response, error) { r, err := http.Get("u"); if err != nil { return nil, err }; defer r.Body.Close(); return r, nil }`, false},
		{"body", `func f() (io.Reader, error) { r, err := http.Get("u"); if err != nil { return nil, err }; defer r.Body.Close(); return r.Body, nil }`, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := flowtest.Load(t, header+test.body)
			tracker := typestate.New(p, typestate.Closers, nil)
			found := false
			for _, r := range tracker.Resources(flowtest.Func(t, p, "f")) {
				_, ret := tracker.ReturnedReleased(r)
				found = found || ret != nil
			}
			if found != test.want {
				t.Errorf("found: %t, want %t", found, test.want)
			}
		})
	}
}

// TestUnasked asks whether f leaves a loop over lines without asking for the
// error.
func TestUnasked(t *testing.T) {
	tests := []struct {
		name, body string
		want       bool
	}{
		{"asked", `func f(r io.Reader) error { s := bufio.NewScanner(r); for s.Scan() {}; return s.Err() }`, false},
		{"not asked", `func f(r io.Reader) error { s := bufio.NewScanner(r); for s.Scan() {}; return nil }`, true},
		{"on one path", `func f(r io.Reader, c bool) error { s := bufio.NewScanner(r); for s.Scan() {}; if c { return nil }; return s.Err() }`, true},
		{"left early", `func f(r io.Reader) error { s := bufio.NewScanner(r); for s.Scan() { return nil }; return s.Err() }`, false},
		{"parameter", `func f(s *bufio.Scanner) { for s.Scan() {} }`, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := flowtest.Load(t, header+test.body)
			tracker := typestate.New(p, nil, nil)
			found := false
			for _, call := range flowtest.Calls(flowtest.Func(t, p, "f"), "Scan") {
				if it, ok := typestate.IterationAt(call.(*ssa.Call), false); ok {
					found = found || tracker.Unasked(it, "Err") != nil
				}
			}
			if found != test.want {
				t.Errorf("found: %t, want %t", found, test.want)
			}
		})
	}
}

func TestPackages(t *testing.T) {
	table := typestate.Table{"os.Open": {}, "(*net/http.Client).Do": {}, "(github.com/jackc/pgx/v5.Tx).Query": {}, "(*github.com/jackc/pgx/v5/pgxpool.Pool).Acquire": {}}
	got := table.Packages()
	for _, want := range []string{"os", "net/http", "github.com/jackc/pgx/v5", "github.com/jackc/pgx/v5/pgxpool"} {
		if !got[want] {
			t.Errorf("no package %s in %v", want, got)
		}
	}
}

// TestUnended asks whether some execution of f leaves the CPU profile running.
func TestUnended(t *testing.T) {
	const header = `package snippet
import ("io"; "runtime/pprof")
`
	tests := []struct {
		name, body  string
		found, ever bool
	}{
		{"never stopped", `func f(w io.Writer) { pprof.StartCPUProfile(w) }`, false, false},
		{"stopped", `func f(w io.Writer) { pprof.StartCPUProfile(w); pprof.StopCPUProfile() }`, false, true},
		{"early return", `func f(w io.Writer, c bool) { pprof.StartCPUProfile(w); if c { return }; pprof.StopCPUProfile() }`, true, true},
		{"deferred", `func f(w io.Writer, c bool) { pprof.StartCPUProfile(w); defer pprof.StopCPUProfile(); if c { return } }`, false, true},
		{"did not start", `func f(w io.Writer) error { if err := pprof.StartCPUProfile(w); err != nil { return err }; pprof.StopCPUProfile(); return nil }`, false, true},
		{"stopped elsewhere", `func f(w io.Writer) { pprof.StartCPUProfile(w) }; func g() { pprof.StopCPUProfile() }`, false, true},
		{"stop returned", `func f(w io.Writer) func() { pprof.StartCPUProfile(w); return pprof.StopCPUProfile }`, false, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := flowtest.Load(t, header+test.body)
			for _, start := range flowtest.Calls(flowtest.Func(t, p, "f"), "StartCPUProfile") {
				exit, ever := typestate.Unended(p, start, "runtime/pprof.StopCPUProfile")
				if (exit != nil) != test.found || ever != test.ever {
					t.Errorf("exit %v, ever %t; want found %t, ever %t", exit, ever, test.found, test.ever)
				}
			}
		})
	}
}
