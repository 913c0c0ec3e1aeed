// Package wakes has conditions whose change nobody is told of, and others.
package wakes

import (
	"sync"
	"sync/atomic"
	"time"
)

// Close sets the flag that the readers wait for, and wakes none of them.
type mailbox struct {
	mu     sync.Mutex
	filled *sync.Cond
	mails  []string
	closed bool
}

func newMailbox() *mailbox {
	m := &mailbox{}
	m.filled = sync.NewCond(&m.mu)
	m.closed = false
	return m
}

func (m *mailbox) Put(s string) {
	m.mu.Lock()
	m.mails = append(m.mails, s)
	m.mu.Unlock()
	m.filled.Signal()
}

func (m *mailbox) Get() string {
	m.mu.Lock()
	defer m.mu.Unlock()
	for len(m.mails) == 0 && !m.closed {
		m.filled.Wait()
	}
	if m.closed {
		return ""
	}
	s := m.mails[0]
	m.mails = m.mails[1:]
	return s
}

func (m *mailbox) Close() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.closed = true // want `closed changes here without Signal or Broadcast, so Get can wait for it for ever`
}

// The last to leave does not tell the one who waits for all to leave.
type room struct {
	sync.Mutex
	empty sync.Cond
	n     int
}

func newRoom() *room {
	r := &room{}
	r.empty.L = r
	return r
}

func (r *room) enter() { r.Lock(); r.n++; r.Unlock() }

func (r *room) leave() {
	r.Lock()
	r.n-- // want `n changes here without Signal or Broadcast, so drain can wait for it for ever`
	r.Unlock()
}

func (r *room) kick() {
	r.Lock()
	r.n = 0
	r.empty.Broadcast()
	r.Unlock()
}

func (r *room) drain() {
	r.Lock()
	for {
		if r.n == 0 {
			break
		}
		r.empty.Wait()
	}
	r.Unlock()
}

// An atomic flag, tested in the middle of the loop; one of two puts forgets it.
type feed[T any] struct {
	mu    sync.Mutex
	more  *sync.Cond
	items map[int]T
	over  atomic.Bool
}

func newFeed[T any]() *feed[T] {
	f := &feed[T]{items: make(map[int]T)}
	f.more = sync.NewCond(&f.mu)
	return f
}

func (f *feed[T]) wait() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	for {
		if f.over.Load() || len(f.items) > 0 {
			return len(f.items)
		}
		f.more.Wait()
	}
}

func (f *feed[T]) put(k int, v T) {
	f.mu.Lock()
	f.items[k] = v // want `items changes here without Signal or Broadcast, so wait can wait for it for ever`
	f.mu.Unlock()
}

func (f *feed[T]) putLoudly(k int, v T) {
	f.mu.Lock()
	f.items[k] = v
	f.mu.Unlock()
	f.more.Broadcast()
}

func (f *feed[T]) stop() {
	f.over.Store(true) // want `over changes here without Signal or Broadcast, so wait can wait for it for ever`
}

// The loop around the loop that waits goes on for ever.
type runner struct {
	more  *sync.Cond
	tasks []func()
	over  bool
}

func newRunner() *runner { return &runner{more: sync.NewCond(new(sync.Mutex))} }

func (r *runner) Push(f func()) {
	r.more.L.Lock()
	r.tasks = append(r.tasks, f)
	r.more.L.Unlock()
	r.more.Signal()
}

func (r *runner) Run(stop <-chan struct{}) {
	go func() {
		<-stop
		r.more.L.Lock()
		r.over = true // want `over changes here without Signal or Broadcast, so Run can wait for it for ever`
		r.more.L.Unlock()
	}()
	for {
		r.more.L.Lock()
		for !r.over && len(r.tasks) == 0 {
			r.more.Wait()
		}
		if len(r.tasks) == 0 {
			r.more.L.Unlock()
			return
		}
		f := r.tasks[0]
		r.tasks = r.tasks[1:]
		r.more.L.Unlock()
		f()
	}
}

// Right: the caller wakes, a helper wakes, a goroutine does so regularly, the
// change makes nobody go on, or who changes it waits itself.
type gate struct {
	mu   sync.Mutex
	cond *sync.Cond
	open bool
	uses int
}

func newGate() *gate {
	g := &gate{open: false}
	g.cond = sync.NewCond(&g.mu)
	return g
}

func (g *gate) pass() {
	g.mu.Lock()
	for !g.open {
		g.uses++
		g.cond.Wait()
	}
	g.mu.Unlock()
}

func (g *gate) set() { g.open = true }

func (g *gate) Open() {
	g.mu.Lock()
	g.set()
	g.mu.Unlock()
	g.cond.Broadcast()
}

func (g *gate) tell() { g.cond.Broadcast() }

func (g *gate) OpenAndTell() {
	defer g.tell()
	g.mu.Lock()
	defer g.mu.Unlock()
	g.open = true
}

func (g *gate) Shut() {
	g.mu.Lock()
	g.open = false
	g.mu.Unlock()
}

type clock struct {
	mu   sync.Mutex
	cond *sync.Cond
	over bool
}

func newClock() *clock {
	c := &clock{}
	c.cond = sync.NewCond(&c.mu)
	go c.tick() // want `goroutine polls for ever: nothing can end its loop`
	return c
}

func (c *clock) tick() {
	for range time.Tick(time.Second) {
		c.cond.Broadcast()
	}
}

func (c *clock) await() {
	c.mu.Lock()
	for !c.over {
		c.cond.Wait()
	}
	c.mu.Unlock()
}

func (c *clock) Close() {
	c.mu.Lock()
	c.over = true
	c.mu.Unlock()
}

// Right: the condition variable in the field has another name, that is signalled.
type waiter struct{ cond *sync.Cond }

func (w *waiter) run() {
	w.cond.L.Lock()
	w.cond.Wait()
	w.cond.L.Unlock()
}

func aliased() {
	c := sync.NewCond(new(sync.Mutex))
	w := &waiter{c}
	go w.run()
	for {
		c.L.Lock()
		c.Broadcast()
		c.L.Unlock()
	}
}
