package defernil

import (
	"context"
	"errors"
	"log"
	"sync"
)

func afterOk(b bool) {
	ok, unlock := lock(b)
	if !ok {
		return
	}
	defer unlock()
}

func tested(name string) {
	if done := hook(name); done != nil {
		defer done()
	}
}

func always(temp bool) {
	cleanup := func() {}
	if temp {
		cleanup = func() { log.Print("removed") }
	}
	defer cleanup()
}

func withDefault(temp bool) {
	var cleanup func()
	if temp {
		cleanup = func() { log.Print("removed") }
	} else {
		cleanup = func() {}
	}
	defer cleanup()
}

func sameFlag(temp bool) {
	var cleanup func()
	if temp {
		cleanup = func() { log.Print("removed") }
	}
	if temp {
		defer cleanup()
	}
}

func timeout(ctx context.Context, limited bool) {
	var cancel context.CancelFunc
	if limited {
		ctx, cancel = context.WithCancel(ctx)
		defer cancel()
	}
	<-ctx.Done()
}

func dial(ok bool) (func(), error) {
	if !ok {
		return nil, errors.New("no")
	}
	return func() {}, nil
}

func errorChecked(ok bool) error {
	stop, err := dial(ok)
	if err != nil {
		return err
	}
	defer stop()
	return nil
}

func parameter(f func()) { defer f() }

type handler struct{ Done func() }

func (h *handler) field() { defer h.Done() }

func locked(f func()) { f() }

// A closure assigns the error too, so it lives in memory.
func errorInMemory(n int) (err error) {
	var release func()
	release, err = acquire(n)
	if err != nil {
		return err
	}
	defer release()
	locked(func() { err = errors.New("later") })
	return nil
}

func acquire(n int) (func(), error) {
	if n < 0 {
		return nil, errors.New("negative")
	}
	return func() {}, nil
}

func throughNamed(n int) (release func(), err error) {
	if n > 3 {
		release, err = acquire(n)
		if err != nil {
			return
		}
		return release, nil
	}
	locked(func() { err = nil })
	return func() {}, nil
}

func usesNamed(n int) error {
	release, err := throughNamed(n)
	if err != nil {
		return err
	}
	release()
	return nil
}

type resource struct{}

// What one call returns hangs together, also beside a converted result.
func converted(n int) (any, func(), error) {
	r, release, err := open(n)
	return r, release, err
}

func open(n int) (*resource, func(), error) {
	if n < 0 {
		return nil, nil, errors.New("negative")
	}
	return &resource{}, func() {}, nil
}

func usesConverted(n int) error {
	_, release, err := converted(n)
	if err != nil {
		return err
	}
	defer release()
	return nil
}

// Both results are there, or neither is.
type topics struct {
	mu   sync.Mutex
	subs map[int]chan string
	next int
}

func (t *topics) subscribe() (ch chan string, cancel func()) {
	t.mu.Lock()
	if t.subs != nil {
		t.next++
		id := t.next
		ch = make(chan string, 1)
		t.subs[id] = ch
		cancel = func() {
			go func() {
				for range ch {
				}
			}()
			t.mu.Lock()
			delete(t.subs, id)
			t.mu.Unlock()
		}
	}
	t.mu.Unlock()
	return ch, cancel
}

func (t *topics) first() string {
	if ch, cancel := t.subscribe(); ch != nil {
		defer cancel()
		return <-ch
	}
	return ""
}
