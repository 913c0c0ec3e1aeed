package lockwait

import (
	"sync"
	"time"
)

// Both sides lock first.

type pair struct {
	mu sync.Mutex
	ch chan int
	n  int
}

func newPair() *pair { return &pair{ch: make(chan int)} }

func (p *pair) put() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ch <- p.n // want `sends on p.ch while p.mu is held, which the other side needs: deadlock`
}

func (p *pair) take() {
	p.mu.Lock()
	p.n = <-p.ch // want `receives from p.ch while p.mu is held, which the other side needs: deadlock`
	p.mu.Unlock()
}

// The receiver locks between two receives, in a function that it calls.

type statuses struct {
	mu     sync.RWMutex
	events chan string
	byName map[string]bool
}

func newStatuses() *statuses {
	s := &statuses{events: make(chan string), byName: make(map[string]bool)}
	go s.run()
	return s
}

func (s *statuses) run() {
	for {
		s.one()
	}
}

func (s *statuses) one() { s.drop(<-s.events) }

func (s *statuses) drop(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.byName, name)
}

func (s *statuses) set(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.byName[name] = true
	s.tell(name) // want `sends on s.events while s.mu is held, which the other side needs: deadlock`
}

func (s *statuses) tell(name string) { s.events <- name }

// The one who closes the channel needs the lock before.

type casts struct {
	mu      sync.Mutex
	updates chan int
	done    chan struct{}
	sum     int
}

func newCasts() *casts {
	c := &casts{updates: make(chan int, 1), done: make(chan struct{})}
	go func() {
		defer close(c.done)
		for u := range c.updates {
			c.mu.Lock()
			c.sum += u
			c.mu.Unlock()
		}
	}()
	return c
}

func (c *casts) stop() {
	c.mu.Lock()
	defer c.mu.Unlock()
	close(c.updates)
	<-c.done // want `receives from c.done while c.mu is held, which the other side needs: deadlock`
}

// The receiver may turn to something that needs the lock.

type probe struct{ stop chan struct{} }

func (p *probe) start() chan struct{} {
	p.stop = make(chan struct{})
	return p.stop
}

func (p *probe) end() { p.stop <- struct{}{} }

type box struct {
	sync.Mutex
	probe *probe
	fails int
}

func (b *box) init() {
	stop := b.probe.start()
	go watch(b, stop)
}

func watch(b *box, stop chan struct{}) {
	for {
		select {
		case <-stop:
			return
		case <-time.After(time.Second):
			b.failed()
		}
	}
}

func (b *box) failed() { b.Lock(); defer b.Unlock(); b.fails++ }

func (b *box) close() {
	b.Lock()
	defer b.Unlock()
	b.probe.end() // want `sends on p.stop while b.Mutex is held, which the other side needs: deadlock`
}

// Groups.

type crew struct {
	mu   sync.Mutex
	wg   sync.WaitGroup
	errs []error
	busy sync.WaitGroup
}

func (c *crew) waits() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.wg.Add(1)
	go func() {
		defer c.wg.Done()
		c.mu.Lock()
		c.errs = nil
		c.mu.Unlock()
	}()
	c.wg.Wait() // want `waits for c.wg while c.mu is held, which the other side needs: deadlock`
}

func (c *crew) all(jobs []func() error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	var wg sync.WaitGroup
	for _, job := range jobs {
		wg.Go(func() {
			if err := job(); err != nil {
				c.fail(err)
			}
		})
	}
	wg.Wait() // want `waits for wg while c.mu is held, which the other side needs: deadlock`
}

func (c *crew) fail(err error) {
	c.mu.Lock()
	c.errs = append(c.errs, err)
	c.mu.Unlock()
}

func (c *crew) begin() {
	c.mu.Lock()
	c.busy.Add(1)
	c.mu.Unlock()
}

func (c *crew) finish() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.busy.Done()
}

func (c *crew) quiesce() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.busy.Wait() // want `waits for c.busy while c.mu is held, which the other side needs: deadlock`
}

// A condition gives up its own lock only.

type work struct {
	c     *sync.Cond
	items []int
}

func newWork() *work { return &work{c: sync.NewCond(new(sync.Mutex))} }

func (w *work) get() int {
	w.c.L.Lock()
	defer w.c.L.Unlock()
	for len(w.items) == 0 {
		w.c.Wait()
	}
	n := w.items[0]
	w.items = w.items[1:]
	return n
}

func (w *work) add(n int) {
	w.c.L.Lock()
	w.items = append(w.items, n)
	w.c.L.Unlock()
	w.c.Signal()
}

type quota struct {
	mu   sync.RWMutex
	work *work
}

func (q *quota) worker() {
	for {
		q.mu.RLock()
		q.work.get() // want `waits for w.c while q.mu is held, which the other side needs: deadlock`
		q.mu.RUnlock()
	}
}

func (q *quota) sync() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.work.add(1)
}

// The receiver turns away for good, and needs the lock to do so.

type idle struct {
	mu    sync.Mutex
	reset chan bool
	quit  chan bool
	n     int
}

func newIdle() *idle {
	i := &idle{reset: make(chan bool), quit: make(chan bool)}
	go i.monitor()
	return i
}

func (i *idle) monitor() {
	for {
		select {
		case <-i.reset:
		case <-i.quit:
			i.mu.Lock()
			i.n = 0
			i.mu.Unlock()
			return
		}
	}
}

func (i *idle) write() {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.n++
	i.reset <- true // want `sends on i.reset while i.mu is held, which the other side needs: deadlock`
}

// The buffer takes ten, until the worker waits for the lock.
type batcher struct {
	mu   sync.Mutex
	work chan func()
	done int
}

func newBatcher() *batcher {
	b := &batcher{work: make(chan func(), 10)}
	go b.run()
	return b
}

func (b *batcher) run() {
	for f := range b.work {
		f()
		b.mu.Lock()
		b.done++
		b.mu.Unlock()
	}
}

func (b *batcher) add(f func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.queue(f) // want `sends on b.work while b.mu is held, which the other side needs: deadlock once the buffer is full`
}

func (b *batcher) queue(f func()) { b.work <- f }

// Nothing keeps the buffer from filling.
type restarts struct {
	mu     sync.Mutex
	wanted chan struct{}
	n      int
}

func newRestarts() *restarts {
	r := &restarts{wanted: make(chan struct{}, 1)}
	go func() {
		for range r.wanted {
			r.mu.Lock()
			r.n++
			r.mu.Unlock()
		}
	}()
	return r
}

func (r *restarts) fail() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.n < 10 {
		r.wanted <- struct{}{} // want `sends on r.wanted while r.mu is held, which the other side needs: deadlock once the buffer is full`
	}
}
