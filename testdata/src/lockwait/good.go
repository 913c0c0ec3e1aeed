package lockwait

import (
	"context"
	"sync"
	"sync/atomic"
)

// Unlocked before.

func (s *statuses) setUnlocked(name string) {
	s.mu.Lock()
	s.byName[name] = true
	s.mu.Unlock()
	s.tell(name)
}

// A receiver that never locks.

type meter struct {
	mu    sync.Mutex
	ticks chan int
	n     int
}

func newMeter() *meter {
	m := &meter{ticks: make(chan int)}
	go func() {
		for range m.ticks {
		}
	}()
	return m
}

func (m *meter) tick() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.n++
	m.ticks <- m.n
}

// One of two receivers can go on.

type twoEnds struct {
	mu sync.Mutex
	ch chan int
	n  int
}

func newTwoEnds() *twoEnds {
	t := &twoEnds{ch: make(chan int)}
	go func() {
		for v := range t.ch {
			t.mu.Lock()
			t.n = v
			t.mu.Unlock()
		}
	}()
	go func() {
		for range t.ch {
		}
	}()
	return t
}

func (t *twoEnds) send() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.ch <- 1
}

// A way out.

func (s *statuses) trySet(ctx context.Context, name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	select {
	case s.events <- name:
	case <-ctx.Done():
	}
	select {
	case s.events <- name:
	default:
	}
}

// Room for what is sent, or there already.

type wanted struct {
	mu     sync.Mutex
	done   bool
	result chan int
}

func newWanted() *wanted { return &wanted{result: make(chan int, 1)} }

func (w *wanted) deliver(v int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.done {
		w.done = true
		w.result <- v
		close(w.result)
	}
}

func (w *wanted) cancel() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.done {
		<-w.result
	}
}

// A channel that others know.

type Feed struct {
	mu sync.Mutex
	ch chan int
	n  int
}

func NewFeed() *Feed { return &Feed{ch: make(chan int)} }

func (f *Feed) C() <-chan int { return f.ch }

func (f *Feed) run() {
	for v := range f.ch {
		f.mu.Lock()
		f.n += v
		f.mu.Unlock()
	}
}

func (f *Feed) send() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.ch <- 1
}

// The lock of another object of the same type.

type node struct {
	mu   sync.Mutex
	kids []*node
	ch   chan int
	n    int
}

func newNode() *node {
	n := &node{ch: make(chan int)}
	go func() {
		for v := range n.ch {
			n.mu.Lock()
			n.n = v
			n.mu.Unlock()
		}
	}()
	return n
}

func (n *node) spread(v int) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, k := range n.kids {
		k.ch <- v
	}
}

// The lock keeps Add and Wait apart; Done is called without it.

type monitor struct {
	mu sync.Mutex
	wg sync.WaitGroup
}

func (m *monitor) register() {
	m.mu.Lock()
	m.wg.Add(1)
	m.mu.Unlock()
}

func (m *monitor) start(ok bool, run func()) {
	m.register()
	if !ok {
		m.wg.Done()
		return
	}
	go func() {
		defer m.wg.Done()
		run()
	}()
}

func (m *monitor) stop() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.wg.Wait()
}

// Done before the lock is wanted.

func (m *monitor) afterwards() {
	m.mu.Lock()
	defer m.mu.Unlock()
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		wg.Done()
		m.mu.Lock()
		m.mu.Unlock()
	}()
	wg.Wait()
}

// A callee that releases the lock while it waits.

func (s *statuses) lockedSet(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.handOver(name)
}

func (s *statuses) handOver(name string) {
	s.mu.Unlock()
	s.events <- name
	s.mu.Lock()
}

// Somebody signals without the lock.

type jobs struct {
	mu    sync.Mutex
	c     *sync.Cond
	items []int
}

func (j *jobs) get() {
	j.mu.Lock()
	defer j.mu.Unlock()
	for len(j.items) == 0 {
		j.c.Wait()
	}
	j.items = j.items[1:]
}

func (j *jobs) add(n int) {
	j.mu.Lock()
	j.items = append(j.items, n)
	j.mu.Unlock()
	j.c.Signal()
}

type boss struct {
	mu   sync.Mutex
	jobs *jobs
}

func newJobs() *jobs { j := &jobs{}; j.c = sync.NewCond(&j.mu); return j }

func (b *boss) work()   { b.mu.Lock(); defer b.mu.Unlock(); b.jobs.get() }
func (b *boss) insert() { b.mu.Lock(); b.jobs.add(1); b.mu.Unlock() }

func feed(j *jobs) { j.add(2) }

// A condition that is made with the lock of its owner.

type pacer struct{ c sync.Cond }

func newPacer(mu *sync.Mutex) *pacer {
	p := &pacer{}
	p.c.L = mu
	return p
}

func (p *pacer) pause()   { p.c.Wait() }
func (p *pacer) carryOn() { p.c.Signal() }

type pump struct {
	mu    sync.Mutex
	pacer *pacer
}

func newPump() *pump {
	p := &pump{}
	p.pacer = newPacer(&p.mu)
	return p
}

func (p *pump) fill()  { p.mu.Lock(); defer p.mu.Unlock(); p.pacer.pause() }
func (p *pump) drain() { p.mu.Lock(); defer p.mu.Unlock(); p.pacer.carryOn() }

// The lock is wanted only after what is waited for.

type once struct {
	mu          sync.Mutex
	first, quit chan bool
	n           int
}

func newOnce() *once {
	o := &once{first: make(chan bool), quit: make(chan bool)}
	go func() {
		select {
		case <-o.first:
			o.mu.Lock()
			o.n++
			o.mu.Unlock()
		case <-o.quit:
		}
	}()
	return o
}

func (o *once) start() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.first <- true
}

type slots struct {
	lock sync.Locker
	cond *sync.Cond
	free int
}

func newSlots(n int) *slots {
	lock := new(sync.Mutex)
	return &slots{lock: lock, cond: sync.NewCond(lock), free: n}
}

func (s *slots) take() {
	s.lock.Lock()
	defer s.lock.Unlock()
	for s.free == 0 {
		s.cond.Wait()
	}
	s.free--
}

func (s *slots) give() {
	s.lock.Lock()
	defer s.lock.Unlock()
	s.free++
	s.cond.Signal()
}

// A flag keeps the buffer from filling.
type restarter struct {
	mu      sync.Mutex
	pending atomic.Bool
	wanted  chan struct{}
	n       int
}

func newRestarter() *restarter {
	r := &restarter{wanted: make(chan struct{}, 1)}
	go func() {
		for range r.wanted {
			r.mu.Lock()
			r.n++
			r.pending.Store(false)
			r.mu.Unlock()
		}
	}()
	return r
}

func (r *restarter) fail() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.pending.Load() {
		r.pending.Store(true)
		r.wanted <- struct{}{}
	}
}
