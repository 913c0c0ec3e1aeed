package waits_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/flowtest"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
	"github.com/interviewlint/interviewlint/analyzers/internal/locks"
	"github.com/interviewlint/interviewlint/analyzers/internal/waits"
)

const header = `package snippet
import "sync"
type T struct { mu sync.Mutex; rw sync.RWMutex; ch chan int; buf chan int; done chan bool; wg sync.WaitGroup; n int }
func make1() *T { return &T{ch: make(chan int), buf: make(chan int, 1), done: make(chan bool)} }
func (t *T) use() { t.mu.Lock(); t.n++; t.mu.Unlock() }
func (t *T) send() { t.ch <- 1 }
`

// TestDeadlocks asks what waits with which lock held for those who need it.
func TestDeadlocks(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"receiver locks between", `func (t *T) f() { t.mu.Lock(); t.ch <- 1; t.mu.Unlock() }
			func (t *T) g() { for range t.ch { t.use() } }`, "ch T.mu"},
		{"unlocked before", `func (t *T) f() { t.mu.Lock(); t.mu.Unlock(); t.ch <- 1 }
			func (t *T) g() { for range t.ch { t.use() } }`, ""},
		{"in a callee", `func (t *T) f() { t.mu.Lock(); t.send(); t.mu.Unlock() }
			func (t *T) g() { for range t.ch { t.use() } }`, "ch T.mu"},
		{"receiver does not lock", `func (t *T) f() { t.mu.Lock(); t.ch <- 1; t.mu.Unlock() }
			func (t *T) g() { for range t.ch { } }`, ""},
		{"one receiver does not lock", `func (t *T) f() { t.mu.Lock(); t.ch <- 1; t.mu.Unlock() }
			func (t *T) g() { for range t.ch { t.use() } }
			func (t *T) h() { <-t.ch }`, ""},
		{"locks after the only receive", `func (t *T) f() { t.mu.Lock(); t.ch <- 1; t.mu.Unlock() }
			func (t *T) g() { <-t.ch; t.use() }`, ""},
		{"caller locks around", `func (t *T) f() { t.mu.Lock(); t.ch <- 1; t.mu.Unlock() }
			func (t *T) g() { <-t.ch }
			func (t *T) h() { for { t.g(); t.use() } }`, "ch T.mu"},
		{"other lock", `func (t *T) f() { t.rw.Lock(); t.ch <- 1; t.rw.Unlock() }
			func (t *T) g() { for range t.ch { t.use() } }`, ""},
		{"readers do not exclude each other", `func (t *T) f() { t.rw.RLock(); t.ch <- 1; t.rw.RUnlock() }
			func (t *T) g() { for range t.ch { t.rw.RLock(); t.rw.RUnlock() } }`, ""},
		{"reader and writer", `func (t *T) f() { t.rw.RLock(); t.ch <- 1; t.rw.RUnlock() }
			func (t *T) g() { for range t.ch { t.rw.Lock(); t.rw.Unlock() } }`, "ch T.rw"},
		{"buffered send", `func (t *T) f() { t.mu.Lock(); t.buf <- 1; t.mu.Unlock() }
			func (t *T) g() { for range t.buf { t.use() } }`, "buf T.mu"},
		{"buffered send, once", `func (t *T) f() { t.mu.Lock(); if t.n == 0 { t.n = 1; t.buf <- 1 }; t.mu.Unlock() }
			func (t *T) g() { for range t.buf { t.use() } }`, ""},
		{"buffered send, room made", `func (t *T) f() { t.mu.Lock(); select { case <-t.buf: default: }; t.buf <- 1; t.mu.Unlock() }
			func (t *T) g() { for range t.buf { t.use() } }`, ""},
		{"buffered send, new channel", `func (t *T) f() { c := make(chan int, 1); t.mu.Lock(); c <- 1; t.mu.Unlock(); for range c { t.use() } }`, ""},
		{"buffered receive", `func (t *T) f() { t.mu.Lock(); <-t.buf; t.mu.Unlock() }
			func (t *T) g() { for { t.use(); t.buf <- 1 } }`, ""},
		{"select with another way", `func (t *T) f() { t.mu.Lock(); select { case t.ch <- 1: case <-t.done: }; t.mu.Unlock() }
			func (t *T) g() { for range t.ch { t.use() } }`, ""},
		{"channel from elsewhere", `func (t *T) f(ch chan int) { t.mu.Lock(); ch <- 1; t.mu.Unlock() }
			func (t *T) g() { for range t.ch { t.use() } }`, ""},
		{"close behind a lock", `func (t *T) f() { t.mu.Lock(); <-t.done; t.mu.Unlock() }
			func (t *T) g() { defer close(t.done); t.use() }`, "done T.mu"},
		{"another object", `func (t *T) f(o *T) { t.mu.Lock(); o.ch <- 1; t.mu.Unlock() }
			func (t *T) g() { for range t.ch { t.use() } }`, ""},
		{"group", `func (t *T) f() { t.mu.Lock(); t.wg.Wait(); t.mu.Unlock() }
			func (t *T) g() { t.wg.Go(func() { t.use() }) }`, "wg T.mu"},
		{"done before the lock", `func (t *T) f() { t.mu.Lock(); t.wg.Wait(); t.mu.Unlock() }
			func (t *T) g() { t.wg.Done(); t.use() }`, ""},
		{"added behind the lock", `func (t *T) f() { t.mu.Lock(); t.wg.Wait(); t.mu.Unlock() }
			func (t *T) g() { t.use(); t.wg.Add(1); t.wg.Done() }`, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := flowtest.Load(t, header+test.body)
			m := &waits.Model{Flow: p, Locks: &locks.Model{Flow: p}, Goroutines: goroutines.New(p)}
			var got []string
			for _, d := range m.Deadlocks() {
				name := p.Name(d.Wait.On)
				got = append(got, fmt.Sprintf("%s %s", name[strings.LastIndex(name, ".")+1:], d.Held.Class))
			}
			if s := strings.Join(got, ", "); s != test.want {
				t.Errorf("got %q, want %q", s, test.want)
			}
		})
	}
}
