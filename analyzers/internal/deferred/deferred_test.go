package deferred_test

import (
	"go/ast"
	"testing"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deferred"
	"github.com/interviewlint/interviewlint/analyzers/internal/flowtest"
)

const src = `package snippet
func work() error { return nil }
func handle() { recover() }
func named() (err error) { defer func() { err = work() }(); return nil }
func unnamed() error { var err error; defer func() { err = work() }(); err = work(); return err }
func helper() { defer handle() }
func into(err *error) { *err = work() }
func pointer() (err error) { defer into(&err); return nil }
func local() error { var err error; defer into(&err); err = work(); return err }
func nested() (n int, err error) { defer func() { func() { n = 2 }() }(); return 1, nil }
type T struct{}
func (t *T) done() { if r := recover(); r != nil { println(r) } }
func method(t *T) { defer t.done() }
func variable() { f := func() { recover() }; defer f() }
func useless() { defer recover() }
`

func TestStores(t *testing.T) {
	p := flowtest.Load(t, src)
	for name, want := range map[string]int{"named": 0, "unnamed": -1, "nested": 0, "pointer": 0, "local": -1} {
		fn := flowtest.Func(t, p, name)
		calls := deferred.Calls(p, fn)
		if len(calls) != 1 {
			t.Fatalf("%s: %d deferred calls, want 1", name, len(calls))
		}
		stores := deferred.Stores(calls[0])
		if len(stores) != 1 {
			t.Fatalf("%s: %d stores, want 1", name, len(stores))
		}
		if got := deferred.Result(fn, stores[0].Var); got != want {
			t.Errorf("%s: result %d, want %d", name, got, want)
		}
	}
}

func TestRecovers(t *testing.T) {
	p := flowtest.Load(t, src)
	for _, name := range []string{"helper", "method", "variable"} {
		calls := deferred.Calls(p, flowtest.Func(t, p, name))
		if len(calls) != 1 {
			t.Fatalf("%s: %d deferred calls, want 1", name, len(calls))
		}
		fn := calls[0].Callee.Fn
		if recovers, _ := deferred.Recovers(fn); len(recovers) != 1 {
			t.Errorf("%s: %d calls of recover, want 1", name, len(recovers))
		}
		if defers, others, _ := deferred.Deferrers(p, fn); len(defers) != 1 || len(others) != 0 {
			t.Errorf("%s: deferred %d times and called %d times, want once and never", name, len(defers), len(others))
		}
	}
	if _, useless := deferred.Recovers(flowtest.Func(t, p, "useless")); len(useless) != 1 {
		t.Errorf("deferred calls of recover: %d, want 1", len(useless))
	}
}

func TestReturned(t *testing.T) {
	p := flowtest.Load(t, `package snippet
func done() {}
func f() (int, error) { defer done(); return 1, nil }
func g() (int, error) { return 1, nil }
`)
	for _, name := range []string{"f", "g"} {
		for _, block := range flowtest.Func(t, p, name).Blocks {
			ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return)
			if !ok {
				continue
			}
			if k, ok := deferred.Returned(ret, 1).(*ssa.Const); !ok || !k.IsNil() {
				if block.Parent().Recover != block {
					t.Errorf("%s: result 1 is %v, want nil", name, deferred.Returned(ret, 1))
				}
			}
		}
	}
}

// TestFollows asks whether the assignment of each function may execute after
// its defer statement.
func TestFollows(t *testing.T) {
	p := flowtest.Load(t, `package snippet
func done(n int) {}
func work() int { return 0 }
func after() (n int) { defer done(n); n = work(); return n }
func branch(c bool) (n int) { if c { defer done(n); return 0 }; n = work(); return n }
func loop(c bool) (n int) { for { if c { n = work(); return n }; defer done(n) } }
func literal() (n int) { defer done(n); func() { n = work() }(); return n }
`)
	for name, want := range map[string]bool{"after": true, "branch": false, "loop": true, "literal": true} {
		var stmt *ast.DeferStmt
		var assign *ast.AssignStmt
		ast.Inspect(flowtest.Func(t, p, name).Syntax(), func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.DeferStmt:
				stmt = n
			case *ast.AssignStmt:
				assign = n
			}
			return true
		})
		if got := deferred.Follows(p, stmt, assign); got != want {
			t.Errorf("%s: %t, want %t", name, got, want)
		}
	}
}
