package explore_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/explore"
	"github.com/interviewlint/interviewlint/analyzers/internal/flowtest"
)

// fine stands for no outcome.
const fine = explore.Kind(-1)

func TestOutcomes(t *testing.T) {
	for _, test := range []struct {
		name, body string
		want       explore.Kind
	}{
		{"unbuffered send alone", `c := make(chan int); c <- 1`, explore.Blocked},
		{"room for one", `c := make(chan int, 1); c <- 1`, fine},
		{"met by a goroutine", `c := make(chan int); go func() { c <- 1 }(); <-c`, fine},
		{"nobody receives", `c := make(chan int); go func() { c <- 1 }()`, explore.Blocked},
		{"one branch receives", `c := make(chan int); go func() { c <- 1 }(); if b { <-c }`, explore.Blocked},
		{"both branches receive", `c := make(chan int); go func() { c <- 1 }(); if b { <-c } else { <-c }`, fine},
		{"the same condition twice", `c := make(chan int); if b { go func() { c <- 1 }() }; if b { <-c }`, fine},
		{"opposite conditions", `c := make(chan int); if b { go func() { c <- 1 }() }; if !b { <-c }`, explore.Blocked},
		{"as many as sent", `c := make(chan int); for i := 0; i < n; i++ { go func() { c <- 1 }() }; for i := 0; i < n; i++ { <-c }`, fine},
		{"one fewer than sent", `c := make(chan int); for i := 0; i < n; i++ { go func() { c <- 1 }() }; for i := 1; i < n; i++ { <-c }`, explore.Blocked},
		{"counted by length", `c := make(chan int); for range xs { go func() { c <- 1 }() }; for range xs { <-c }`, fine},
		{"capacity by length", `c := make(chan int, len(xs)); for range xs { go func() { c <- 1 }() }`, fine},
		{"capacity by another number", `c := make(chan int, n); for range xs { go func() { c <- 1 }() }`, fine},
		{"condition sent along", `c, d := make(chan error), make(chan int); go func() { e := f(); c <- e; if e == nil { d <- 1 } }(); if <-c == nil { <-d }`, fine},
		{"select takes what comes", `c, d := make(chan int), make(chan int); go func() { c <- 1 }(); select { case <-c: case <-d: }`, fine},
		{"select gives up", `c := make(chan int); go func() { c <- 1 }(); select { case <-c: case <-out: }`, explore.Blocked},
		{"world may answer", `go func() { <-out }()`, fine},
		{"escapes", `c := make(chan int); keep = c; go func() { c <- 1 }()`, fine},
		{"double close", `c := make(chan int); close(c); if b { close(c) }`, explore.DoubleClose},
		{"flag guards close", `c := make(chan int); done := false; if b { close(c); done = true }; if !done { close(c) }`, fine},
		{"send after close", `c := make(chan int, 2); close(c); c <- 1`, explore.SendAfterClose},
		{"close of nil", `var c chan int; if b { c = make(chan int) }; close(c)`, explore.CloseOfNil},
		{"group", `var wg sync.WaitGroup; wg.Add(1); go func() { defer wg.Done(); f() }(); wg.Wait()`, fine},
		{"done skipped", `var wg sync.WaitGroup; wg.Add(1); go func() { if f() == nil { wg.Done() } }(); wg.Wait()`, explore.Blocked},
		{"lock against channel", `var mu sync.Mutex; c := make(chan int); mu.Lock(); go func() { mu.Lock(); c <- 1 }(); <-c`, explore.Blocked},
		{"reads twice beside a writer", `var mu sync.RWMutex; go func() { mu.Lock(); mu.Unlock() }(); mu.RLock(); mu.RLock(); mu.RUnlock(); mu.RUnlock()`, explore.Blocked},
		{"reads twice", `var mu sync.RWMutex; go func() { mu.RLock(); mu.RUnlock() }(); mu.RLock(); mu.RLock(); mu.RUnlock(); mu.RUnlock()`, fine},
		{"reads after another", `var mu sync.RWMutex; go func() { mu.Lock(); mu.Unlock() }(); mu.RLock(); mu.RUnlock(); mu.RLock(); mu.RUnlock()`, fine},
		{"locker for reading", `var mu sync.RWMutex; l := mu.RLocker(); go func() { mu.Lock(); mu.Unlock() }(); l.Lock(); mu.RLock(); mu.RUnlock(); l.Unlock()`, explore.Blocked},
		{"once", `c := make(chan int); var o sync.Once; s := func() { o.Do(func() { close(c) }) }; s(); s()`, fine},
		{"cancelled", `ctx, cancel := context.WithCancel(context.Background()); go func() { <-ctx.Done() }(); cancel()`, fine},
		{"recovers beside a cancel function", `go func() { ctx, cancel := context.WithCancel(context.Background()); defer cancel(); defer func() { recover() }(); go func() { <-ctx.Done() }(); hook() }()`, fine},
		{"not cancelled", `ctx, cancel := context.WithCancel(context.Background()); go func() { <-ctx.Done() }(); if b { cancel() }`, explore.Blocked},
		{"select for ever", `go func() { select {} }()`, fine},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := flowtest.Load(t, `package p
import ("context"; "sync")
var _ context.Context
var _ sync.Mutex
var keep chan int
func f() error
var hook func()
func root(b bool, n int, xs []int, out chan int) {
`+test.body+"\n}\n")
			outcomes := explore.New(p).Outcomes()
			got := fine
			if len(outcomes) > 0 {
				got = outcomes[0].Kind
			}
			if got != test.want {
				t.Errorf("outcome %v, want %v", got, test.want)
			}
		})
	}
}

func TestUses(t *testing.T) {
	for src, want := range map[string]bool{
		"package p\nfunc f() { go g() }\nfunc g() {}": true,
		"package p\nvar c chan int":                   true,
		"package p\nfunc f() int { return 1 }":        false,
	} {
		if got := explore.Uses(flowtest.Load(t, src).Files); got != want {
			t.Errorf("Uses(%q) = %t", src, got)
		}
	}
}

func TestRepeatable(t *testing.T) {
	src := `package p
func root(xs []int, stop chan bool) int {
	c := make(chan int)
	for range xs { go func() { c <- 1 }() }
	select { case v := <-c: return v; case <-stop: return 0 }
}`
	first := explore.New(flowtest.Load(t, src)).Outcomes()
	for range 3 {
		again := explore.New(flowtest.Load(t, src)).Outcomes()
		if len(again) != len(first) || len(again[0].Steps) != len(first[0].Steps) {
			t.Fatalf("%d outcomes, then %d", len(first), len(again))
		}
	}
}
