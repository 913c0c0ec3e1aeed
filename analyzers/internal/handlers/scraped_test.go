package handlers_test

import (
	"cmp"
	"strings"
	"testing"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/flowtest"
	"github.com/interviewlint/interviewlint/analyzers/internal/handlers"
)

// TestScrapedBy gives the methods of the metrics that f registers, func for a
// function.
func TestScrapedBy(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"a function", `func f() { expvar.Publish("x", expvar.Func(func() any { return 1 })) }`, "func"},
		{"a method", `type T struct{}; func (T) get() any { return 1 }; func f(x T) { expvar.Publish("x", expvar.Func(x.get)) }`, "func"},
		{"in a map of metrics", `func f(m *expvar.Map) { m.Set("x", expvar.Func(func() any { return 1 })) }`, "func"},
		{"an object", `type T struct{}; func (*T) String() string { return "" }; func f(x *T) { expvar.Publish("x", x) }`, "String"},
		{"a name only", `func f() { expvar.NewInt("x") }`, ""},
		{"asked, not registered", `func f(v expvar.Var) { expvar.Get("x") }`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := flowtest.Load(t, "package snippet\nimport \"expvar\"\n"+tt.body)
			var got []string
			for instr := range flow.Instructions(flowtest.Func(t, p, "f")) {
				call, ok := instr.(ssa.CallInstruction)
				if !ok {
					continue
				}
				for _, s := range handlers.ScrapedBy(call.Common()) {
					got = append(got, cmp.Or(s.Method, "func"))
				}
			}
			if got := strings.Join(got, " "); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// TestRemoteService names the methods that net/rpc calls.
func TestRemoteService(t *testing.T) {
	const body = `package snippet
import "net/rpc"
type T struct{}
func (T) Put(key string, done *bool) error { return nil }
func (T) Size() int { return 0 }
func (T) Get(key string, value string) error { return nil }
func (T) hidden(key string, done *bool) error { return nil }
func f(s *rpc.Server) { s.Register(T{}) }`
	p := flowtest.Load(t, body)
	for instr := range flow.Instructions(flowtest.Func(t, p, "f")) {
		call, ok := instr.(ssa.CallInstruction)
		if !ok {
			continue
		}
		service, ok := handlers.ServiceOf(call.Common())
		if !ok || len(service.Methods) != 1 || service.Methods[0].Name() != "Put" {
			t.Errorf("got %v %v, want the method Put", service.Methods, ok)
		}
	}
}
