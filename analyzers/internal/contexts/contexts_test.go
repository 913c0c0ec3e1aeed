package contexts_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/contexts"
	"github.com/interviewlint/interviewlint/analyzers/internal/flowtest"
)

func TestFunctions(t *testing.T) {
	p := flowtest.Load(t, `package snippet
import ("context"; "net/http")
func a(ctx context.Context) { func() { _ = 1 }() }
func b(w http.ResponseWriter, r *http.Request) {}
func c(_ context.Context) {}
func d() { _ = func(c context.Context) { func(r *http.Request) {}(nil) } }
`)
	var got []string
	contexts.Functions(p.Info, p.Files[0], func(fn contexts.Func) { got = append(got, fn.Expr) })
	want := []string{"ctx", "ctx", "r.Context()", "", "", "c", "r.Context()"}
	if len(got) != len(want) {
		t.Fatalf("got %q, want %q", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("function %d: context %q, want %q", i, got[i], want[i])
		}
	}
}
