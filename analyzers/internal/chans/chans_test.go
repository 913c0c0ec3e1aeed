package chans_test

import (
	"go/token"
	"go/types"
	"testing"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/chans"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/flowtest"
)

func TestOriginsOf(t *testing.T) {
	for _, test := range []struct {
		name, src  string
		makes      int
		isNil, all bool
	}{
		{"made", `func f() { c := make(chan int); <-c }`, 1, false, true},
		{"declared only", `func f() { var c chan int; <-c }`, 0, true, true},
		{"one of two", `func f(b bool) { var c chan int; if b { c = make(chan int) }; <-c }`, 1, true, true},
		{"captured", `func f() { c := make(chan int); func() { <-c }() }`, 1, false, true},
		{"parameter", `func f(c chan int) { <-c }; func g() { f(make(chan int)); f(make(chan int)) }`, 2, false, true},
		{"exported", `func F(c chan int) { <-c }`, 0, false, false},
		{"field", `type s struct { c chan int }; func n() *s { return &s{make(chan int)} }; func (x *s) f() { <-x.c }`, 1, false, true},
		{"field never set", `type s struct { c chan int }; func (x *s) f() { <-x.c }`, 0, true, true},
		{"exported field", `type S struct { C chan int }; func (x *S) f() { <-x.C }`, 0, false, false},
		{"variable", `var c = make(chan int); func f() { <-c }`, 1, false, true},
		{"result", `func f(g func() chan int) { <-g() }`, 0, false, false},
		{"direction", `func f() { var c <-chan int = make(chan int); <-c }`, 1, false, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := flowtest.Load(t, "package p\n"+test.src)
			o := chans.OriginsOf(p, received(t, p))
			if len(o.Makes) != test.makes || o.Nil != test.isNil || o.Complete != test.all {
				t.Errorf("%d makes, nil %t, complete %t, want %d, %t, %t", len(o.Makes), o.Nil, o.Complete, test.makes, test.isNil, test.all)
			}
		})
	}
}

// received returns the channel of the only receive in p.
func received(t *testing.T, p *flow.Package) ssa.Value {
	t.Helper()
	for _, fn := range p.Functions() {
		for instr := range flow.Instructions(fn) {
			if recv, ok := instr.(*ssa.UnOp); ok && recv.Op == token.ARROW {
				return recv.X
			}
		}
	}
	t.Fatal("the snippet receives nothing")
	return nil
}

func TestIndex(t *testing.T) {
	p := flowtest.Load(t, `package p
type s struct{ closed, open chan int }
func (x *s) stop() { close(x.closed) }
func end(c chan int) { close(c) }
func f(passed, kept chan int) { end(passed); local := make(chan int); alias := local; close(alias); _ = kept }
`)
	ix := chans.NewIndex(p.Files, p.Info)
	want := map[string]bool{"closed": true, "open": false, "c": true, "passed": true, "kept": false, "local": true, "alias": true}
	for id, obj := range p.Info.Defs {
		v, ok := obj.(interface{ Name() string })
		if !ok || obj == nil {
			continue
		}
		closed, isWanted := want[v.Name()]
		if !isWanted {
			continue
		}
		if got := ix.Closed(variable(p, id.Name)); got != closed {
			t.Errorf("%s: closed %t, want %t", id.Name, got, closed)
		}
	}
}

func variable(p *flow.Package, name string) *types.Var {
	for id, obj := range p.Info.Defs {
		if v, ok := obj.(*types.Var); ok && id.Name == name {
			return v
		}
	}
	return nil
}

func TestFieldUses(t *testing.T) {
	p := flowtest.Load(t, `package p
func set(c chan int) { assigned = c }
var plain = make(chan int)
var buffered = make(chan int, 4)
var assigned = make(chan int)
var handed = make(chan int)
var two, more = pair()
var Exported = make(chan int)
type s struct{ field, closed chan int }
func pair() (chan int, chan int) { return nil, nil }
func f(x *s) chan int {
	x.field, x.closed = make(chan int), make(chan int)
	go func() { plain <- 1; buffered <- 2; x.field <- 3; <-plain; <-two; <-more; <-assigned }()
	close(x.closed)
	return handed
}
`)
	uses := chans.FieldUses(p.Files, p.Info, p.Types)
	for name, want := range map[string]chans.FieldUse{
		"plain":    {Makes: 1, Sends: 1, Receives: 1},
		"buffered": {Makes: 1, Sends: 1, Buffered: true},
		"assigned": {Makes: 1, Receives: 1, Other: true},
		"handed":   {Makes: 1, Other: true},
		"two":      {Receives: 1, Other: true},
		"more":     {Receives: 1, Other: true},
		"field":    {Makes: 1, Sends: 1},
		"closed":   {Makes: 1, Closes: 1},
	} {
		got := uses[variable(p, name)]
		if got == nil || *got != want {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
	}
	if got := uses[variable(p, "Exported")]; got != nil {
		t.Errorf("Exported: %+v, want nothing", got)
	}
}
